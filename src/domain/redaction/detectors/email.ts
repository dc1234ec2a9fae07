import { allMatches } from '../../text/all-matches.js';
import type { Candidate, Detector } from '../detector.js';

const MAX_LOCAL_UNITS = 64;
const MAX_DOMAIN_UNITS = 254;
/** The sign itself, full width, and as HTML writes it. */
const AT_SIGN = /[@\uff20\ufe6b]|&(?:#0{0,4}64|#x0{0,4}40|commat);/gi;
const LOCAL_CHARACTER = /[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~.\\\u2019-]/u;

/** Length of the mail domain at the start of a text, 0 when there is none. */
function domainLength(after: string): number {
  const literal = /^\[(?:ipv6:)?[0-9a-f:.]{2,45}\]/i.exec(after);
  if (literal !== null) return literal[0].length;
  const run = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}_.-]{0,253}/u.exec(after)?.[0] ?? '';
  let length = 0;
  for (let dot = run.indexOf('.'); dot >= 0; dot = run.indexOf('.', dot + 1)) {
    const label = /^(?:xn--[a-z0-9-]{2,59}|[\p{L}\p{M}]{2,63})(?![\p{L}\p{M}\p{N}]|_[\p{L}\p{N}])/iu.exec(
      run.slice(dot + 1, dot + 65),
    )?.[0];
    if (label === undefined) {
      if (!/^[\p{L}\p{N}]/u.test(run.slice(dot + 1))) break;
      continue;
    }
    length = dot + 1 + label.length;
  }
  return length;
}

/** True for a character behind an odd number of backslashes. */
function isEscaped(text: string, index: number): boolean {
  let slashes = 0;
  while (slashes < MAX_LOCAL_UNITS && text[index - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
}

/** Start of a quoted local part that ends right before `at`, or undefined. @see RFC 5321 §4.1.2 */
function quotedStart(text: string, at: number): number | undefined {
  if (text[at - 1] !== '"') return undefined;
  for (let open = at - 2; open >= 0 && at - open <= MAX_LOCAL_UNITS + 2; open -= 1) {
    const character = text[open];
    if (character === '\n' || character === '\r') return undefined;
    if (character === '"' && !isEscaped(text, open)) return open;
  }
  return undefined;
}

/** Start of the unquoted local part that ends right before `at`; a backslash escapes any character. */
function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL_UNITS) {
    const character = text.charAt(start - 1);
    const escaped = text[start - 2] === '\\';
    if (!LOCAL_CHARACTER.test(character) && !escaped && !isSurrogate(character)) break;
    start -= 1;
  }
  return start;
}

const isSurrogate = (character: string): boolean => character >= '\ud800' && character <= '\udfff';

const QUERY_KEY =
  /^.*?[?&]?[\w.-]*(?:mail|user|login|from|to|cc|name|account|id|contact|sender|recipient|rcpt|uid|address|q)[\w.-]*=(?=.)/i;

/** Drops what text glues to the front of an address: a URL's path, a key and "=", an opening quote. */
function gluedPrefix(local: string, before: string, after: string): number {
  const scheme =
    before.endsWith(':') && local.startsWith('//')
      ? Math.max(local.lastIndexOf('/'), local.lastIndexOf('='), local.lastIndexOf('&')) + 1
      : 0;
  if (scheme > 0) return scheme;
  const key = QUERY_KEY.exec(local)?.[0].length ?? 0;
  if (key > 0 && key < local.length) return key;
  const first = local.charAt(0);
  if (local.length > 1 && "'`*_~|\u2019".includes(first) && after.startsWith(first)) return 1;
  return 0;
}

/**
 * E-mail addresses around every "@": dot-atoms, quoted and escaped local parts, internationalised names, domain
 * literals. @see RFC 5321 §4.1.2, RFC 5322 §3.4.1, RFC 6531
 */
export const emailDetector: Detector = {
  name: 'email',
  detect({ text }) {
    const found: Candidate[] = [];
    for (const sign of allMatches(text, AT_SIGN)) {
      const at = sign.index;
      const domainStart = at + sign[0].length;
      const length = domainLength(text.slice(domainStart, domainStart + MAX_DOMAIN_UNITS));
      if (length === 0) continue;
      const end = domainStart + length;
      const quoted = quotedStart(text, at);
      if (quoted !== undefined) {
        found.push({ start: quoted, end, type: 'EMAIL' });
        continue;
      }
      const start = localStart(text, at);
      const local = text.slice(start, at);
      if (local === '' || isNoAddress(local, text.slice(domainStart, end), text.slice(end, end + 2)))
        continue;
      const glued = gluedPrefix(local, text.slice(Math.max(0, start - 1), start), text.slice(end, end + 1));
      found.push({ start: start + glued, end, type: 'EMAIL' });
    }
    return found;
  },
};

/** Look-alikes: image densities (icon@2x.png) and version control remotes (git@host:path). */
function isNoAddress(local: string, domain: string, after: string): boolean {
  if (/^['`*_~|.-]*$/.test(local)) return true;
  if (/^\dx\.(?:png|jpe?g|gif|webp|svg|avif)$/i.test(domain)) return true;
  return local.toLowerCase() === 'git' && /^[:/]/.test(after);
}
