import { textAfter, textBefore } from '../context.js';
import { type DigitGroup, isWordAt } from '../digits.js';

const EXTENSION = /^[ ,;]{0,2}(?:x|ext\.?|extension|extn\.?|durchwahl|poste|#)[ .:]{0,2}\d{1,6}(?!\w)/i;

/** Length of an extension written right behind a number, 0 for none. @see RFC 3966 §5.3 for the idea of it */
export function extensionUnits(text: string, end: number): number {
  return EXTENSION.exec(textAfter(text, end, 20))?.[0].length ?? 0;
}

/** Where a number that begins with this group begins in writing: with its plus sign or bracket. */
export function writtenStart(text: string, group: DigitGroup): number {
  const head = /(?:\(?\+{1,2}\(?|\+ ?\(?|\()$/.exec(textBefore(text, group.start, 4));
  const start = group.start - (head?.[0].length ?? 0);
  const opensAfterWord = text[start] === '(' && isWordAt(text, start - 1);
  return opensAfterWord ? start + 1 : start;
}

/** The start of "tel:" right before a number, which is part of it. @see RFC 3966 */
export function uriStart(text: string, start: number): number {
  return start - (/(?<![\w])(?:tel|callto|sms|fax):$/i.exec(textBefore(text, start, 8))?.[0].length ?? 0);
}
