/** Soon enough after a roll-out that lacked a tenant. */
const FIRST_PAUSE_MS = 5 * 60_000;
/** A ticket that fails for ever costs four tries a day. */
export const LONGEST_PAUSE_MS = 6 * 3_600_000;

/**
 * Milliseconds that a ticket is left alone after its run failed: 5 minutes, doubled with each further failure up to
 * 6 hours. `failures`: runs in a row that failed, from 1.
 */
export const pauseBeforeRevivalMs = (failures: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
