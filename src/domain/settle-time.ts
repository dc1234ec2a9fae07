/** A settle time is an hour at most. Seconds. */
export const LARGEST_SETTLE_SECONDS = 3_600;

/** A customer who writes on and on is waited for this many settle times altogether, and judged then. */
export const LONGEST_SETTLE_TIMES = 10;

/** What is known of a ticket whose customer may still be writing. */
export interface Quiet {
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
