import type { PreviousWrite } from './merge.js';
import type { Message } from './ticket.js';

/**
 * What a verdict was based on is older than this when it is written (`STAMP_SETTLES_MS`), so a message that is not was
 * written after it. Half of it is left for times of the platform that differ by a second.
 */
export const UNSEEN_BEFORE_WRITE_MS = 1_000;

/** When a customer last wrote something that everybody on the ticket may read, ISO 8601; null: nobody did. */
export function lastCustomerMessageAt(
  messages: readonly Pick<Message, 'author' | 'public' | 'createdAt'>[],
): string | null {
  const times = messages.flatMap(({ author, public: isPublic, createdAt }) =>
    author === 'customer' && isPublic && !Number.isNaN(Date.parse(createdAt)) ? [Date.parse(createdAt)] : [],
  );
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}

/** The later one of two times, of which either may be missing. */
export function laterOf(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(other) > Date.parse(one) ? other : one;
}

/**
 * Why a ticket that has our verdict wants no other one; null when a customer has replied since. Agents' messages, our
 * own note and changes of fields are no reply. `inputHash`: of the conversation as it is now. Both must speak for a
 * reply, its time and its text: times alone may go wrong with the platform's clocks, and a text changes with what
 * agents write and with our own redaction.
 */
export function whyNoReply(
  previous: PreviousWrite | null,
  { customerMessageAt, inputHash }: { customerMessageAt: string | undefined; inputHash: string },
): string | null {
  if (previous === null || customerMessageAt === undefined) return HAS_VERDICT;
  const sinceWriteMs = Date.parse(customerMessageAt) - Date.parse(previous.at);
  if (!(sinceWriteMs > -UNSEEN_BEFORE_WRITE_MS)) return HAS_VERDICT;
  return inputHash === previous.record.contentHash ? 'the reply says nothing new' : null;
}

/** Why nothing is done about a ticket with `ai_processed`. */
export const HAS_VERDICT = 'it has a verdict already';
