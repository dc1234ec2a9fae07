import type { Candidate } from '../detector.js';
import { entropyBits } from '../digits.js';

const ASSIGNMENT = '=>|:{1,3}=|\\?=|==|\\|\\||=|:|>|\\bis\\b|\\bwas\\b|\\blautet\\b|\\best\\b|\\bes\\b';
const operator = (marks: string): string =>
  `["'\`\\])]{0,3}[ \\t]{0,4}(?:${marks})[ \\t]{0,8}(?:\\\\?["'\`]){0,3}`;
const OPERATOR = operator(ASSIGNMENT);
/** Also the comma of a call or pair: "token", "value". */
const OPERATOR_OR_COMMA = operator(`${ASSIGNMENT}|(?<=["']),(?=[ \\t]?["'])`);
const VALUE = '([^\\s"\'`,;<>(){}\\[\\]\\ufffc]{4,300})';

const KEYED = new RegExp(
  `(?:(?<![A-Za-z])(?:access|auth(?!or(?:s|ed|ing|ship)?(?![a-z]))|api|key(?!board|word|note|frame|pad|stroke)|login|pat|srt|salt)|authorization|access[_-]?key|api[_-]?key|[a-z]key|credentials?|creds|secret(?!ar)|token(?!iz)|signature|session(?:id)?|cookie)[A-Za-z0-9_.-]{0,24}${OPERATOR_OR_COMMA}(?:(?:Bearer|Basic|Token)[ \\t]{1,3})?${VALUE}`,
  'gi',
);
const ISSUER = new RegExp(
  `\\b(?:adafruit|adobe|airtable|algolia|alibaba|asana|atlassian|jira|confluence|beamer|bitbucket|bittrex|codecov|cohere|coinbase|confluent|contentful|databricks|datadog|discord|drone(?:ci)?|dropbox|etsy|facebook|fastly|finicity|finnhub|flickr|freshbooks|gitter|gocardless|heroku|hubspot|intercom|jfrog|artifactory|kraken|kucoin|launchdarkly|linear|linkedin|lob|looker|mailchimp|mailgun|mapbox|mattermost|meraki|messagebird|netlify|new[_-]?relic|nytimes|okta|openai|plaid|privateai|rapidapi|sendbird|sentry|snyk|sonar|sourcegraph|squarespace|sumo|travis|trello|twilio|twitch|twitter|yandex|zendesk)[A-Za-z0-9_.-]{0,24}${OPERATOR}${VALUE}`,
  'gi',
);
const PASSWORD_WORDS =
  '(?:passw(?:or)?d|passwd|pwd|passphrase|passcode|passwort|kennwort|mot de passe|contrase[nñ]a|senha|wachtwoord|has[lł]o|lösenord|adgangskode|salasana|parola|парол[ьяю]|パスワード|密码|密碼|비밀번호|(?<![A-Za-z])(?:pass|pw)(?![A-Za-z]))';
