import { withoutEncodedBlocks, withoutInvisible, withShortLinks } from './bulk.js';
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
