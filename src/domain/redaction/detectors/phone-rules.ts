import type { Context } from '../detector.js';
import { digitsOf, dayExists } from '../digits.js';
import { isInternational, isValidNationally } from './phone-plan.js';

interface WrittenNumber {
  /** The number as written, from its plus sign or bracket on. */
  written: string;
  region: string;
  /** What the words around say; asked only when the digits leave it open. */
  context: () => Context;
  /** True while a shorter stretch may still turn out valid: a mere possible length does not count yet. */
  strict: boolean;
  /** True when more digits precede it directly. */
  cutInside: () => boolean;
  /** True when the whole text is this number. */
  alone: boolean;
  /** True when the words before lead up to a value: a colon, "is", "at", the start of a line. */
  introduced: () => boolean;
  /** True when the word right before tells to dial it. */
  dialled: () => boolean;
  extension: boolean;
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ADDRESS = new RegExp(`^\\(?${OCTET}(?:\\.${OCTET}){3}\\)?$`);
const isAddressLike = (written: string): boolean => ADDRESS.test(written);
const isThousands = (written: string): boolean => /^[1-9]\d{0,2}(?:([ .,])\d{3})(?:\1\d{3})*$/.test(written);

/** Grouping that hardly anything but a phone number has. */
function isGroupedLikePhone(written: string): boolean {
  return (
    /^(?:1[ .-])?\(\d{3}\)[ .-]?\d{3}[ .-]\d{4}$/.test(written) ||
    /^(?:1[ .-])?\d{3}([ .-])\d{3}\1\d{4}$/.test(written) ||
    /^\(0?\d{1,4}\)[ /-]{0,2}\d{2,5}(?:[ .-]\d{2,4}){1,3}$/.test(written) ||
    /^\(?0\d{1,5}\)?(?:[ /-]{1,3}\d{2,8}){1,5}$/.test(written) ||
    /^0\d(?:\.\d{2}){4}$/.test(written) ||
    /^(?:\+?1[ -])?1?[38]00[ -]\d{2,4}(?:[ -]\d{2,4}){1,2}$/.test(written) ||
    /^8 \(?0?\d{2,4}\)? \d{2,3}-\d{2}-\d{2}$/.test(written)
  );
}

/** Whether a run of digits is a phone number; the order of the questions is the precedence of the answers. */
export function classifyPhone(number: WrittenNumber): boolean {
  const { written, region } = number;
  const digits = digitsOf(written);
  if (digits.length < 4 || digits.length > 18 || /^(\d)\1*$/.test(digits)) return false;
  if (written.includes('+'))
    return isPlusNumber(digits, number) || isPlusNumber(digitsOf(written.replace('(0)', '')), number);
  if (digits.length >= 8 && isWithInternationalPrefix(digits, number)) return true;
  if (digits.length > 15 || isAddressLike(written)) return false;
  const context = number.context();
  if (context === 'against') return false;
  if (looksLikeDate(written)) return context === 'for' && isPhoneDespiteDate(digits, number);
  if (context === 'for')
    return (
      digits.length >= 6 || isValidNationally(digits, region) || (digits.length === 5 && number.dialled())
    );
  return !number.cutInside() && isPhoneByForm(digits, number);
}

/** "20 12 34" is a number to call; with dots or slashes it must be one of the region, with a year never. */
function isPhoneDespiteDate(digits: string, { written, region }: WrittenNumber): boolean {
  if (/(?:19|20)\d\d/.test(written)) return false;
  return /^\d+(?: \d+)+$/.test(written) || isValidNationally(digits, region);
}

/** 00 or 011 and a country code. */
function isWithInternationalPrefix(digits: string, { context }: WrittenNumber): boolean {
  const prefix = /^(?:00|011)(?=[1-9])/.exec(digits)?.[0];
  if (prefix === undefined) return false;
  const { valid, possible } = isInternational(digits.slice(prefix.length));
  return (
    (valid && digits.length >= 10) ||
    ((valid || (possible && digits.length >= 10)) && context() !== 'against')
  );
}

/** Without any word for it: grouped as phone numbers are, or in the region's numbering plan. */
function isPhoneByForm(digits: string, number: WrittenNumber): boolean {
  const { written, region } = number;
  if (number.extension && digits.length >= 7) return true;
  const grouped = digits.length !== written.length;
  if (/^\d{3}-\d{2}-\d{4}$/.test(written)) return false;
  if (grouped && digits.length >= 7 && isGroupedLikePhone(written)) return true;
  if (grouped && digits.length < 6) return false;
  if (!grouped && !number.alone && (digits.length < 9 || !number.introduced())) return false;
  if (written.includes('.') && !/^\(?\d{2,}/.test(written)) return false;
  if (isThousands(written) && digits.length < 7) return false;
  return isValidNationally(digits, region);
}

/** With a plus sign: valid in its country, or, when nothing is, of E.164's length. */
function isPlusNumber(digits: string, { strict }: WrittenNumber): boolean {
  if (digits.length < 6 || digits.length > 17) return false;
  const { valid, possible } = isInternational(digits);
  if (valid) return true;
  return !strict && (possible || (digits.length >= 9 && digits.length <= 15 && !digits.startsWith('0')));
}

/** True for a calendar date, a date with a time, or a year range, in any common order of its parts. */
export function looksLikeDate(written: string): boolean {
  const parts = /(?:^|[^\d])(\d{1,4})([-./ ])(\d{1,2})\2(\d{1,4})(?!\d)/.exec(written);
  if (parts === null) return /^(?:19|20)\d\d ?[-/–] ?(?:19|20)?\d\d$/.test(written);
  const [first, second, third] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  const yearFirst = parts[1]?.length === 4 && first >= 1900 && first < 2100 && dayExists(third, second);
  const yearLast = parts[4]?.length === 4 && third >= 1900 && third < 2100;
  if (yearFirst) return true;
  if (yearLast) return dayExists(first, second) || dayExists(second, first);
  const short = parts[1]?.length === 2 && parts[3]?.length === 2 && parts[4]?.length === 2;
  const whole = parts[0].replace(/^[^\d]/, '').length === written.length;
  return short && whole && (dayExists(first, second) || dayExists(second, first) || dayExists(third, second));
}
