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
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'a URL beginning with http:// or https://',
  )
  .transform((value) => value.replace(/\/+$/, ''));

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

const ADDRESS = /URL|ADDRESS|ENDPOINT/;
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
