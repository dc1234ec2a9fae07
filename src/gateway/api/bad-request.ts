import type { z } from 'zod';

/** The request is not what the route expects. The message names what it expects; status 400. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
  readonly statusCode = 400;
}

/** There is nothing of that name; status 404. */
export class NothingThereError extends Error {
  override readonly name = 'NothingThereError';
  readonly statusCode = 404;
}

/**
 * Reads a body or query by its schema, whose messages complete the sentence "expected …".
 * @throws {BadRequestError} that names each field at fault and what it should be; never what came.
 */
export function readRequest<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => {
    const place = issue.path.join('.');
    return `${place === '' ? '' : `${place}: `}${wordsOf(issue)}`;
  });
  throw new BadRequestError([...new Set(faults)].join('; '));
}

/** Zod's own messages begin differently from ours. */
function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `expected no ${issue.keys.join(', ')}`;
  return /^(Invalid|Too|Unrecognized) /.test(issue.message)
    ? issue.message.replace(/^(Invalid|Too) \w+: /, '')
    : `expected ${issue.message}`;
}
