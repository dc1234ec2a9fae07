import { textBefore } from '../context.js';
import type { Candidate, Detector } from '../detector.js';
import { matchesNear } from '../windows.js';
import { AT_WORDS, DOT_WORDS } from './spelled-signs.js';
import { SPELLED_TOP_LEVEL } from './top-level-domains.js';

const TOP = SPELLED_TOP_LEVEL;
const NAME = '[\\p{L}\\p{N}][\\p{L}\\p{N}._+-]{0,63}';
const LABEL = '[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}';
const WORD_BORDER = '(?<![\\p{L}\\p{N}._+-])';

const OPEN = '(?:[[({<*])\\s?';
const CLOSE = '\\s?(?:[\\])}>*])';
const BRACKETED_DOT = `${OPEN}(?:${DOT_WORDS}|\\.)${CLOSE}`;

/** "john [at] example [dot] com": bracketed words say enough by themselves. */
const BRACKETED = new RegExp(
  `${WORD_BORDER}${NAME}(?:\\s?${OPEN}(?:${DOT_WORDS})${CLOSE}\\s?${NAME}){0,3}\\s{0,2}${OPEN}(?:${AT_WORDS}|@)${CLOSE}\\s{0,2}${LABEL}(?:\\s{0,2}(?:${BRACKETED_DOT}|\\.|(?<=\\s)(?:${DOT_WORDS})(?=\\s))\\s{0,2}${LABEL}){1,4}`,
  'giu',
);

/** "john dot smith at example dot com": plain words need a known top-level domain at the end. */
const SPOKEN = new RegExp(
  `${WORD_BORDER}${NAME}(?:\\s(?:${DOT_WORDS}|underscore|dash)\\s${NAME}){0,3}\\s{1,2}(?:${AT_WORDS}|@)\\s{1,2}${LABEL}(?:\\s{1,2}(?:${DOT_WORDS}|\\.)\\s{1,2}${LABEL}){0,3}\\s{1,2}(?:${DOT_WORDS}|\\.)\\s{1,2}${TOP}(?![\\p{L}\\p{N}])`,
  'giu',
);

/** "john@example dot com", "john@example[.]com", "john@example .com", "john @ example.com", "john.smith at example.com". */
const MIXED = new RegExp(
  `${WORD_BORDER}(?:${NAME}\\s?@\\s?${LABEL}(?:\\.${LABEL}){0,3}(?:\\s(?:${DOT_WORDS})\\s|\\s?${BRACKETED_DOT}\\s?|\\s\\.\\s?)${TOP}|${NAME}\\s{1,2}@\\s{0,2}${LABEL}(?:\\.${LABEL}){0,3}\\s?\\.\\s?${TOP}|${NAME}@\\s{1,2}${LABEL}(?:\\.${LABEL}){0,3}\\.${TOP}|[\\p{L}\\p{N}]{1,32}[._][\\p{L}\\p{N}._]{1,31}\\s(?:at|AT)\\s${LABEL}(?:\\.${LABEL}){0,3}\\.${TOP})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** "john_at_example_dot_com", "john-at-example-dot-com", "john /at/ example /dot/ com". */
const JOINED = new RegExp(
  `${WORD_BORDER}[\\p{L}\\p{N}][\\p{L}\\p{N}.+_-]{0,40}?(?:_at_|-at-|\\s?/at/\\s?)[\\p{L}\\p{N}][\\p{L}\\p{N}.-]{0,62}?(?:_dot_|-dot-|\\s?/dot/\\s?)(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}?(?:_dot_|-dot-|\\s?/dot/\\s?)){0,2}${TOP}`,
  'giu',
);

/** "john at example.com": an address only beside a word for one. */
const PLAIN_AT = new RegExp(
  `${WORD_BORDER}[\\p{L}\\p{N}]{1,40} at ${LABEL}(?:\\.${LABEL}){0,3}\\.${TOP}`,
  'giu',
);
const ADDRESS_WORD =
  /(?:e-?mail(?:s|ed)?|mail|contact|write|reach|address|send|wrote|correo|adresse)(?:[ \t](?:me|us|is|was|to|it|at|address|him|her|them)){0,3}[ \t]{0,2}[:,]?[ \t]{0,2}$/i;

/** "john%40example.com", as in a URL; "john&commat;example&period;com", as in a web page. */
const PERCENT = /(?<![\w.+-])[\w.+-]{1,64}%40[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;
const ESCAPED =
  /(?<![\w.+-])[\w.+-]{1,64}(?:@|&(?:commat|#0{0,4}64|#x0{0,4}40);)[\w-]{1,63}(?:(?:\.|&(?:period|#0{0,4}46|#x0{0,4}2e);)[\w-]{1,63}){1,5}/gi;

const NO_LOCAL_PART =
  /^(?:me|us|it|him|her|them|you|is|are|was|be|look|looked|looking|available|arrive|arrived|here|there|and|or|stay|shop|bought|sold|order|ordered|up|out|now|found|listed|hosted|error)$/i;

/** "point at the dot in the corner" is no address. */
const NO_DOMAIN =
  /\s(?:at|ät|arroba|na|chez)\s{1,2}(?:the|an?|this|that|these|each|every|any|some|your|our|my|no|one|noon|least|most|all|work|home|once)\s/i;

/** Where such an address may be: the cheap sign, and how far the address reaches around it. */
const BRACKETED_AT = new RegExp(`${OPEN}(?:${AT_WORDS}|@)${CLOSE}`, 'gi');
const SPOKEN_AT = new RegExp(`\\s(?:${AT_WORDS}|@)\\s{1,2}(?=.{1,80}\\s(?:${DOT_WORDS}|\\.)\\s)`, 'gi');
const MIXED_AT = new RegExp(
  `\\s@|@\\s|@(?=\\S{1,64}(?:\\s(?:${DOT_WORDS})\\s|\\s?[[({<*]|\\s\\.))|\\sat\\s(?=[\\w-]{1,63}\\.[\\w.-]{2,80})`,
  'gi',
);
const JOINED_AT = /_at_|-at-|\/at\//gi;
const REACH = { before: 140, after: 160 };

/** E-mail addresses written so that machines do not see them. */
export const obfuscatedEmailDetector: Detector = {
  name: 'obfuscated-email',
  detect({ text }) {
    const found: Candidate[] = [];
    const searches = [
      { anchor: BRACKETED_AT, pattern: BRACKETED },
      { anchor: SPOKEN_AT, pattern: SPOKEN },
      { anchor: MIXED_AT, pattern: MIXED },
      { anchor: JOINED_AT, pattern: JOINED },
      { anchor: / at (?=[\w-]{1,63}\.\p{L})/giu, pattern: PLAIN_AT },
      { anchor: /%40/g, pattern: PERCENT },
      { anchor: /&(?:period|#0{0,4}46|#x0{0,4}2e);/gi, pattern: ESCAPED },
    ];
    for (const { anchor, pattern } of searches) {
      for (const { start, written } of matchesNear(text, anchor, { pattern, reach: REACH })) {
        const firstWord = /^[\p{L}\p{N}]+(?=\s)/u.exec(written)?.[0] ?? '';
        if (NO_LOCAL_PART.test(firstWord) || NO_DOMAIN.test(written)) continue;
        if (pattern === PLAIN_AT && !ADDRESS_WORD.test(textBefore(text, start))) continue;
        found.push({ start, end: start + written.length, type: 'EMAIL' });
      }
    }
    return found;
  },
};
