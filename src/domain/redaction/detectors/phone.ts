import { type Context, contextBefore, type Candidate, type Detector } from '../detector.js';
import { textAfter, textBefore, type DigitGroup, digitGroups, isWordAt } from '../digits.js';
import { classifyPhone } from './phone-rules.js';
import { extensionUnits, uriStart, writtenStart } from './phone-plan.js';

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
    const spacing = phoneSpacing(text, groups);
    const endOf = endReader(text, groups);
    const found: Candidate[] = [];
    let index = 0;
    while (index < groups.length) {
      const count = phoneGroups({ text, region, groups, spacing, endOf, first: index });
      const first = groups[index];
      const last = groups[index + count - 1];
      if (count > 0 && first !== undefined && last !== undefined) {
        found.push({
          start: uriStart(text, writtenStart(text, first)),
          end: last.end + endOf(index + count - 1).extension,
          type: 'PHONE',
        });
      }
      index += Math.max(1, count);
    }
    return found;
  },
};

/** What stands behind a digit group, should a number end with it. */
interface End {
  /** UTF-16 units of an extension, 0 for none. */
  extension: number;
  /** How the text goes on behind number and extension. */
  goesOn: 'word' | 'mark' | null;
}

/** Reads what stands behind each group once, however many numbers could end there. */
function endReader(text: string, groups: readonly DigitGroup[]): (index: number) => End {
  const known: End[] = [];
  return (index) => {
    const end = groups[index]?.end ?? 0;
    const extension = known[index]?.extension ?? extensionUnits(text, end);
    return (known[index] ??= { extension, goesOn: goesOnAfter(text, end + extension) });
  };
}

interface Start {
  text: string;
  groups: readonly DigitGroup[];
  first: number;
}

