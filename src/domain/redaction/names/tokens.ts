import { allMatches } from '../../text/all-matches.js';
import type { NamePart, PeopleIndex } from './people-index.js';
import { spellings, TITLES } from './words.js';

/** Letters and combining marks as plain ranges: several times faster than the Unicode properties. */
const TOKEN =
  /[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2dff\u3005-\u3007\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefc]+/g;

/** A word of a text and what it means among the ticket's people. */
export interface Token {
  start: number;
  end: number;
  written: string;
  part: NamePart | undefined;
}

/** The words of a text, each looked up once. */
export function tokensOf(text: string, index: PeopleIndex): Token[] {
  const known = new Map<string, NamePart | undefined>();
  return allMatches(text, TOKEN).map((match) => {
    const written = match[0];
    if (!known.has(written)) known.set(written, written.length > 64 ? undefined : lookUpName(written, index));
    return { start: match.index, end: match.index + written.length, written, part: known.get(written) };
  });
}

/** What may stand between two parts of one name. */
const JOINT =
  /^(?:[ \t\u00a0]{1,3}|\r?\n[ \t]{0,4}|,[ \t\u00a0]{1,2}|[.·][ \t\u00a0]{0,2}|['’ʼ`´-]|\.?[-_.]|[ ]?-[ ]?)$/u;
const MAX_JOINT = 6;
/** What may stand between an initial and the name it belongs to. */
const INITIAL_JOINT = /^(?:\.?[ \u00a0]{0,2}|\.?[-_.])$/u;

/** Lower-case letters that are words of their own somewhere. */
const ONE_LETTER_WORDS = /^[aeiouyаеиоуя]$/u;

/**
 * True for that person's initial: a letter with a dot or a space to the name. Without a dot it must be a capital
 * other than "I", or one that is no word of any language.
 */
function isInitialOf(
  token: Token,
  { joint, after }: { joint: string; after: string },
  people: ReadonlySet<number>,
  index: PeopleIndex,
): boolean {
  if (token.written.length !== 1) return false;
  const isDotted = joint.startsWith('.') || after === '.';
  const isPlaced = INITIAL_JOINT.test(joint) || (/^,[ \u00a0]?$/u.test(joint) && after === '.');
  if (!isPlaced) return false;
  if (!isDotted && (token.written === 'I' || ONE_LETTER_WORDS.test(token.written))) return false;
  const letter = spellings(token.written)[0] ?? '';
  return [...people]
    .slice(0, MAX_COMPARED)
    .some((person) => index.initials[person]?.has(letter.charAt(0)) === true);
}

/** True for a token that continues a name: another part of the same person, or that person's initial. */
export function continues(input: {
  text: string;
  anchor: Token;
  left: Token;
  right: Token;
  index: PeopleIndex;
}): boolean {
  const { text, anchor, left, right, index } = input;
  if (right.start - left.end > MAX_JOINT) return false;
  const joint = text.slice(left.end, right.start);
  const added = anchor === left ? right : left;
  const endsSentence =
    left.written.length > 1 && /^\.\s/.test(joint) && !TITLES.has(left.written.toLowerCase());
  if (!JOINT.test(joint) || endsSentence || anchor.part === undefined) return false;
  if (added.part !== undefined && share(anchor.part.people, added.part.people)) return true;
  return isInitialOf(added, { joint, after: text.charAt(added.end) }, anchor.part.people, index);
}

/** Genitive and case endings that languages glue to a name, each tried by itself. */
const LATIN_ENDINGS = ['s', 'es', 'n', 'en'];
const CYRILLIC_ENDING = /(?:ого|его|ому|ему|ой|ей|ом|ем|ым|им|а|я|у|ю|е|ы|и)$/u;
const SHORTEST_STEM = 2;

function stemsOf(lower: string): string[] {
  const stems = /\p{Script=Cyrillic}/u.test(lower)
    ? [lower.replace(CYRILLIC_ENDING, '')]
    : LATIN_ENDINGS.filter((ending) => lower.endsWith(ending)).map((ending) =>
        lower.slice(0, -ending.length),
      );
  return stems.filter((stem) => stem !== lower && stem.length >= SHORTEST_STEM);
}

/**
 * What a word of the text means among the ticket's people, also with a genitive or case ending on it. An everyday
 * word or a very short one with an ending ("Mays", "Lis") counts only beside another part of the same name.
 */
export function lookUpName(written: string, index: PeopleIndex): NamePart | undefined {
  for (const key of spellings(written)) {
    const part = index.parts.get(key);
    if (part !== undefined) return part;
  }
  for (const stem of stemsOf(written.toLowerCase())) {
    for (const key of spellings(stem)) {
      const part = index.parts.get(key) ?? index.parts.get(`${key}а`) ?? index.parts.get(`${key}й`);
      if (part?.alone !== true) continue;
      return part.everyday || stem.length < 3 ? { ...part, alone: false } : part;
    }
  }
  return undefined;
}

/** Past this many people of one name everybody counts as sharing it; keeps the work per word bounded. */
export const MAX_COMPARED = 64;

/** Whether somebody has both parts of a name. */
export function share(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  if (left.size > MAX_COMPARED && right.size > MAX_COMPARED) return true;
  const [fewer, more] = left.size < right.size ? [left, right] : [right, left];
  return [...fewer].some((person) => more.has(person));
}
