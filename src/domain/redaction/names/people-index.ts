import { spellings, EVERYDAY_WORDS, GIVEN_NAMES_TOO, PARTICLES, ROLE_WORDS, TITLES } from './words.js';

const TOKEN = /[\p{L}\p{M}]+/gu;
/** Scripts written without spaces: names are searched as substrings there. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** What one folded word may mean among the ticket's people. */
export interface NamePart {
  /** The people who have this part, as their position in the list. */
  people: Set<number>;
  /** False for parts that count only beside another part of the same name: particles, initials, roles. */
  alone: boolean;
  /** True for parts that are everyday words too: alone they must be capitalised. */
  everyday: boolean;
}

/** The ticket's people, ready to be looked up word by word. */
export interface PeopleIndex {
  parts: ReadonlyMap<string, NamePart>;
  /** First letters of every part, by person. */
  initials: readonly ReadonlySet<string>[];
  /** Names in scripts without spaces, with the person; their lengths, longest first. */
  unspaced: ReadonlyMap<string, number>;
  unspacedLengths: readonly number[];
}

/** The words of a name: of an e-mail address given as a name, those of its local part. */
function wordsOf(name: string): string[] {
  const local = name.includes('@') ? name.slice(0, name.indexOf('@')) : name;
  return local.match(TOKEN) ?? [];
}

/** Builds the look-up for the people of a ticket. Linear in the length of all names. */
export function indexPeople(people: readonly string[]): PeopleIndex {
  const parts = new Map<string, NamePart>();
  const unspaced = new Map<string, number>();
  const add = (key: string, person: number, kind: { alone: boolean; everyday: boolean }): void => {
    const part = parts.get(key);
    if (part === undefined) {
      parts.set(key, { people: new Set([person]), ...kind });
    } else {
      part.people.add(person);
      part.alone ||= kind.alone;
    }
  };
  const initials = people.map((name, person) => {
    const words = wordsOf(name);
    const named = words.filter((word) => isNamePart(word));
    for (const word of words) {
      if (UNSPACED.test(word)) addUnspaced(unspaced, word, person);
      for (const key of spellings(word)) add(key, person, kindOf(key, named.length));
    }
    const given = spellings(words[0] ?? '')[0] ?? '';
    if (words.length > 1 && GIVEN_NAMES_TOO.has(given))
      add(given, person, { alone: true, everyday: EVERYDAY_WORDS.has(given) || given.length <= 2 });
    for (const key of [...joinedForms(named), ...closedForms(name), ...closedParticles(words)])
      add(key, person, { alone: true, everyday: false });
    return new Set(words.flatMap((word) => spellings(word).map((key) => key.charAt(0))));
  });
  const unspacedLengths = [...new Set([...unspaced.keys()].map((name) => name.length))].sort(
    (left, right) => right - left,
  );
  return { parts, initials, unspaced, unspacedLengths };
}

const isNamePart = (word: string): boolean => {
  const lower = word.toLowerCase();
  return lower.length > 1 && !TITLES.has(lower) && !PARTICLES.has(lower) && !ROLE_WORDS.has(lower);
};

function kindOf(key: string, namedParts: number): { alone: boolean; everyday: boolean } {
  const alone = isNamePart(key) || (namedParts === 0 && key.length > 2 && !ROLE_WORDS.has(key));
  return { alone, everyday: EVERYDAY_WORDS.has(key) || key.length <= 2 };
}

/** How user names are made of a name: johnsmith, jsmith, johns, smithj. */
function joinedForms(words: readonly string[]): string[] {
  if (words.length < 2) return [];
  const folded = words.map((word) => spellings(word)[0] ?? '');
  const first = folded[0] ?? '';
  const last = folded.at(-1) ?? '';
  const forms = [
    folded.join(''),
    first + last,
    last + first,
    first.charAt(0) + last,
    last + first.charAt(0),
    first + last.charAt(0),
  ];
  return [...new Set(forms)].filter((form) => form.length >= 4 && !EVERYDAY_WORDS.has(form));
}

/** Surnames with their particles, and whole names, in one piece: vanderberg, janvanderberg. */
function closedParticles(words: readonly string[]): string[] {
  const folded = words.map((word) => spellings(word)[0] ?? '');
  const isParticle = folded.map((word) => PARTICLES.has(word));
  if (!isParticle.includes(true)) return [];
  const surnames = folded.flatMap((_word, at) =>
    isParticle[at] === true && isParticle[at - 1] !== true ? folded.slice(at).join('') : [],
  );
  return [...new Set([folded.join(''), ...surnames])].filter(
    (form) => form.length >= 5 && !EVERYDAY_WORDS.has(form) && !isParticle[folded.indexOf(form)],
  );
}

/** Parts with an apostrophe or hyphen, written without it: obrien, jeanluc. */
function closedForms(name: string): string[] {
  const compounds = name.match(/[\p{L}\p{M}]+(?:['’ʼ-][\p{L}\p{M}]+)+/gu) ?? [];
  if (compounds.length === 0) return [];
  const closed = (text: string): string => text.replace(/[^\p{L}\p{M}]/gu, '');
  const words = name
    .split(/[\s,]+/u)
    .map(closed)
    .filter(isNamePart);
  return [...compounds.flatMap((compound) => spellings(closed(compound))), ...joinedForms(words)];
}

/** The whole name, and the given name of a three-sign Chinese or Korean one. */
function addUnspaced(unspaced: Map<string, number>, word: string, person: number): void {
  if (word.length >= 2) unspaced.set(word, person);
  if (word.length === 3 && /^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(word))
    unspaced.set(word.slice(1), person);
}
