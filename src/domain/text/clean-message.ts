import { withoutHtml } from './html.js';
import { withoutReplyChrome } from './reply-chrome.js';

/** Beyond this a message is a dump; its cleaning must not hold up the worker. UTF-16 units. */
const LONGEST_MESSAGE = 200_000;

/**
 * What the writer of a message said: plain text without HTML, quoted replies, signatures, disclaimers, tracking
 * links and encoded blocks. Placeholders of removed personal data stay. A message that is nothing but such
 * trimmings is kept as plain text, so that nothing said is ever lost. Linear in the length of the text.
 */
export function cleanMessage(text: string): string {
  const plain = withShortLinks(
    withoutEncodedBlocks(withoutHtml(withoutInvisible(text.slice(0, LONGEST_MESSAGE)))),
  );
  const lines = withoutInvisible(plain)
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
  return joined(withoutReplyChrome(lines)) || joined(lines);
}

/** At most one empty line in a row. */
function joined(lines: readonly string[]): string {
  return lines
    .filter((line, index) => line !== '' || (lines[index - 1] ?? '') !== '')
    .join('\n')
    .trim();
}

/** A run of base64 or hex this long is a file, a key or a token, not language. */
const ENCODED_RUN = /[A-Za-z0-9+/_=-]{100,}/g;
const DATA_URI = /data:[a-z]{1,20}\/[a-z0-9.+-]{1,60}(?:;[a-z0-9=-]{1,40})*,[A-Za-z0-9+/=%_-]*/gi;
/** Wrapped base64, as mail and PEM have it: several full lines in a row. */
const ENCODED_LINE = /^[A-Za-z0-9+/]{56,}={0,2}$/;
const ADDRESS = /\bhttps?:\/\/[^\s<>"')\]]+/gi;
const MARKDOWN_IMAGE = /!\[([^\]\n]{0,200})\]\([^)\s]{0,2000}\)/g;
const LONGEST_ADDRESS = 80;
/** Those that may be ignored carry hidden text: variation selectors, fillers, joiners. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFFD]/gu;

/** Replaces embedded files and encoded blocks by a short mark. */
export function withoutEncodedBlocks(text: string): string {
  const lines = text.replace(DATA_URI, '[data]').replace(ENCODED_RUN, '[data]').split('\n');
  const isEncoded = lines.map((line) => ENCODED_LINE.test(line));
  const isInBlock = (index: number): boolean =>
    isEncoded[index] === true && (isEncoded[index - 1] === true || isEncoded[index + 1] === true);
  return lines.filter((_, index) => !isInBlock(index)).join('\n');
}

/** Links lose query and fragment, where trackers live; what is still long keeps its host. Images keep their caption. */
export function withShortLinks(text: string): string {
  return text.replace(MARKDOWN_IMAGE, '$1').replace(ADDRESS, (address) => {
    const bare = address.split(/[?#]/, 1)[0] ?? '';
    return bare.length <= LONGEST_ADDRESS ? bare : bare.split('/').slice(0, 3).join('/');
  });
}

/** Line ends become `\n`; control, formatting and replacement characters go, tabs become spaces. */
export function withoutInvisible(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(INVISIBLE, (character) => (character === '\n' ? '\n' : ''));
}
