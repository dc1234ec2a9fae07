import { allMatches } from '../../text/all-matches.js';
import type { Candidate, Detector } from '../detector.js';
import { spellings } from '../names/fold.js';
import { isNameHere } from '../names/everyday.js';
import { lookUpName } from '../names/look-up.js';
import type { NamePart, PeopleIndex } from '../names/people-index.js';
import { TITLES } from '../names/words.js';

/** Letters and combining marks as plain ranges: several times faster than the Unicode properties. */
const TOKEN =
  /[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2dff\u3005-\u3007\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefc]+/g;
/** What may stand between two parts of one name. */
const JOINT =
  /^(?:[ \t\u00a0]{1,3}|\r?\n[ \t]{0,4}|,[ \t\u00a0]{1,2}|[.·][ \t\u00a0]{0,2}|['’ʼ`´-]|\.?[-_.]|[ ]?-[ ]?)$/u;
const MAX_JOINT = 6;
/** What may stand between an initial and the name it belongs to. */
const INITIAL_JOINT = /^(?:\.?[ \u00a0]{0,2}|\.?[-_.])$/u;
/** Forms of address that are masked together with the name behind them. */
const TITLE_BEFORE =
  /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|herrn?|frau|mme|mlle|monsieur|madame|señora?|senhora?|signora?|sra|srta|st)$/iu;

interface Token {
  start: number;
  end: number;
  written: string;
  part: NamePart | undefined;
}

const isCapitalised = (written: string): boolean => /^\p{Lu}/u.test(written) || !/^\p{Ll}/u.test(written);

/** True when a word of its own counts as a name. */
function standsAlone(text: string, { start, end, written, part }: Token): boolean {
  if (part === undefined || !part.alone) return false;
  return !part.everyday || isNameHere({ text, start, end, capitalised: isCapitalised(written) });
}

/** Past this many people of one name everybody counts as sharing it; keeps the work per word bounded. */
const MAX_COMPARED = 64;

function share(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  if (left.size > MAX_COMPARED && right.size > MAX_COMPARED) return true;
  const [fewer, more] = left.size < right.size ? [left, right] : [right, left];
  return [...fewer].some((person) => more.has(person));
}

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
function continues(input: {
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

function tokensOf(text: string, index: PeopleIndex): Token[] {
  const known = new Map<string, NamePart | undefined>();
  return allMatches(text, TOKEN).map((match) => {
    const written = match[0];
    if (!known.has(written)) known.set(written, written.length > 64 ? undefined : lookUpName(written, index));
    return { start: match.index, end: match.index + written.length, written, part: known.get(written) };
  });
}

/** One key for all spellings of one person; where several share the name, the name itself is the key. */
function valueOf(cluster: readonly Token[], index: PeopleIndex): string {
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

function spacedNames(text: string, index: PeopleIndex): Candidate[] {
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
        if (!continues({ text, anchor: inside, ...pair, index })) break;
        edge = next;
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
      value: valueOf(cluster, index),
    });
    free = last + 1;
  }
  return found;
}

const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{M}]+/gu;

function unspacedNames(text: string, index: PeopleIndex): Candidate[] {
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
