import { type Context, contextBefore, textAfter, textBefore } from '../context.js';
import type { Candidate, Detector } from '../detector.js';
import { type DigitGroup, digitGroups } from '../digits.js';
import { isPieceOfMore } from './phone-border.js';
import { type Chain, chainFrom, mayEndAt } from './phone-chain.js';
import { classifyPhone } from './phone-rules.js';
import { AGAINST_PHONE, FOR_PHONE, FOR_PHONE_AFTER } from './phone-words.js';
import { extensionUnits, uriStart, writtenStart } from './phone-writing.js';

/** What leads up to a bare number that is a value of its own. */
const INTRODUCED =
  /(?:^|[\n:;,(>|"']|\b(?:is|at|on|to|me|under|via|auf|unter|au|al|en|em|no|der|le|el))[ \t]{0,3}$/i;
/** What stands right before a number that is to be dialled. */
const DIALLED =
  /(?:call|dial|ring|tel|telephone|phone|mobile|cell|number|reach me)(?: is| at| on|[:.])*[ \t]{0,3}$/i;
/** Shorter numbers are no subscriber's. */
const MIN_UNITS = 4;

/**
 * Phone numbers in international spelling anywhere, and in national spelling when the region's numbering plan
 * has them, when they are grouped as only phone numbers are, or when the words around say so.
 * @see ITU-T E.164, E.123; numbering plans through libphonenumber
 */
export const phoneDetector: Detector = {
  name: 'phone',
  detect({ text, region }) {
    const groups = digitGroups(text);
    const found: Candidate[] = [];
    let index = 0;
    while (index < groups.length) {
      const count = phoneGroups({ text, region, groups, first: index });
      const first = groups[index];
      const last = groups[index + count - 1];
      if (count > 0 && first !== undefined && last !== undefined) {
        found.push({
          start: uriStart(text, writtenStart(text, first)),
          end: last.end + extensionUnits(text, last.end),
          type: 'PHONE',
        });
      }
      index += Math.max(1, count);
    }
    return found;
  },
};

interface Start {
  text: string;
  groups: readonly DigitGroup[];
  first: number;
}

/**
 * True when the digits go on evenly from the left: a number never starts inside such a chain. A time of day or
 * a short number before it is no part of the chain.
 */
function continuesFromLeft({ text, groups, first }: Start, chain: Chain): boolean {
  const head = groups[first];
  const previous = groups[first - 1];
  if (head === undefined || previous === undefined || head.start - previous.end > 3) return false;
  const separator = text.slice(previous.end, head.start);
  if (separator !== (chain.separators[0] ?? '-')) return false;
  const isTime = text[previous.start - 1] === ':';
  const isShortBeforeTrunkZero = previous.end - previous.start <= 2 && text[head.start] === '0';
  return !isTime && !isShortBeforeTrunkZero;
}

/** True when digits stand right before, other than the minutes of a time of day. */
function isCutInside({ text, groups, first }: Start): boolean {
  const previous = groups[first - 1];
  if (previous === undefined || text[previous.start - 1] === ':') return false;
  return /^(?:[-./]|[ ]{1,3})$/.test(text.slice(previous.end, groups[first]?.start).slice(0, 4));
}

/** How many groups from `first` on form a phone number, 0 for none. */
function phoneGroups(input: Start & { region: string }): number {
  const { text, groups, first } = input;
  const chain = chainFrom(text, groups, first);
  const head = chain.groups[0];
  const written = (chain.groups.at(-1)?.end ?? 0) - (head?.start ?? 0);
  if (head === undefined || written < MIN_UNITS || continuesFromLeft(input, chain)) return 0;
  const start = writtenStart(text, head);
  const isPlus = text.slice(start, head.start).includes('+');
  const valid = longestPhone({ ...input, chain, start, isPlus, strict: isPlus });
  return valid > 0 || !isPlus ? valid : longestPhone({ ...input, chain, start, isPlus, strict: false });
}

/** The longest stretch of the chain from `start` that is a phone number, in groups; 0 for none. */
function longestPhone(
  input: Start & { region: string; chain: Chain; start: number; isPlus: boolean; strict: boolean },
): number {
  const { text, region, chain, start, isPlus, strict } = input;
  const contextAt = contextReader(text, start);
  for (let count = chain.groups.length; count > 0; count -= 1) {
    const end = chain.groups[count - 1]?.end ?? 0;
    if (end - start < MIN_UNITS || !mayEndAt(chain, count, isPlus)) continue;
    const extension = extensionUnits(text, end);
    if (isPieceOfMore(text, start, end + extension)) continue;
    const verdict = classifyPhone({
      written: text.slice(start, end),
      region,
      context: () => contextAt(end + extension),
      strict,
      cutInside: isCutInside(input),
      alone: text.length - (end - start) <= 2,
      dialled: () => DIALLED.test(textBefore(text, start)),
      introduced: () => INTRODUCED.test(textBefore(text, start)),
      extension: extension > 0,
    });
    if (verdict) return count;
  }
  return 0;
}

/** Reads the words around a number, those before it once for all ends that are tried. */
function contextReader(text: string, start: number): (end: number) => Context {
  let before: Context | undefined;
  return (end) => {
    before ??= contextBefore(textBefore(text, start), { for: FOR_PHONE, against: AGAINST_PHONE });
    return before === 'none' && FOR_PHONE_AFTER.test(textAfter(text, end, 20)) ? 'for' : before;
  };
}