interface PhoneSearch extends Start {
  region: string;
  spacing: readonly (string | undefined)[];
  endOf: (index: number) => End;
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
function phoneGroups(input: PhoneSearch): number {
  const { text, groups, spacing, first } = input;
  const chain = chainFrom(groups, spacing, first);
  const head = chain.groups[0];
  const written = (chain.groups.at(-1)?.end ?? 0) - (head?.start ?? 0);
  if (head === undefined || written < MIN_UNITS || continuesFromLeft(input, chain)) return 0;
  const start = writtenStart(text, head);
  const isPlus = text.slice(start, head.start).includes('+');
  if (isPieceOfMoreBefore(text, start, isPlus)) return 0;
  const valid = longestPhone({ ...input, chain, start, isPlus, strict: isPlus });
  return valid > 0 || !isPlus ? valid : longestPhone({ ...input, chain, start, isPlus, strict: false });
}

/** The longest stretch of the chain from `start` that is a phone number, in groups; 0 for none. */
function longestPhone(
  input: PhoneSearch & { chain: Chain; start: number; isPlus: boolean; strict: boolean },
): number {
  const { text, region, chain, start, isPlus, strict, first, endOf } = input;
  const contextAt = contextReader(text, start);
  for (let count = chain.groups.length; count > 0; count -= 1) {
    const end = chain.groups[count - 1]?.end ?? 0;
    if (end - start < MIN_UNITS) break;
    if (!mayEndAt(chain, count, isPlus)) continue;
    const { extension, goesOn } = endOf(first + count - 1);
    if (goesOn === 'word' || (goesOn === 'mark' && !isPlus)) continue;
    const verdict = classifyPhone({
      written: text.slice(start, end),
      region,
      context: () => contextAt(end + extension),
      strict,
      cutInside: () => isCutInside(input),
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

const SEPARATOR = /^(?:[ \u00a0\u202f\u2009.\-\u2010-\u2013/()~]{1,4})$/;
const MAX_GROUPS = 12;
/** E.164 has at most 15 digits, an international prefix and a trunk 0 come on top. */
const MAX_DIGITS = 18;

/** Digit groups that may be one number, and what stands between them. */
export interface Chain {
  groups: readonly DigitGroup[];
  separators: readonly string[];
}

/** What stands before each group, where telephone spacing parts it from the group before; read once for a text. */
export const phoneSpacing = (text: string, groups: readonly DigitGroup[]): (string | undefined)[] =>
  groups.map(({ start }, index) => {
    const end = groups[index - 1]?.end;
    if (end === undefined || start - end > 4) return undefined;
    const separator = text.slice(end, start);
    return SEPARATOR.test(separator) ? separator : undefined;
  });

/** Digit groups from `first` on that only telephone spacing parts. */
export function chainFrom(
  groups: readonly DigitGroup[],
  spacing: readonly (string | undefined)[],
  first: number,
): Chain {
  const chain: DigitGroup[] = [];
  const separators: string[] = [];
  let digits = 0;
  for (let index = first; index < groups.length && chain.length < MAX_GROUPS; index += 1) {
    const group = groups[index];
    const separator = spacing[index];
    if (group === undefined || (index > first && separator === undefined)) break;
    digits += group.end - group.start;
    if (digits > MAX_DIGITS) break;
    if (index > first && separator !== undefined) separators.push(separator);
    chain.push(group);
  }
  return { groups: chain, separators };
}

/**
 * A number may be cut out of a longer chain only where the spacing changes ("555-123-4567 2 times"), never
 * inside evenly spaced digits, which are one number of another kind. One with a plus sign ends where its country
 * says.
 */
export function mayEndAt(chain: Chain, count: number, isPlus: boolean): boolean {
  if (count === chain.groups.length || isPlus) return true;
  const border = chain.separators[count - 1] ?? '';
  return count > 1 && /^[ /(]/.test(border) && chain.separators.indexOf(border) === count - 1;
}

/** A word joined to the number by a mark: an identifier, a path, a mail address. */
const JOINED_BEFORE = /[\p{L}\p{N}_][-./_#@\\+&]$|[\p{N}_]:$/u;
/** Labels that people join to a number: "Tel.030", "T.030". */
const LABEL_BEFORE = /(?:^|[^\p{L}])(?:tel|phone|fax|mob|cell|ph|t|m|p|f|telefon|handy)\.$/iu;
/** Signs of an amount, a ticket number, a negative number, a path or a value in code. */
const SIGN_BEFORE = /[#$€£¥]\s?$|[/\\=]$|(?:^|[[(\s])-$/;
const NAMED_VALUE = /(?:phone|tel|mobile|number)=$/i;
const JOINED_AFTER = /^[-._/\\:@][\p{L}\p{N}]/u;
/** A time of day makes the digits before it a date. */
const TIME_AFTER = /^[ T]\d{1,2}:\d{2}/;
const UNIT_AFTER = /^(?:%|[€£¥$]| ?(?:€|EUR|USD|GBP|kg|km|MB|GB|KB|ms|px|bytes|[kMG]?Hz)\b)/;

/**
 * True when what stands before makes a number a piece of something longer: an identifier, a path, a hash, an amount.
 * A plus sign says so much that only a letter or digit beside it counts.
 */
export function isPieceOfMoreBefore(text: string, start: number, isPlus: boolean): boolean {
  if (isWordAt(text, start - 1)) return true;
  if (isPlus) return false;
  const before = textBefore(text, start, 12);
  if (JOINED_BEFORE.test(before) && !LABEL_BEFORE.test(before)) return true;
  return SIGN_BEFORE.test(before) && !NAMED_VALUE.test(before);
}

/** How a number that ends here goes on: with a letter or digit, with a mark that makes it a piece of more, or not. */
export function goesOnAfter(text: string, end: number): 'word' | 'mark' | null {
  if (isWordAt(text, end)) return 'word';
  const after = textAfter(text, end, 6);
  return JOINED_AFTER.test(after) || TIME_AFTER.test(after) || UNIT_AFTER.test(after) ? 'mark' : null;
}

/** Words that say "this number is a phone number", before it; several languages. */
export const FOR_PHONE =
  /(?<![A-Za-z0-9\u00c0-\u024f])(?:t[eé]l(?:[eé]fono|efone|efon|efonnummer|efoon|[eé]phone)?s?|phones?|phone ?numbers?|mob(?:ile|il|iel)?|móvil|cell(?:phone|ulare|ular)?|celular|fax|whats ?app|sms|text|signal|telegram|viber|call(?:ed|ing|s)?|call ?back|ring|dial(?:ed|led)?|reach(?:ed)?(?: \w+)?|contact(?:ed)?(?: (?:no\.?|number))?|landline|hotline|handy(?:nummer)?|ruf(?:nummer|en)?|anruf(?:en)?|rappel(?:er|ez)?|appel(?:er|ez)?|llam(?:ar|e|en|a)|ligar|ligue|chiam(?:ar|i|ate)|bel(?:len)?|ring(?:a|e)?|soita|zadzwo[nń]|puhelin|telefonszám|номер телефона|телефон|тел|звоните|電話|电话|手机|전화|(?:my|your|his|her|our|their|the|this|direct|office|home|work|emergency) number|registered|(?<=(?:^|[\n|•·,;(])[ \t]{0,3})[tmp](?=[:.]?[ \t]{1,3}$))(?![A-Za-z0-9\u00c0-\u024f])/gi;

/** Words that say what sort of line it is, after the number. */
export const FOR_PHONE_AFTER =
  /^[ \t]{0,2}[([,-]{0,2} ?(?:office|fax|mobile|cell|home|work|direct|landline|phone|tel|voice|handy|mobil|bureau|oficina|is my (?:phone|cell|mobile|number))\b/i;

/** Things that have numbers of their own; several languages. */
const OTHER_THINGS =
  'fedex|ups|usps|dhl|dpd|gls|order|ticket|invoice|case|reference|ref\\.?|tracking|shipment|parcel|consignment|sku|part|serial|model|build|version|release|firmware|item|product|article|account|acct|customer|client|contract|policy|booking|reservation|transaction|txn|request|issue|bug|commit|error|err|code|status|id|uuid|guid|isbn|issn|ean|gtin|upc|asin|batch|lot|line|row|page|port|pid|process|thread|size|amount|total|price|cost|qty|quantity|balance|timestamp|epoch|time|date|room|flight|seat|claim|imei|iccid|meter|member|membership|card|iban|ssn|vin|tax|license|licence|passport|plate|postcode|zip|bestell(?:ung|nummer)|auftrag(?:snummer)?|rechnung(?:snummer)?|kundennummer|vorgang(?:snummer)?|artikel(?:nummer)?|seriennummer|sendung(?:snummer)?|vertrag(?:snummer)?|commande|facture|dossier|colis|pedido|factura|orden|encomenda|fatura|ordine|fattura|zam[oó]wieni[ea]|faktura|bestelling|factuur';

/** What may stand between such a word and its number, other numbers of the same list included. */
const OTHER_LINK = `[\\s:=#,;&()'"\\d_-]|\\.(?=\\S)|is|was|are|were|and|or|the|my|with|of`;

/** "contact no." is the number of a line, not of a thing. */
const OF_A_LINE =
  '(?:contact|(?:tele)?phone|tel\\.?|mobile|cell|fax|whats ?app|landline|handy|telefon|t[eé]l[eé]phone|portable)[ :-]{0,2}';

/** Words that say "this number is something else", right before it; the nearer phrase wins over FOR_PHONE. */
export const AGAINST_PHONE = new RegExp(
  `(?<![A-Za-z0-9\\u00c0-\\u024f])(?:(?:${OTHER_THINGS})s?(?:[ ._-]{0,2}(?:numbers?|num\\.?|no\\.?|nr\\.?|id|code|#))?|(?<!${OF_A_LINE})(?:no\\.?|nr\\.?|#))(?![A-Za-z0-9\\u00c0-\\u024f])(?:${OTHER_LINK}){0,40}$`,
  'gi',
);
