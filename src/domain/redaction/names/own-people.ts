import type { Candidate, Detector } from '../detector.js';
import { textAfter, textBefore } from '../digits.js';
import { continues, type Token, tokensOf, MAX_COMPARED } from './tokens.js';
import type { PeopleIndex } from './people-index.js';
import { allMatches } from '../../text/all-matches.js';
import { spellings } from './words.js';

/** Forms of address that are masked together with the name behind them. */
const TITLE_BEFORE =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|herrn?|frau|mme|mlle|monsieur|madame|señora?|senhora?|signora?|sra|srta|st)$/iu;

const isCapitalised = (written: string): boolean => /^\p{Lu}/u.test(written) || !/^\p{Ll}/u.test(written);

/** True when a word of its own counts as a name. */
function standsAlone(text: string, { start, end, written, part }: Token): boolean {
  if (part === undefined || !part.alone) return false;
  return !part.everyday || isNameHere({ text, start, end, capitalised: isCapitalised(written) });
}

/** Where a name begins with the form of address right before it. */
function titledStart({
  text,
  tokens,
  first,
}: {
  text: string;
  tokens: readonly Token[];
  first: number;
}): number {
  const start = tokens[first]?.start ?? 0;
  const before = tokens[first - 1];
  if (before === undefined || start - before.end > 3 || !TITLE_BEFORE.test(before.written)) return start;
  return /^\.?[ \u00a0]{0,2}$/u.test(text.slice(before.end, start)) ? before.start : start;
}

/** A part of a name with a middle initial that the platform does not know behind it ("John X. Smith"). */
function acrossInitial(text: string, part: Token, initial: Token): Token | undefined {
  if (!/^\p{Lu}$/u.test(initial.written) || initial.start - part.end > 2) return undefined;
  if (!/^[ ]{1,2}$/.test(text.slice(part.end, initial.start))) return undefined;
  return { ...part, end: initial.end + (text.charAt(initial.end) === '.' ? 1 : 0) };
}

/** Names of the ticket's people in scripts that part words: the words of one person that stand together. */
export function spacedNames(text: string, index: PeopleIndex): Candidate[] {
  const tokens = tokensOf(text, index);
  const found: Candidate[] = [];
  let free = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const anchor = tokens[at];
    if (anchor?.part === undefined || at < free) continue;
    const step = (from: number, by: 1 | -1): number => {
      let edge = from;
      for (let next = from + by; next >= free && next < tokens.length; next += by) {
        const [near, far] = [tokens[edge], tokens[next]];
        if (near === undefined || far === undefined) break;
        const inside = near.part === undefined ? { ...near, part: anchor.part } : near;
        const pair = by === 1 ? { left: inside, right: far } : { left: far, right: inside };
        if (continues({ text, anchor: inside, ...pair, index })) {
          edge = next;
          continue;
        }
        const spanned = by === 1 ? acrossInitial(text, inside, far) : undefined;
        const beyond = tokens[next + 1];
        if (spanned === undefined || beyond?.part === undefined) break;
        if (!continues({ text, anchor: spanned, left: spanned, right: beyond, index })) break;
        edge = next + 1;
        next += 1;
      }
      return edge;
    };
    const last = step(at, 1);
    const first = step(at, -1);
    const cluster = tokens.slice(first, last + 1);
    const parts = cluster.filter((token) => token.part !== undefined);
    const asPair = parts.length >= 2 && parts.some((token) => token.part?.alone);
    if (!asPair && !cluster.some((token) => standsAlone(text, token))) continue;
    found.push({
      start: titledStart({ text, tokens, first }),
      end: cluster.at(-1)?.end ?? 0,
      type: 'NAME',
      value: personValue(cluster, index),
    });
    free = last + 1;
  }
  return found;
}

const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{M}]+/gu;

