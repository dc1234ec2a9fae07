import { z } from 'zod';
import { PRIORITY, STATUS, type Priority, type Status } from '../store/types.js';

/** What a status word does to a ticket: deleted and spam are no status here, but marks beside it. */
export interface StatusChange {
  status?: Status;
  deleted?: boolean;
  spam?: boolean;
}

/** By the vendor's numbers and by the words that people use; null is where tickets begin. */
const PRIORITIES = new Map<unknown, Priority>([
  ...Object.values(PRIORITY).map((number) => [number, number] as const),
  ...Object.entries(PRIORITY),
  ['normal', PRIORITY.medium],
  [null, PRIORITY.low],
]);

const STATUSES = new Map<unknown, StatusChange>([
  ...Object.values(STATUS).map((status) => [status, shownWith(status)] as const),
  ['new', shownWith(STATUS.open)],
  ['open', shownWith(STATUS.open)],
  ['pending', shownWith(STATUS.pending)],
  ['hold', shownWith(STATUS.waitingOnThirdParty)],
  ['resolved', shownWith(STATUS.resolved)],
  ['solved', shownWith(STATUS.resolved)],
  ['closed', shownWith(STATUS.closed)],
  ['deleted', { deleted: true }],
  ['spam', { spam: true }],
]);

/** A priority for the control surface. */
export const prioritySchema = lookUp(PRIORITIES);

/** A status for the control surface. */
export const statusSchema = lookUp(STATUSES);

function shownWith(status: Status): StatusChange {
  return { status, deleted: false, spam: false };
}

function lookUp<Value extends object | number>(known: ReadonlyMap<unknown, Value>) {
  return z.unknown().transform((given, context): Value => {
    const found = known.get(given);
    if (found !== undefined) return found;
    context.addIssue(`expected one of ${[...known.keys()].join(', ')}`);
    return z.NEVER;
  });
}
