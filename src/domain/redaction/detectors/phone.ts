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

const SEPARATOR = /^(?:[ \u00a0\u202f\u2009.\-\u2010-\u2013/()~]{1,4})$/;
const MAX_GROUPS = 12;
/** E.164 has at most 15 digits, an international prefix and a trunk 0 come on top. */
const MAX_DIGITS = 18;

/** Digit groups that may be one number, and what stands between them. */
export interface Chain {
  groups: readonly DigitGroup[];
  separators: readonly string[];
}

/** Digit groups from `first` on that only telephone spacing parts. */
export function chainFrom(text: string, groups: readonly DigitGroup[], first: number): Chain {
  const chain: DigitGroup[] = [];
  const separators: string[] = [];
  let digits = 0;
  for (let index = first; index < groups.length && chain.length < MAX_GROUPS; index += 1) {
    const group = groups[index];
    const previous = chain.at(-1);
    if (group === undefined) break;
    if (previous !== undefined) {
      const separator = text.slice(previous.end, Math.min(group.start, previous.end + 5));
      if (group.start - previous.end > 4 || !SEPARATOR.test(separator)) break;
      separators.push(separator);
    }
    digits += group.end - group.start;
    if (digits > MAX_DIGITS) break;
    chain.push(group);
  }
  return { groups: chain, separators: separators.slice(0, Math.max(0, chain.length - 1)) };
}

/**
 * A number may be cut out of a longer chain only where the spacing changes ("555-123-4567 2 times"), never
 * inside evenly spaced digits, which are one number of another kind. One with a plus sign ends where its country
 * says.
 */
export function mayEndAt(chain: Chain, count: number, isPlus: boolean): boolean {
  if (count === chain.groups.length || isPlus) return true;
  const border = chain.separators[count - 1] ?? '';
  const inside = chain.separators.slice(0, count - 1);
  return /^[ /(]/.test(border) && inside.length > 0 && !inside.includes(border);
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
 * True when a number is a piece of something longer: an identifier, a path, a decimal number, a hash, an
 * amount. A plus sign says so much that only a letter or digit beside it counts.
 */
export function isPieceOfMore(text: string, start: number, end: number): boolean {
  if (isWordAt(text, start - 1) || isWordAt(text, end)) return true;
  if (/^\(?\+/.test(text.slice(start, start + 2))) return false;
  const before = textBefore(text, start, 12);
  if (JOINED_BEFORE.test(before) && !LABEL_BEFORE.test(before)) return true;
  if (SIGN_BEFORE.test(before) && !NAMED_VALUE.test(before)) return true;
  const after = textAfter(text, end, 6);
  return JOINED_AFTER.test(after) || TIME_AFTER.test(after) || UNIT_AFTER.test(after);
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
