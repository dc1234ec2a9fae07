import type { Candidate } from '../detector.js';
import { entropyBits } from '../entropy.js';

const ASSIGNMENT = '=>|:{1,3}=|\\?=|==|\\|\\||=|:|>|\\bis\\b|\\bwas\\b|\\blautet\\b|\\best\\b|\\bes\\b';
const operator = (marks: string): string =>
  `["'\`\\])]{0,3}[ \\t]{0,4}(?:${marks})[ \\t]{0,8}(?:\\\\?["'\`]){0,3}`;
const OPERATOR = operator(ASSIGNMENT);
/** Also the comma of a call or pair: "token", "value". */
const OPERATOR_OR_COMMA = operator(`${ASSIGNMENT}|(?<=["']),(?=[ \\t]?["'])`);
const VALUE = '([^\\s"\'`,;<>(){}\\[\\]\\ufffc]{4,300})';

const KEYED = new RegExp(
  `(?:(?<![A-Za-z])(?:access|auth|api|key|login|pat|srt)|authorization|access[_-]?key|api[_-]?key|[a-z]key|credentials?|creds|secret|token|signature|session(?:id)?|cookie)[A-Za-z0-9_.-]{0,24}${OPERATOR_OR_COMMA}(?:(?:Bearer|Basic|Token)[ \\t]{1,3})?${VALUE}`,
  'gi',
);
const ISSUER = new RegExp(
  `\\b(?:adafruit|adobe|airtable|algolia|alibaba|asana|atlassian|jira|confluence|beamer|bitbucket|bittrex|codecov|cohere|coinbase|confluent|contentful|databricks|datadog|discord|drone(?:ci)?|dropbox|etsy|facebook|fastly|finicity|finnhub|flickr|freshbooks|gitter|gocardless|heroku|hubspot|intercom|jfrog|artifactory|kraken|kucoin|launchdarkly|linear|linkedin|lob|looker|mailchimp|mailgun|mapbox|mattermost|meraki|messagebird|netlify|new[_-]?relic|nytimes|okta|openai|plaid|privateai|rapidapi|sendbird|sentry|snyk|sonar|sourcegraph|squarespace|sumo|travis|trello|twilio|twitch|twitter|yandex|zendesk)[A-Za-z0-9_.-]{0,24}${OPERATOR}${VALUE}`,
  'gi',
);
const PASSWORD = new RegExp(
  `(?:passw(?:or)?d|passwd|pwd|passphrase|passcode|passwort|kennwort|mot de passe|contrase[nñ]a|senha|wachtwoord|has[lł]o|lösenord|adgangskode|salasana)[A-Za-z0-9_.-]{0,16}${OPERATOR}([^\\s"'\`<>\\ufffc]{4,128})`,
  'gi',
);
const CODES =
  /\b(?:cvv2?|cvc2?|csc|(?:card )?(?:security|verification) (?:code|number)|pin(?: ?code| ?number)?|otp|one[- ]time (?:code|password|passcode)|2fa(?: code)?|tan)\b[ \t]{0,2}(?:is|was|:|=|#)?[ \t:]{0,3}(\d{3,8})(?![\d.-])/gi;
const SCHEME = /\b(?:Bearer|Basic|ApiKey)[ \t]{1,3}([A-Za-z0-9+/=._~-]{16,2000})/g;
const CURL_USER = /\s(?:-u|--user|--proxy-user)[ =]{1,2}["']?([^\s"':]{1,64}:[^\s"']{3,128})/g;

/** What people write after "password:" that is no password. */
const NO_PASSWORD =
  /^(?:null|none|nil|undefined|true|false|yes|no|not?|n\/a|empty|blank|string|text|required|optional|invalid|incorrect|wrong|expired|reset|resets?|changed?|forgotten|forgot|missing|hidden|secret|password|error|failed|login|hello|please|help|here|this|that|the|and|but|too|very|still|always|never|correct|ok|okay)[.!?]*$/i;

const hasDigit = (value: string): boolean => /\d/.test(value);

/** Random enough for a machine-made key: mixed characters and entropy, no words joined by dots or dashes. */
function isRandomLooking(value: string): boolean {
  if (value.length < 10 || /^\d+$/.test(value) || /^[\d.,:/+-]+$/.test(value)) return false;
  if (/^(?:https?|file|git|s3|arn):/i.test(value) || /^(?:\.{0,2}\/|[A-Za-z]:\\)/.test(value)) return false;
  if (/^[a-z]+(?:[A-Z][a-z]+)*$|^[A-Za-z]+(?:[._/-][A-Za-z]+)*$/.test(value)) {
    return value.length >= 20 && /^[A-Za-z]+$/.test(value) && entropyBits(value) >= 4.2;
  }
  return hasDigit(value) && /[A-Za-z]/.test(value) && entropyBits(value) >= 3;
}

/** A password that a person chose: not a word of the sentence, unless it is quoted or glued to its key. */
function isPassword(value: string, lead: string): boolean {
  if (NO_PASSWORD.test(value) || value.length < 4) return false;
  if (hasDigit(value) || /[!@#$%^&*?~+=|]/.test(value.slice(0, -1)) || /[a-z][A-Z]/.test(value)) return true;
  return /(?:=|["'`])$/.test(lead) && value.length >= 5;
}

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
    for (const match of text.matchAll(pattern)) {
      const value = withoutTail(match[1] ?? '');
      const start = match.index + match[0].length - (match[1]?.length ?? 0);
      if (value !== '' && accept(value, match[0].slice(0, -(match[1]?.length ?? 0)))) {
        found.push({ start, end: start + value.length, type: 'SECRET' });
      }
    }
  };
  collect(KEYED, isRandomLooking);
  collect(ISSUER, (value) => value.length >= 16 && isRandomLooking(value));
  collect(PASSWORD, isPassword);
  collect(CODES, () => true);
  collect(SCHEME, (value) => hasDigit(value) || /[a-z][A-Z].*[a-z][A-Z]/.test(value));
  collect(CURL_USER, () => true);
  return found;
}
