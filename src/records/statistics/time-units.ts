/** Milliseconds of an hour and of a day, UTC: both begin where Unix time divides evenly. */
export const UNIT_MS = { hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Milliseconds since 1970 of an ISO 8601 time.
 * @throws {RangeError} when it is none. Not retryable.
 */
export function timeMs(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new RangeError(`expected an ISO 8601 time, got ${JSON.stringify(iso)}`);
  return ms;
}

/** Start of the calendar month, UTC, that holds the time (both in milliseconds since 1970). */
export function startOfMonth(ms: number): number {
  const time = new Date(ms);
  return Date.UTC(time.getUTCFullYear(), time.getUTCMonth());
}
