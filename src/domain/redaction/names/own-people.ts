import type { Candidate } from '../detector.js';
import { isNameHere } from './everyday.js';
import { continues } from './joints.js';
import type { PeopleIndex } from './people-index.js';
import { personValue } from './person-value.js';
import { type Token, tokensOf } from './tokens.js';

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
