import { allMatches } from '../../text/all-matches.js';
import type { Candidate, Detector } from '../detector.js';
import { entropyBits, isStandIn } from '../entropy.js';
import { LONG_TOKEN, SECRET_FORMATS } from './secret-formats.js';
import { secretsInContext } from './secret-context.js';

/** Below this a value of a known format is a documentation mask such as xxxx-1111. */
const MIN_FORMAT_BITS = 2.6;

const PEM_BEGIN = /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const PEM_END = /-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const PEM_TEXT = /^[A-Za-z0-9+/=\s,:"'>|\\-]*$/;
const PEM_TORN = /(?:(?:\\n|[\s"'>|]){0,6}[A-Za-z0-9+/=]{40,100}){1,200}/y;
const MIN_KEY_UNITS = 40;
const MAX_KEY_UNITS = 20_000;

/** Private keys in PEM, also with escaped line breaks or torn off before the end. @see RFC 7468 */
function pemCandidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  const begins = allMatches(text, PEM_BEGIN);
  const ends = begins.length === 0 ? [] : allMatches(text, PEM_END);
  let nextEnd = 0;
  begins.forEach((begin, position) => {
    const bodyStart = begin.index + begin[0].length;
    const limit = Math.min(begins[position + 1]?.index ?? text.length, bodyStart + MAX_KEY_UNITS);
    while ((ends[nextEnd]?.index ?? text.length) < bodyStart) nextEnd += 1;
    const end = ends[nextEnd];
    const isWhole =
      end !== undefined && end.index <= limit && PEM_TEXT.test(text.slice(bodyStart, end.index));
    const keyEnd = isWhole ? end.index : tornKeyEnd(text, bodyStart);
    if (keyEnd - bodyStart < MIN_KEY_UNITS) return;
    found.push({ start: begin.index, end: isWhole ? end.index + end[0].length : keyEnd, type: 'SECRET' });
  });
  return found;
}

function tornKeyEnd(text: string, bodyStart: number): number {
  PEM_TORN.lastIndex = bodyStart;
  return bodyStart + (PEM_TORN.exec(text)?.[0].length ?? 0);
}

function formatCandidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const token of allMatches(text, LONG_TOKEN)) {
    if (!/[0-9]|[a-z][A-Z]/.test(token[0])) continue;
    for (const match of allMatches(token[0], SECRET_FORMATS)) {
      const value = match[0];
      if (/(.)\1{7,}|EXAMPLE(?:KEY)?$/.test(value) || entropyBits(value.slice(0, 200)) < MIN_FORMAT_BITS)
        continue;
      const start = token.index + match.index;
      found.push({ start, end: start + value.length, type: 'SECRET' });
    }
  }
  return found;
}

/** The private part of a key in PuTTY's own format. @see PuTTY user manual, appendix C, "PPK file format" */
const PUTTY_PRIVATE = /Private-Lines: \d{1,3}[\s>|]{1,8}(?:[A-Za-z0-9+/]{4,64}={0,2}[\s>|]{1,8}){1,100}/g;

const puttyCandidates = (text: string): Candidate[] =>
  allMatches(text, PUTTY_PRIVATE).map(({ 0: written, index }) => ({
    ...{ start: index + written.search(/\d[\s>|]/) + 1, end: index + written.trimEnd().length },
    type: 'SECRET',
  }));

/** Keys, tokens and passwords: by format, as PEM or JWT, and by entropy beside a word for a secret. */
export const secretDetector: Detector = {
  name: 'secret',
  detect: ({ text }) => [
    ...pemCandidates(text),
    ...puttyCandidates(text),
    ...formatCandidates(text),
    ...secretsInContext(text).filter((candidate) => !isStandIn(text.slice(candidate.start, candidate.end))),
  ],
};
