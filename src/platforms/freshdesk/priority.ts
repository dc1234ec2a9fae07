import type { Priority } from '../../domain/ticket.js';

/** What a new ticket has when nobody chose a priority: it says as little as none. */
export const DEFAULT_PRIORITY = 1;

const NUMBERS: Record<Priority, number> = { low: 1, normal: 2, high: 3, urgent: 4 };
const NAMES = Object.fromEntries(Object.entries(NUMBERS).map(([name, number]) => [number, name])) as Record<
  number,
  Priority
>;

/** @see https://developers.freshdesk.com/api/#ticket-properties */
export const priorityNumber = (priority: Priority): number => NUMBERS[priority];

/**
 * The default counts as none. One we do not know is still one that somebody set: never null, which would let us
 * overwrite it.
 */
export function toPriority(number: number | null | undefined): Priority | null {
  if (number === null || number === undefined || number === DEFAULT_PRIORITY) return null;
  return NAMES[number] ?? 'normal';
}
