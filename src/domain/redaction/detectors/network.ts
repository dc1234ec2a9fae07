import { allMatches } from '../../text/all-matches.js';
import type { Candidate, Detector } from '../detector.js';
import { textAfter, textBefore } from '../digits.js';

const IPV4 =
  /(?<![A-Za-z0-9.])(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}(?![A-Za-z0-9])(?!\.\d)/g;
/** Right before a dotted quad: it is a version, or a section. */
const VERSION_BEFORE =
  /(?<![A-Za-z])(?:v|ver|versions?|versión|versão|releases?|build|firmware|rev(?:ision)?|patch|sdk|driver|bios|section|chapter|clause|paragraph|oid|chrome|firefox|safari|edge|opera|chromium|windows|android|ios|macos|java|jdk|node|python|php|office|outlook|teams|acrobat|plugin|package|library|opencv|(?:up|down)grad(?:e|ed|ing)(?: [A-Za-z]+)?|updat(?:e|ed|ing)(?= (?:to|from) ))[.,:=(\s]{0,4}(?:(?:is|was|number|no\.?|=>|to|from|and|or|v|\d+(?:\.\d+){2,3})[.,:=(\s]{0,4}){0,4}$/i;
/** A product and its version (Chrome/120.0.0.0), a pinned dependency (name==1.2.3.4). */
const PRODUCT_BEFORE = /[A-Za-z)][/_-]$|==[ ]?$/;
/** A machine named by its address (ip-192.0.2.1). */
const MACHINE_BEFORE = /(?:^|[^A-Za-z])(?:ip|ips|ipv4|addr|address|host|server|client|node|from|to)[/_-]$/i;
const MACHINE_JOINED = /(?:^|[^A-Za-z])(?:ip|ipv4|addr|address|host|server|client|node)_$/i;
const FILE_AFTER = /^(?:[-_](?:[a-z]+\d*\.)?|\.)(?:jar|dll|zip|exe|msi|tar|tgz|deb|rpm|whl|pdf|txt)\b/i;

/** Dotted quads, unless the words before make it a version or a section number. @see RFC 791, RFC 1123 §2.1 */
function ipv4Candidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of allMatches(text, IPV4)) {
    const { index } = match;
    const end = index + match[0].length;
    const before = textBefore(text, index, 40);
    if (
      (PRODUCT_BEFORE.test(before) && !MACHINE_BEFORE.test(before)) ||
      (before.endsWith('_') && !MACHINE_JOINED.test(before)) ||
      FILE_AFTER.test(textAfter(text, end, 12)) ||
      VERSION_BEFORE.test(before)
    )
      continue;
    found.push({ start: index, end, type: 'IP' });
  }
  return found;
}

/** A label and its colon may stand right before ("client:2001:db8::1"). */
const IPV6_TEXT =
  /(?:(?<![\w:.])|(?<=[A-Za-z]{3}:))[0-9A-Fa-f:]{2,40}(?:\.\d{1,3}){0,3}(?:%(?:25)?[0-9A-Za-z](?:[\w.~-]{0,20}\w)?)?/g;
const GROUP = /^[0-9A-Fa-f]{1,4}$/;
const TRAILING_IPV4 = /(?:^|:)\d{1,3}(?:\.\d{1,3}){3}$/;

/** True for any textual form of an IPv6 address, without zone. @see RFC 4291 §2.2, RFC 5952 */
export function isIpv6(written: string): boolean {
  const quad = TRAILING_IPV4.exec(written)?.[0].replace(/^:/, '');
  if (quad !== undefined && quad.split('.').some((octet) => Number(octet) > 255)) return false;
  const address = quad === undefined ? written : `${written.slice(0, -quad.length)}0:0`;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => GROUP.test(group))) return false;
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8;
}

