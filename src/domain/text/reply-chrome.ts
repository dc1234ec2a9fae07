import {
  ATTRIBUTION,
  ATTRIBUTION_START,
  BANNER,
  CLOSING,
  DEVICE_LINE,
  DISCLAIMER,
  HEADER_FROM,
  HEADER_OTHER,
  ORIGINAL_MESSAGE,
} from './reply-chrome-patterns.js';

/** A signature that is longer than this is content under a separator. */
const LONGEST_SIGNATURE_LINES = 15;
const LONGEST_CLOSING_LINES = 8;
const DISCLAIMER_HEAD_LENGTH = 300;

/** Lines without quoted replies, signature, device line, disclaimer and banner. Empty when nothing else is there. */
export function withoutReplyChrome(lines: readonly string[]): string[] {
  const own = withoutQuotes(lines).filter((line) => !DEVICE_LINE.test(line) && !BANNER.test(line));
  return withoutDisclaimers(own.slice(0, signatureStart(own)));
}

/** Everything from the header of an earlier message on, unless nothing stands before it: then it is a forward. */
function withoutQuotes(lines: readonly string[]): string[] {
  const start = lines.findIndex((line, index) => isReplyHeader(lines, index, line));
  const hasOwnWords =
    start > 0 && lines.slice(0, start).some((line) => /[\p{L}\p{N}]/u.test(line) && !line.startsWith('>'));
  return (hasOwnWords ? lines.slice(0, start) : lines).filter((line) => !/^>/.test(line));
}

function isReplyHeader(lines: readonly string[], index: number, line: string): boolean {
  if (ORIGINAL_MESSAGE.test(line)) return true;
  if (HEADER_FROM.test(line))
    return lines.slice(index + 1, index + 4).some((next) => HEADER_OTHER.test(next));
  if (line.length > 300 || !ATTRIBUTION_START.test(line)) return false;
  return ATTRIBUTION.test(line) || ATTRIBUTION.test(`${line} ${(lines[index + 1] ?? '').slice(0, 200)}`);
}

function signatureStart(lines: readonly string[]): number {
  const length = lines.findLastIndex((line) => line !== '') + 1;
  for (let index = Math.max(1, length - LONGEST_SIGNATURE_LINES); index < length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '--' || line === '__') return index;
    const tail = lines.slice(index + 1, length);
    if (
      CLOSING.test(line) &&
      tail.length <= LONGEST_CLOSING_LINES &&
      tail.every((after) => after.length <= 80)
    )
      return index;
  }
  return length;
}

/** A disclaimer runs to the end of its paragraph. */
function withoutDisclaimers(lines: readonly string[]): string[] {
  let inDisclaimer = false;
  return lines.filter((line) => {
    if (line === '') inDisclaimer = false;
    else if (DISCLAIMER.test(line.slice(0, DISCLAIMER_HEAD_LENGTH))) inDisclaimer = true;
    return !inDisclaimer;
  });
}
