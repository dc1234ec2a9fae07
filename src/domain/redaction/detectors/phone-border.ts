import { textAfter, textBefore } from '../context.js';
import { isWordAt } from '../digit-groups.js';

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
