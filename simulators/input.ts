import { z } from 'zod';

/** What a caller gave to a control route or on the command line is not what was expected. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/**
 * Reads `value` with a schema.
 * @throws {InputError} naming every wrong or unknown field, what was expected and what came.
 */
export function readInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new InputError(faults.join('; '));
}

/** A probability: 0 never, 1 always. */
export const shareSchema = z.number().min(0).max(1);

/** From and to, milliseconds, both inclusive. */
export const rangeMsSchema = z
  .tuple([z.number().min(0), z.number().min(0)])
  .refine(([from, to]) => from <= to, 'expected [from, to] in milliseconds with from <= to');

/** How many a minute; 0 lifts the limit. */
export const perMinuteSchema = z.number().int().min(0);