const PASSWORD = new RegExp(
  `${PASSWORD_WORDS}[A-Za-z0-9_.-]{0,16}${operator(`${ASSIGNMENT}|：|[-–—](?=[ \\t])`)}([^\\s"'\`<>\\ufffc]{4,128})`,
  'gi',
);
/** Without any sign between: "password Winter24x", `password "Spring2025"`, "user bob pass Winter#2025". */
const PASSWORD_BESIDE = new RegExp(`${PASSWORD_WORDS}[ \\t]{1,3}["'\`]?([^\\s"'\`<>\\ufffc]{6,128})`, 'gi');
/** A whole phrase in quotes. */
const PASSPHRASE = /pass(?:phrase|word)["'`\])]{0,3}[ \t]{0,4}(?:=|:|is)[ \t]{0,4}"([^"\n]{10,80})(?=")/gi;
/** "--api-key VALUE", "set token VALUE", "my api key VALUE". */
const KEY_BESIDE = new RegExp(
  `(?:(?<![A-Za-z])(?:access|auth|api|private|secret|signing|encryption|master|account|storage|service|subscription|license|hmac|ssh)[_ -]?key(?:[_-]base)?|secret|token|pass(?:word|wd)?|pwd|salt)[ \\t]{1,4}${VALUE}`,
  'gi',
);
/** "login bob / S3cret", "credentials bob:hunter22". */
const LOGIN_PAIR =
  /\b(?:logins?|credentials?|creds|zugangsdaten|user(?:name)?(?: and password)?)[ \t]{0,2}[:=]?[ \t]{0,3}[\w.@+-]{2,64}(?:[ \t]{1,2}\/[ \t]{1,2}|:)([^\s"'`<>\ufffc/]{5,64})/gi;
/** Most texts have nothing of that length in quotes. */
const LONG_QUOTED = /["'][^\s"']{16}/;
/** A whole value in quotes, whatever signs it holds. */
const QUOTED = new RegExp(
  `(?:(?<![A-Za-z])(?:auth|api|private|secret|signing|encryption|master|logged_in|secure_auth|nonce)[A-Za-z0-9_.-]{0,12}(?:key|salt|secret|token)|secret[_-]?key)${operator(`${ASSIGNMENT}|(?<=["']),(?=[ \\t]?["'])`)}(?<=["'])([^\\s"']{16,200})(?=["'])`,
  'gi',
);
const SCHEME = /\b(?:Bearer|Basic|ApiKey)[ \t]{1,3}([A-Za-z0-9+/=._~-]{16,2000})/g;
const CURL_USER = /\s(?:-u|--user|--proxy-user)[ =]{1,2}["']?([^\s"':]{1,64}:[^\s"']{3,128})/g;

/** What people write after "password:" that is no password. */
const NO_PASSWORD =
  /^(?:null|none|nil|undefined|true|false|yes|no|not?|n\/a|empty|blank|string|text|required|optional|invalid|incorrect|wrong|expired|reset|resets?|changed?|forgotten|forgot|missing|hidden|secret|password|error|failed|login|hello|please|help|here|this|that|the|and|but|too|very|still|always|never|correct|ok|okay)[.!?]*$/i;

const hasDigit = (value: string): boolean => /\d/.test(value);

/** A path, unless it is long base64 that happens to begin with a slash. @see RFC 4648 §4 */
function isPath(value: string): boolean {
  if (!/^(?:\.{0,2}\/|[A-Za-z]:\\)/.test(value)) return false;
  return !(
    /^[A-Za-z0-9+/]{32,300}={0,2}$/.test(value) &&
    value.split('/').length <= 4 &&
    entropyBits(value) >= 4.2
  );
}

/** Random enough for a machine-made key: mixed characters and entropy, no words joined by dots or dashes. */
function isRandomLooking(value: string): boolean {
  if (value.length < 10 || /^\d+$/.test(value) || /^[\d.,:/+-]+$/.test(value)) return false;
  if (/^(?:https?|file|git|s3|arn):/i.test(value) || isPath(value)) return false;
  if (/^[a-z]+(?:[A-Z][a-z]+)*$|^[A-Za-z]+(?:[._/-][A-Za-z]+)*$/.test(value)) {
    return value.length >= 20 && /^[A-Za-z]+$/.test(value) && entropyBits(value) >= 4.2;
  }
  return hasDigit(value) && /[A-Za-z]/.test(value) && entropyBits(value) >= 3;
}

/** A password that a person chose: not a word of the sentence, unless it is quoted or glued to its key. */
function isPassword(value: string, lead: string): boolean {
  if (NO_PASSWORD.test(value) || value.length < 4 || /^[\w.$]+\($/.test(value)) return false;
  if (hasDigit(value) || /[!@#$%^&*?~+=|]/.test(value.slice(0, -1)) || /[a-z][A-Z]/.test(value)) return true;
  return /(?:=|["'`])$/.test(lead) && value.length >= 5;
}

/** What stands beside a word for a password without a sign must look like one: letters and digits, no plain word. */
const isPlainPassword = (value: string): boolean =>
  value.length >= 6 &&
  /\p{L}/u.test(value) &&
  hasDigit(value) &&
  !/^(?:v\d|\d+[a-z]{1,3}$)|^[a-z]+[-_][a-z0-9-_]+$|^\p{L}+[-.]?\d$|[/\\:(]/iu.test(value);

/** The next parameter of a query is no part of a value. */
const withoutNextParameter = (value: string): string => value.replace(/&[\w.-]{1,40}=.*$/, '');

const TAIL = '.,;:!?)]}\\';

function withoutTail(value: string): string {
  let end = value.length;
  while (end > 0 && TAIL.includes(value.charAt(end - 1))) end -= 1;
  return value.slice(0, end);
}

/** Values beside a word for a secret whose own look says that they are one. */
export function secretsInContext(text: string): Candidate[] {
  const found: Candidate[] = [];
  const collect = (pattern: RegExp, accept: (value: string, lead: string) => boolean): void => {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const value = withoutTail(withoutNextParameter(match[1] ?? ''));
      const start = match.index + match[0].length - (match[1]?.length ?? 0);
      if (value !== '' && accept(value, match[0].slice(0, -(match[1]?.length ?? 0)))) {
        found.push({ start, end: start + value.length, type: 'SECRET' });
      } else {
        // What is no value may be the word for the next one ("token: secret_key = …").
        pattern.lastIndex = start;
      }
    }
  };
  collect(KEYED, isRandomLooking);
  collect(ISSUER, (value) => value.length >= 16 && isRandomLooking(value));
  collect(PASSWORD, isPassword);
  collect(PASSWORD_BESIDE, isPlainPassword);
  collect(PASSPHRASE, (value) => / /.test(value));
  collect(KEY_BESIDE, (value) => value.length >= 16 && isRandomLooking(value) && entropyBits(value) >= 3.2);
  collect(LOGIN_PAIR, isPlainPassword);
  for (const { pattern, accept } of CODE_PATTERNS) collect(pattern, accept);
  if (LONG_QUOTED.test(text)) collect(QUOTED, (value) => hasDigit(value) && entropyBits(value) >= 3.5);
  collect(SCHEME, (value) => hasDigit(value) || /[a-z][A-Z].*[a-z][A-Z]/.test(value));
  collect(CURL_USER, () => true);
  return found;
}

/** A pattern whose first group is a secret, and what such a value must be like. Global. */
export interface CodePattern {
  pattern: RegExp;
  accept: (value: string) => boolean;
}

const CODES =
  /\b(?:cvv2?|cvc2?|csc|(?:card )?(?:security|verification) (?:code|number)|pin(?: ?code| ?number)?|otp|one[- ]time (?:code|password|passcode)|(?:2fa|sms|login|log-in|sign-in|confirmation|authentication|authenticator)(?: code)|2fa|tan|(?:my|your) code(?= is))\b[ \t]{0,2}(?:is|was|:|=|#)?[ \t:]{0,3}(\d{3,8})(?!\d|[.-]\d)/gi;
/** Codes that get into an account without a password, in their blocks. */
const RECOVERY_CODES =
  /\b(?:recovery|backup|rescue|scratch|emergency) (?:codes?|keys?|phrases?)\b[ \t]{0,2}(?:is|are|was|:|=)?[ \t:]{0,3}((?:[A-Za-z0-9]{4,8}-){1,11}(?=[A-Za-z0-9]{0,7}\d)[A-Za-z0-9]{4,8}|\d{4,8}(?: \d{4,8}){1,11})(?![A-Za-z0-9])/gi;
/** Passwords as options of commands, and in the text of a network's QR code. */
const COMMAND_PASSWORD =
  /\b(?:sshpass[ \t]{1,3}-p[ \t]?|mysql(?:dump|admin)?[ \t][^\n]{0,80}?[ \t]-p)["']?([^\s"']{4,128})/gi;
const NETWORK_CODE = /\bWIFI:(?:[A-OQ-Z]:[^;\n]{0,64};){0,4}P:((?:[^;\n\\]|\\.){4,128})/gi;

/** Codes and passwords that stand behind a word or option of their own. */
export const CODE_PATTERNS: readonly CodePattern[] = [
  { pattern: CODES, accept: () => true },
  { pattern: RECOVERY_CODES, accept: () => true },
  { pattern: COMMAND_PASSWORD, accept: (value) => !/^[-$<{]/.test(value) },
  { pattern: NETWORK_CODE, accept: () => true },
];
