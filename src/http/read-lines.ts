import type { z } from 'zod';
import type { UnreadableLine } from '../domain/ticket.js';
import { PlatformError } from '../ports/platform.js';

/** An ID that may be logged: those of help desks are numbers, and what is none may be anybody's text. */
const NUMBER = /^\d{1,25}$/;
/** So many lines, none of them readable, are no listing with odd tickets but another format. A choice of ours. */
const LINES_OF_ANOTHER_FORMAT = 20;

/**
 * The lines of a listing that fit the schema, in their order, and those that do not. A line that cannot be read must not
 * hold up the others: the page would be asked for again and again, for ever.
 * @throws {PlatformError} `protocol` when none of many lines fits: to pass over them all would lose tickets.
 */
export function readLines<Schema extends z.ZodType>(
  lines: readonly unknown[],
  schema: Schema,
): { read: z.output<Schema>[]; unreadable: UnreadableLine[] } {
  const read: z.output<Schema>[] = [];
  const unreadable: UnreadableLine[] = [];
  for (const line of lines) {
    const parsed = schema.safeParse(line);
    if (parsed.success) read.push(parsed.data);
    else {
      const places = new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the line itself'));
      unreadable.push({ ticketId: idOf(line), why: `unexpected at ${[...places].slice(0, 5).join(', ')}` });
    }
  }
  if (read.length === 0 && unreadable.length >= LINES_OF_ANOTHER_FORMAT) {
    const why = unreadable[0]?.why ?? '';
    throw new PlatformError(`list changes: expected tickets, got ${lines.length} other lines: ${why}`, {
      kind: 'protocol',
    });
  }
  return { read, unreadable };
}

function idOf(line: unknown): string | null {
  if (typeof line !== 'object' || line === null || !('id' in line)) return null;
  const { id } = line;
  const text = typeof id === 'number' || typeof id === 'string' ? String(id) : '';
  return NUMBER.test(text) ? text : null;
}
