import type { z } from 'zod';

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
