/** A settle time is an hour at most. Seconds. */
export const LARGEST_SETTLE_SECONDS = 3_600;

/** A customer who writes on and on is waited for this many settle times altogether, and judged then. */
export const LONGEST_SETTLE_TIMES = 10;

/** What is known of a ticket whose customer may still be writing. */
interface Quiet {
  /** At least 1. */
  settleSeconds: number;
  /** When the customer wrote last, or nothing later than that: ISO 8601, by the platform's clock. */
  since: string;
  /** The platform's clock when it was read, ISO 8601. */
  readAt: string;
  /** Milliseconds since it was read. */
  agoMs: number;
  /** Milliseconds that were waited for this customer already. */
  waitedMs: number;
}

/**
 * Milliseconds until the customer has written nothing for the settle time; 0 when that is so, or when they were waited
 * for long enough. A platform whose clocks disagree is waited for one settle time at most.
 */
export function quietInMs({ settleSeconds, since, readAt, agoMs, waitedMs }: Quiet): number {
  const settleMs = settleSeconds * 1000;
  const quietMs = Math.max(0, Date.parse(readAt) - Date.parse(since)) + agoMs;
  const leftMs = settleMs * LONGEST_SETTLE_TIMES - waitedMs;
  return Math.max(0, Math.min(settleMs - quietMs, leftMs));
}

/**
 * The platform's update stamp has a resolution of one second: two changes within it look the same. A stamp can
 * serve as the condition of a write only when the platform's clock is this far past it.
 */
const STAMP_SETTLES_MS = 2_000;

/** Clocks that disagree by more than this are not waited for: the write's condition still holds. */
const LONGEST_WAIT_MS = 2 * STAMP_SETTLES_MS;

/** Milliseconds until the ticket can be read again with a stamp that is safe to write on; 0 when it is safe now. */
export function stampSettlesInMs({ updatedAt, readAt }: { updatedAt: string; readAt: string }): number {
  const settlesInMs = STAMP_SETTLES_MS - (Date.parse(readAt) - Date.parse(updatedAt));
  return Math.min(Math.max(0, settlesInMs), LONGEST_WAIT_MS);
}
