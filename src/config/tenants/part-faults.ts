import { z } from 'zod';
import { shown, toldBy, type ConfigFault, isLoopback } from '../../ports/setting.js';

/** A mapping of the tenants file as it was written; entries without a value are left out. */
export type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Parses one part of a tenant. Faults are added to `faults`, each with its path in the file, and the part is null
 * then, so that one message can list the faults of all parts. A part that is absent is read as an empty one.
 */
export function parsePart<S extends z.ZodType>(
  schema: S,
  { value = {}, path, faults }: { value: unknown; path: string; faults: ConfigFault[] },
): z.output<S> | null {
  const parsed = schema.safeParse(value, { error: textWanted });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    faults.push({
      variable: settingPath(path, issue.path),
      expected: issue.message,
      got: toldBy(issue) ?? shownAt(value, issue.path),
    });
  }
  return null;
}

/** Where a schema has no words of its own for a value of another type. */
const textWanted: z.core.$ZodErrorMap = ({ code, expected }) =>
  code === 'invalid_type' && expected === 'string' ? 'text, in quotes if need be' : undefined;

/** As the operator finds a setting: `tenants[1].model.baseUrl`. */
export function settingPath(base: string, steps: readonly PropertyKey[]): string {
  return steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : `${path}.${String(step)}`),
    base,
  );
}

/** What stands at a place. Secrets, and whatever may hold one, are not shown. */
function shownAt(value: unknown, steps: readonly PropertyKey[]): string {
  const found = steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Mapping)[step as string] : undefined),
    value,
  );
  if (found === undefined || found === null) return 'unset';
  if (Array.isArray(found)) return `a list of ${found.length}`;
  if (typeof found === 'object') return 'a mapping';
  const written = JSON.stringify(found);
  const name = steps.findLast((step) => typeof step === 'string') ?? '';
  const quoted = typeof found === 'string' ? found : written;
  const text = shown(name.toUpperCase(), quoted);
  return text === JSON.stringify(quoted) ? written : text;
}

/** A fault for each key that a schema does not know, at any depth, with the known key that is nearest to it. */
export function unknownKeys(schema: z.ZodType, value: unknown, path: string): ConfigFault[] {
  if (schema instanceof z.ZodOptional) return unknownKeys(schema.unwrap() as z.ZodType, value, path);
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap((item, index) =>
      unknownKeys(schema.element as z.ZodType, item, `${path}[${index}]`),
    );
  if (!(schema instanceof z.ZodObject) || !isMapping(value)) return [];
  const shape = schema.shape as Record<string, z.ZodType>;
  return Object.entries(value).flatMap(([key, inner]) => {
    const variable = settingPath(path, [key]);
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (known !== undefined) return unknownKeys(known, inner, variable);
    return [{ variable, expected: knownKey(key, Object.keys(shape)), got: 'a key that nothing reads' }];
  });
}

/** More changes than this make another word of it. */
const NEAR = 3;

function knownKey(key: string, known: readonly string[]): string {
  const distances = known.map((name) => changesBetween(key.toLowerCase(), name.toLowerCase()));
  const least = Math.min(...distances);
  const nearest = known[distances.indexOf(least)];
  return nearest !== undefined && least <= NEAR ? `${nearest}, perhaps` : `one of: ${known.join(', ')}`;
}

/** Letters to add, drop or replace until one word is the other. @see Levenshtein, 1966 */
function changesBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_none, index) => index);
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = row[column - 1]! + (to[column - 1] === letter ? 0 : 1);
      next.push(Math.min(next[column - 1]! + 1, row[column]! + 1, replaced));
    }
    row = next;
  }
  return row[to.length]!;
}

/** Building blocks of the tenants file, whose values have types. Every message completes "expected …". */

export const text = (meaning: string) => z.string(meaning).min(1, meaning);

export const count = (unit: string) => {
  const expected = `a whole number of ${unit}, at least 1`;
  return z.int(expected).min(1, expected).max(999_999_999, expected);
};

export const pricePerMtok = z
  .number('a price in USD for a million tokens, such as 0.15')
  .min(0, 'a price in USD for a million tokens, such as 0.15');

/** An address without TLS only on this machine, and where `ALLOW_PLAIN_HTTP` names the host. */
export const permittedUrl = (url: z.ZodType<string>, plainHttpHosts: readonly string[]) =>
  url.refine((url) => {
    const { protocol, hostname } = new URL(url);
    return protocol === 'https:' || isLoopback(url) || plainHttpHosts.includes(hostname);
  }, 'https:// (or the host named in ALLOW_PLAIN_HTTP)');
