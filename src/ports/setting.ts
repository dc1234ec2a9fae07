import { z } from 'zod';

/** Building blocks of the schemas. Every message completes the sentence "expected …". */

export const positiveInteger = (unit: string) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, `a whole number of ${unit}, at least 1`)
    .transform(Number);

export const flag = z.enum(['true', 'false'], 'true or false').transform((value) => value === 'true');

export const httpUrl = z
  .string()
  .refine(
    (value) => !/\s/.test(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'a URL beginning with http:// or https://',
  )
  .transform((value) => value.replace(/\/+$/, ''));

/** Root of an API. People copy the address of one of its methods: what `method` finds at the end is taken off. */
export const apiRoot = (method: RegExp) => httpUrl.transform((value) => value.replace(method, ''));

/**
 * Address of a help desk account. Below the vendor's own domain the host says it all, whatever page was copied; another
 * host may be a gateway with a path of its own, behind which only the path of the API is taken off.
 */
export const helpDeskUrl = (domain: string) =>
  httpUrl
    .transform((value) => {
      const { origin, hostname } = new URL(value);
      if (hostname.endsWith(`.${domain}`)) return origin;
      return value.replace(/\/api(\/v2(\/.*)?)?$/, '').replace(/\/+$/, '');
    })
    .superRefine((value, context) => {
      const { search, hash } = new URL(value);
      if (`${search}${hash}` === '') return;
      const message = "a URL without '?' and '#'";
      context.addIssue({ code: 'custom', message, params: { got: 'set (not shown)' } });
    });

/** Name of a help desk account; a host or an address of the vendor's own domain is read as the name in it. */
export const accountName = (domain: string) =>
  z
    .string()
    .transform((value) => {
      const url = `https://${value.replace(/^https?:\/\//i, '')}`;
      const host = URL.canParse(url) ? new URL(url).hostname : '';
      const ending = `.${domain}`;
      return host.endsWith(ending) ? host.slice(0, -ending.length) : value;
    })
    .superRefine((value, context) => {
      if (/^[a-z0-9][a-z0-9-]*$/i.test(value)) return;
      const message = `the account name, as in https://NAME.${domain} (another host goes into the base URL)`;
      // Whoever writes an address here may have written credentials into it.
      const got = /[@?#:]/.test(value) ? 'set (not shown)' : JSON.stringify(value);
      context.addIssue({ code: 'custom', message, params: { got } });
    });

/** `issued`: by a vendor, in one piece. `chosen`: by whoever set the installation up, who may like spaces. */
export type CredentialKind = 'issued' | 'chosen';

/**
 * A key, token or secret that is sent in a header. The scheme of such a header is taken off; what no header can carry, or
 * no vendor issues, is refused here: later it would look like a broken network or a refused credential.
 * @param meaning completes the sentence "expected …".
 */
export const credential = (meaning: string, kind: CredentialKind = 'issued') =>
  z
    .string()
    .transform((value) => value.replace(/^bearer +(?=\S)/i, ''))
    .superRefine((value, context) => {
      const fault = credentialFault(value, { mayHaveSpaces: kind === 'chosen' });
      if (fault === null) return;
      const message = `${meaning}, alone and on one line`;
      context.addIssue({ code: 'custom', message, params: { got: `set (not shown), ${fault}` } });
    });

export const price = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'a price in USD for a million tokens, such as 0.15')
  .transform(Number);

/** @param meaning completes the sentence "expected …". */
export const zeroToOne = (meaning: string) =>
  z
    .string()
    .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, meaning)
    .transform(Number);

/** Comma-separated host names, lower case. */
export const hostList = z.string().transform((value) =>
  value
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== ''),
);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** The host is this machine. */
export const isLoopbackHost = (host: string): boolean => LOOPBACK.test(host);

/** The URL's host is this machine. */
export const isLoopback = (url: string): boolean => isLoopbackHost(new URL(url).hostname);

/** Also of an address whose scheme is forgotten or wrong. */
export function namesThisMachine(address: string): boolean {
  const url = `http://${address.replace(/^[a-z]+:\/\//i, '')}`;
  return URL.canParse(url) && isLoopback(url);
}

/** What a person who configures an installation wants to know of a setting, and its schema does not say. */
interface SettingNotes {
  /** One or two sentences, in Markdown without links. */
  means: string;
  /** What it may be, where the schema has no message that completes "expected …". */
  values?: string;
  /** What holds where nothing is said, where the schema has no default. Absent: none. */
  otherwise?: string;
  /** A value for `.env.example`, where there is no default. */
  example?: string;
  /** Who acts by it, where that is somebody else than its section says. */
  usedBy?: string;
}

