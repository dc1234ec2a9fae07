import type { z } from 'zod';
import { shown, toldBy, type ConfigFault } from '../../ports/faults.js';

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
