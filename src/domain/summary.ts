import { cutText, ELLIPSIS } from './text/fit-to-budget.js';
import { decodeEntities } from './text/html.js';
import { SUMMARY_MAX_LENGTH } from './verdict.js';

/** Nobody's summary is longer; the rest is not looked at. UTF-16 units. */
const LONGEST_INPUT = 2_000;

/** Letters that show nothing, used to hide text or to fake an empty one. */
const BLANK_LETTERS = /[\u2800\uFFFC\uFFFD]/g;
/** Variation selectors, fillers and joiners are among those that may be ignored: they carry hidden text, too. */
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;
const PLACEHOLDER = /<([A-Z][A-Z_]{1,20})_\d{1,4}>/g;
const TAG = /<\/?[a-z!?][^<>]*>/gi;
const MARKDOWN_LINK = /!?\[([^[\]]*)\]\s?\([^()]*\)/g;
const SCHEME_LINK =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/\S*|\b(?:mailto|javascript|data|tel|sms|vbscript|file):\S*/gi;
const BARE_LINK =
  /(?:\/\/|www\d?[.。])\S*|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+[/:?#]\S+|\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:com|net|org|info|biz|io|co|app|dev|xyz|top|site|online|shop|link|click|ai|me|ly|gl|gg|to|ru|cn|de|es|fr|pt|br|uk|us|eu)\b/giu;
const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu;
/** Programs make a link of any two words with a dot between them. */
const JOINED_BY_DOT = /(?<=[\p{L}\p{N}-])[.。](?=\p{L}{2})/gu;
const MARKUP =
  /[*`|~\\^]|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])|^\s*[#>=+-]+(?=\s|$)|(?:^|\s)#+(?=[\p{L}\s]|$)/gu;

/**
 * One line of plain text that is safe to post on a ticket: no links, HTML, markdown, mentions, control,
 * bidirectional or zero-width characters; 1 to 300 UTF-16 units, cut between words. Empty when no letter and no
 * digit is left. Placeholders of removed personal data become words, `<EMAIL_1>` → `(email)`.
 * Applied again it changes nothing.
 */
export function cleanSummary(text: string): string {
  let line = text.slice(0, LONGEST_INPUT);
  // What one pass takes out may join the halves of something else; each pass only shortens or unmarks.
  for (let pass = 0; pass < 5; pass += 1) {
    const cleaned = cleanedOnce(line);
    if (cleaned === line) break;
    line = cleaned;
  }
  return /[\p{L}\p{N}]/u.test(line) ? line : '';
}

function cleanedOnce(text: string): string {
  const plain = decodeEntities(decodeEntities(text))
    .normalize('NFKC')
    .replace(/\.{3,}/g, ELLIPSIS)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(BLANK_LETTERS, '')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .replace(PLACEHOLDER, (_, type: string) => `(${type.toLowerCase().replaceAll('_', ' ')})`)
    .replace(TAG, ' ');
  const unlinked = plain
    .replace(MARKDOWN_LINK, '$1')
    .replace(EMAIL, '(email)')
    .replace(SCHEME_LINK, ' ')
    .replace(BARE_LINK, ' ')
    .replace(JOINED_BY_DOT, '. ');
  const unmarked = unlinked
    .replaceAll('@', '')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(MARKUP, ' ');
  return cutText(unmarked.replace(/\s+/g, ' ').trim(), SUMMARY_MAX_LENGTH);
}