/** Names of the ticket's people in scripts that part no words, the longest first. */
export function unspacedNames(text: string, index: PeopleIndex): Candidate[] {
  const found: Candidate[] = [];
  if (index.unspaced.size === 0) return found;
  for (const run of allMatches(text, UNSPACED_RUN)) {
    for (let at = 0; at < run[0].length; at += 1) {
      const length = index.unspacedLengths.find(
        (size) => at + size <= run[0].length && index.unspaced.has(run[0].slice(at, at + size)),
      );
      if (length === undefined) continue;
      const start = run.index + at;
      const person = index.unspaced.get(run[0].slice(at, at + length));
      found.push({ start, end: start + length, type: 'NAME', value: `person ${person}` });
      at += length - 1;
    }
  }
  return found;
}

/** One key for all spellings of one person; where several share the name, the name itself is the key. */
export function personValue(cluster: readonly Token[], index: PeopleIndex): string {
  const named = cluster.flatMap((token) => (token.part === undefined ? [] : [token.part.people]));
  const initials = cluster.flatMap((token) =>
    token.part === undefined ? (spellings(token.written)[0] ?? '') : [],
  );
  const smallest = named.reduce(
    (best, people) => (people.size < best.size ? people : best),
    named[0] ?? new Set<number>(),
  );
  const common = [...smallest]
    .slice(0, MAX_COMPARED)
    .filter(
      (person) =>
        named.every((people) => people.has(person)) &&
        initials.every((letter) => index.initials[person]?.has(letter)),
    );
  return common.length === 1
    ? `person ${common[0]}`
    : cluster.map((token) => spellings(token.written)[0]).join(' ');
}

/** What leads up to a person, so that an everyday word behind it is their name whatever its case. */
const PERSON_BEFORE =
  /(?:^|[\s,;:(>])(?:hi|hello|hey|dear|hallo|hola|thanks|thank you|thx|cheers|regards|ask(?:ed)?|cc|told|emailed|contact(?:ed)?|my name is|name:|i am|i['’]m|signed|[-–—@])[,:]?\s{0,2}$/i;
const PERSON_AFTER =
  /^(?:['’]s\b|\s(?:here|said|wrote|writes|says|told|called|asked|replied)\b|(?=\s{0,2}(?:<[^>\s]{0,64}@)))/i;
const LINE_BEFORE = /(?:^|\n)[ \t>]{0,8}$/;
const LINE_AFTER = /^[ \t,.!]{0,3}(?:\r?\n|$)/;
const MONTH = /^(?:april|may|june|august)$/i;
const DATE_BEFORE =
  /(?:\d|\b(?:in|since|until|till|by|on|of|last|next|this|early|late|mid|from|to|between|and|end of))[ .,-]{0,2}$/i;
const DATE_AFTER = /^[ ,.]{1,2}\d/;

interface Word {
  text: string;
  start: number;
  end: number;
  capitalised: boolean;
}

/**
 * Whether a name that is also an everyday word stands for its person here: capitalised, unless as a month in a
 * date; in lower case only where the words around it speak of a person, or alone on its line.
 */
export function isNameHere({ text, start, end, capitalised }: Word): boolean {
  const before = textBefore(text, start, 24);
  const after = textAfter(text, end, 72);
  if (PERSON_BEFORE.test(before) || PERSON_AFTER.test(after)) return true;
  if (!capitalised) return LINE_BEFORE.test(before) && LINE_AFTER.test(after);
  const isMonth = MONTH.test(text.slice(start, end));
  return !(isMonth && (DATE_BEFORE.test(before) || DATE_AFTER.test(after)));
}

/**
 * The ticket's own people in all spellings: full name in any order, first or last name alone, initials, user
 * names, diacritics folded or spelled out, any case, genitive endings. A name that is also an everyday word
 * counts alone only when capitalised.
 */
export const ownPeopleDetector: Detector = {
  name: 'own-people',
  detect({ text, people }) {
    if (people.parts.size === 0) return [];
    return [...spacedNames(text, people), ...unspacedNames(text, people)];
  },
};
