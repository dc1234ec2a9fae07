import type { Candidate } from './detector.js';

/** A text as detectors read it, and the way back from its offsets. */
export interface PlainForm {
  text: string;
  /** Moves a candidate found in the plain text to where it stands in the original. */
  toOriginal: (candidate: Candidate) => Candidate;
}

/** Where each script's decimal digits begin, of those in the Basic Multilingual Plane. @see Unicode, category Nd */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810,
]; // prettier-ignore
const DIGIT_VALUES = new Map(
  ZEROS.flatMap((zero) => [...'0123456789'].map((digit, value) => [zero + value, digit] as const)),
);
const classOf = (codes: Iterable<number>): string =>
  [...codes].map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('');

const FULL_WIDTH = '\\uff01-\\uff5e';
const FULL_WIDTH_SHIFT = 0xfee0;
const SPACES = '\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000';
const HYPHENS = '\\u2010\\u2011\\u2212\\ufe63';
const FOLDED = `${FULL_WIDTH}${SPACES}${HYPHENS}${classOf(DIGIT_VALUES.keys())}`;
/** Soft hyphens, zero-width signs and marks of direction, as copying from address books and web pages leaves them. */
const INVISIBLE =
  '\\u034f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff';

const SPECIAL = new RegExp(`[${FOLDED}${INVISIBLE}]`);
const TO_FOLD = new RegExp(`[${FOLDED}]`, 'g');
const IS_SPACE = new RegExp(`[${SPACES}]`);
const IS_INVISIBLE = new RegExp(`[${INVISIBLE}]`);

function folded(sign: string): string {
  const code = sign.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - FULL_WIDTH_SHIFT);
  return DIGIT_VALUES.get(code) ?? (IS_SPACE.test(sign) ? ' ' : '-');
}

/** The text with digits of all scripts, full-width signs, spaces and hyphens as ASCII has them; as long as before. */
export const foldSigns = (text: string): string =>
  SPECIAL.test(text) ? text.replace(TO_FOLD, folded) : text;

const unmoved = (candidate: Candidate): Candidate => candidate;

/** The text with its signs folded and without invisible ones. Most texts are their own plain form. */
export function plainForm(text: string): PlainForm {
  if (!SPECIAL.test(text)) return { text, toOriginal: unmoved };
  const visible = text.replace(TO_FOLD, folded);
  return IS_INVISIBLE.test(visible) ? withoutInvisible(visible) : { text: visible, toOriginal: unmoved };
}

function withoutInvisible(text: string): PlainForm {
  const places = new Int32Array(text.length);
  let plain = '';
  let copied = 0;
  for (let index = 0; index <= text.length; index += 1) {
    if (index < text.length && !IS_INVISIBLE.test(text.charAt(index))) {
      places[plain.length + index - copied] = index;
    } else {
      plain += text.slice(copied, index);
      copied = index + 1;
    }
  }
  return {
    text: plain,
    toOriginal: (candidate) => ({
      ...candidate,
      start: places[candidate.start] ?? 0,
      end: (places[candidate.end - 1] ?? 0) + 1,
    }),
  };
}