/**
 * The notes, beside each schema of a setting. `npm run docs:configuration` makes docs/configuration.md and
 * .env.example of them.
 */
export const settingNotes = z.registry<SettingNotes>();

/** One wrong or missing setting, as the operator reads it. */
export interface ConfigFault {
  variable: string;
  expected: string;
  got: string;
}

/** Wrong configuration. The message lists every fault at once; secrets appear as set or unset only. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly faults: readonly ConfigFault[]) {
    super(
      [
        'The configuration has faults:',
        ...faults.map(({ variable, expected, got }) => `  ${variable}: expected ${expected}, got ${got}`),
      ].join('\n'),
    );
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

const SECRET = /KEY|TOKEN|SECRET|PASSWORD|SMTP_URL|SLACK_WEBHOOK_URL|DATABASE_URL|OTLP_HEADERS/;

const ADDRESS = /URL|ADDRESS|ENDPOINT|(?<!NO_)PROXY/i;
/** What stands around credentials in an address, also in one that cannot be read as such. */
const MAY_HOLD_CREDENTIALS = /[@?#]|:(?!\/|\d+(\/|$))./;

/** A value as it may be shown: secrets, and addresses that may hold one, by their state only. */
export function shown(variable: string, value: string | undefined): string {
  if (value === undefined) return 'unset';
  const secret = SECRET.test(variable) || (ADDRESS.test(variable) && MAY_HOLD_CREDENTIALS.test(value));
  return secret ? 'set (not shown)' : JSON.stringify(value);
}

/** What a check of our own says that it got, where that is more than the value. */
export const toldBy = (issue: z.core.$ZodIssue): string | undefined =>
  issue.code === 'custom' ? (issue.params?.['got'] as string | undefined) : undefined;

/**
 * Parses the variables that a schema names. An empty value counts as unset. Faults are added to `faults` and the
 * part is null then, so that one message can list the faults of all parts.
 */
export function readPart<S extends z.ZodType>(
  schema: S,
  env: Environment,
  faults: ConfigFault[],
): z.output<S> | null {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const variable = String(issue.path[0]);
    const got = toldBy(issue) ?? shown(variable, given[variable]);
    faults.push({ variable, expected: issue.message, got });
  }
  return null;
}

/** What copying leaves at the ends of a value: white space, line ends, byte order marks, characters without width. */
const AT_ENDS = /^[\s\uFEFF\u200B-\u200D\u2060\0]+|[\s\uFEFF\u200B-\u200D\u2060\0]+$/g;
/** `docker run --env-file` and Kubernetes secrets keep the quotes that a shell or a `.env` file takes off. */
const QUOTES = ['""', "''", '“”', '‘’'];

/** A value without white space around it. */
export const trimmed = (value: string): string => value.replace(AT_ENDS, '');

/** A value of the environment or of a secret's file as it was meant: without white space and quotes around it. */
export function unwrapped(value: string): string {
  const inner = trimmed(value);
  const [first, last] = [inner.at(0), inner.at(-1)];
  const isQuoted = inner.length > 1 && QUOTES.includes(`${first}${last}`);
  const content = inner.slice(1, -1);
  // Quotes in between mean that these are no pair.
  const isPair = isQuoted && !content.includes(first as string) && !content.includes(last as string);
  return isPair ? unwrapped(content) : inner;
}

/** Every variable as it was meant. */
export const unwrappedEnvironment = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value && unwrapped(value)]));

const BYTE_ORDER_MARK = { utf8: '\uFEFF', utf16: [0xff, 0xfe] } as const;

/** The text of a file, in UTF-8 or, as PowerShell writes it, UTF-16; a byte order mark is no part of it. */
export function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === BYTE_ORDER_MARK.utf16[0] && bytes[1] === BYTE_ORDER_MARK.utf16[1];
  const text = bytes.toString(isUtf16 ? 'utf16le' : 'utf8');
  return text.startsWith(BYTE_ORDER_MARK.utf8) ? text.slice(1) : text;
}

/** Why a value cannot be a credential, as it completes "set (not shown), …"; null: it can. */
export function credentialFault(value: string, { mayHaveSpaces }: { mayHaveSpaces: boolean }): string | null {
  if (/[\r\n\u2028\u2029]/.test(value)) return 'with a line end inside';
  // eslint-disable-next-line no-control-regex -- these are what it looks for
  if (/[\u0000-\u001f\u007f]/.test(value)) return 'with a tab or another control character inside';
  if (/[^\u0020-\u007e]/.test(value)) return 'with a character inside that is not ASCII';
  if (/^["'`]|["'`]$/.test(value)) return 'with a quote at one end';
  if (!mayHaveSpaces && value.includes(' ')) return 'with a space inside';
  return null;
}
