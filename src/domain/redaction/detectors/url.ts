import type { Candidate, Detector } from '../detector.js';

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
