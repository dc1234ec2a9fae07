import { textAfter, textBefore } from '../context.js';
import { isWordAt } from '../digits.js';

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