/** Words and brackets that make an address of what could be a name in code ("dead::beef"). */
const ADDRESS_BEFORE =
  /(?:\b(?:ip|ipv6|inet6?|addr(?:ess)?|host|from|to|via|route|ping6?|dns|gateway|server|client|peer|dst|src)[ :=]{1,3}|\[|\/\/)$/i;

/** True for an address without any digit that is more than a name in code: three groups, a whole prefix, or spoken of as one. */
function isTellingWithoutDigit(address: string, before: string, after: string): boolean {
  const groups = address.split(':').filter((group) => group !== '');
  if (groups.length >= 3 || address.includes('%')) return true;
  if (groups.length === 1 && groups[0]?.length === 4) return true;
  return groups.length > 0 && (ADDRESS_BEFORE.test(before) || /^(?:\/\d|%)/.test(after));
}

function ipv6Candidates(text: string): Candidate[] {
  const found: Candidate[] = [];
  if (!/[0-9A-Fa-f]?:[0-9A-Fa-f:]/.test(text)) return found;
  for (const match of allMatches(text, IPV6_TEXT)) {
    const written = match[0].replace(/(?<!:):$/, '');
    const address = written.replace(/%.*$/, '');
    if (address.length < 3 || !address.includes(':') || !isIpv6(address)) continue;
    const end = match.index + written.length;
    const [before, after] = [textBefore(text, match.index, 12), textAfter(text, end, 2)];
    if (/^[\p{L}\p{N}_]/u.test(after)) continue;
    if (!/\d/.test(written) && !isTellingWithoutDigit(address, before, after)) continue;
    found.push({ start: match.index, end, type: 'IP' });
  }
  return found;
}

/** IPv4 and IPv6 addresses, with zone, also loopback and private ones. */
export const ipDetector: Detector = {
  name: 'ip',
  detect: ({ text }) => [...ipv4Candidates(text), ...ipv6Candidates(text)],
};

const PAIRS =
  /(?<![\w:-])[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}(?:(?:\1[0-9A-Fa-f]{2}){2})?(?![\w]|[:-][0-9A-Fa-f])/g;
const QUADS = /(?<![\w.])(?=[0-9.]{0,13}[A-Fa-f])[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?!\w|\.\w)/g;
const BARE =
  /\b(?:mac|mac[- ]address|hwaddr|ether|bssid|hardware address)\b[ :=#]{1,4}(?:is )?([0-9A-Fa-f]{12})(?!\w)/gi;

/** Hardware addresses: six or eight pairs, three quads, or twelve hex digits named as such. @see IEEE 802 EUI-48, EUI-64 */
export const macDetector: Detector = {
  name: 'mac',
  detect({ text }) {
    const found: Candidate[] = [];
    for (const pattern of [PAIRS, QUADS, BARE]) {
      for (const match of allMatches(text, pattern)) {
        const end = match.index + match[0].length;
        const length = pattern === BARE ? 12 : match[0].length;
        found.push({ start: end - length, end, type: 'MAC' });
      }
    }
    return found;
  },
};

const URL_CHARACTERS = /[^\s<>"'`\ufffc]{1,4096}/y;
const SCHEME = /[A-Za-z][A-Za-z0-9+.-]{1,30}$/;

/** user:password@host before the path. @see RFC 3986 §3.2.1 */
const USER_INFO = /^[^/?#@\s]{0,256}:[^/?#\s]{1,256}@[^/?#@\s]/;

/** Query parameters whose value lets its holder in. @see RFC 6749, RFC 6750 §2.3, AWS Signature V4, Azure SAS */
const SECRET_PARAMETER =
  /[?&;#](?:[\w.-]{0,40}(?:token|secret|passw(?:or)?d|pwd|api[_-]?key|apikey|access[_-]?key|auth(?:orization)?|signature|credential|session(?:id)?|sessid|otp|jwt|assertion)|sig|key|code|sid|hmac|t)=([^&#\s]{8,})/i;
const WEBHOOK_PATH =
  /^(?:hooks\.slack\.com\/(?:services|workflows|triggers)\/\S{20,}|(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/\d+\/\S{20,}|[\w.-]+\.webhook\.office\.com\/webhookb2\/\S{20,}|api\.telegram\.org\/bot\d+:\S{20,}|hooks\.zapier\.com\/hooks\/(?:catch|standard)\/\d+\/\w{5,}|open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/\S{20,}|hook\.\w{2,4}\d?\.make\.com\/\w{16,}|chat\.googleapis\.com\/v1\/spaces\/\S{20,}|[\w.-]+\.logic\.azure\.com\/\S{20,})/i;

const isPlaceholder = (value: string): boolean =>
  /^(?:x+|\*+|\.+|[<{[$%].*|(?:your|my|the)[-_].*)$/i.test(value);

const CLOSING = '.,;:!?)]}';

/** Punctuation at the end of a URL belongs to the sentence. */
function withoutClosing(url: string): string {
  let end = url.length;
  while (end > 0 && CLOSING.includes(url.charAt(end - 1))) end -= 1;
  return url.slice(0, end);
}

/** URLs that carry a credential: user and password, a token or signature in the query, a secret webhook path. */
export const urlDetector: Detector = {
  name: 'url',
  detect({ text }) {
    const found: Candidate[] = [];
    let mark = text.indexOf('://');
    while (mark >= 0) {
      const scheme = SCHEME.exec(text.slice(Math.max(0, mark - 32), mark))?.[0];
      URL_CHARACTERS.lastIndex = mark + 3;
      const rest = scheme === undefined ? '' : withoutClosing(URL_CHARACTERS.exec(text)?.[0] ?? '');
      const end = mark + 3 + rest.length;
      if (scheme !== undefined && carriesCredential(rest))
        found.push({ start: mark - scheme.length, end, type: 'URL' });
      mark = text.indexOf('://', end);
    }
    return found;
  },
};

function carriesCredential(rest: string): boolean {
  const innermost = rest.slice(rest.lastIndexOf('://') + 1).replace(/^\/\//, '');
  if (USER_INFO.test(rest) || USER_INFO.test(innermost) || WEBHOOK_PATH.test(rest)) return true;
  const value = SECRET_PARAMETER.exec(rest)?.[1];
  return value !== undefined && !isPlaceholder(value) && /\d/.test(value);
}
