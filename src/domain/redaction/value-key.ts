import type { Candidate } from './detector.js';
import { AT_WORDS, DOT_WORDS } from './detectors/spelled-signs.js';
import { digitsOf } from './digits.js';
import { plainForm } from './plain-form.js';

const alphanumeric = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toUpperCase();

const inWords = (words: string): RegExp =>
  new RegExp(`\\s*[[({<*]?\\s*(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])\\s*[\\])}>*]?\\s*`, 'gu');
const AT_IN_WORDS = inWords(`${AT_WORDS}|(?<=[[({<*])@`);
const DOT_IN_WORDS = inWords(`${DOT_WORDS}|(?<=[[({<*])\\.`);
/** A word inside a name is part of it. */
const APART = /[\s[({<*]/;

/** Deobfuscated, so that "john at example dot com" and its address are one value. */
function emailKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/%40|&(?:#0{0,4}64|#x0{0,4}40|commat);/g, '@')
    .replace(/&(?:#0{0,4}46|#x0{0,4}2e|period);/g, '.')
    .replace(/[-_/]at[-_/]/g, '@')
    .replace(/[-_/]dot[-_/]/g, '.')
    .replace(AT_IN_WORDS, (found) => (APART.test(found) ? '@' : found))
    .replace(DOT_IN_WORDS, (found) => (APART.test(found) ? '.' : found))
    .replace(/\s+/g, '');
}

/** Digits of a phone number without prefix or trunk zero: the last nine tell numbers of one ticket apart. */
function phoneKey(text: string): string {
  const digits = digitsOf(text.replace(/(?:x|ext|#).*$/i, ''));
  const significant = 9;
  return digits.length > significant ? digits.slice(-significant) : digits.replace(/^0+/, '');
}

/** What two spellings of the same value have in common; equal keys of one type get one placeholder. */
export function valueKey(candidate: Candidate, original: string): string {
  if (candidate.value !== undefined) return candidate.value;
  const written = plainForm(original).text;
  switch (candidate.type) {
    case 'EMAIL':
      return emailKey(written);
    case 'PHONE':
      return phoneKey(written);
    case 'CARD':
    case 'IBAN':
    case 'NATIONAL_ID':
    case 'MAC':
    case 'DOCUMENT':
    case 'PLATE':
      return alphanumeric(written);
    case 'SECRET':
    case 'URL':
      return written;
    case 'IP':
    case 'DATE_OF_BIRTH':
    case 'ADDRESS':
    case 'GEO':
    case 'NAME':
      return written.toLowerCase().replace(/\s+/g, ' ');
  }
}
