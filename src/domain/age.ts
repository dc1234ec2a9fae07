const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const AGE = /^(\d{1,6})([mhd])$/;
/** `Date.parse` alone takes a forgotten unit for a year: 72 would be 1972. */
const BEGINS_WITH_A_DATE = /^\d{4}-\d{2}-\d{2}/;

/** What `timeOrAge` understands, for messages. */
export const TIME_OR_AGE = 'an ISO 8601 time, or an age such as 72h, 30m or 7d';

/** An ISO 8601 time, given as such or as an age before `now`; null when it is neither. */
export function timeOrAge(value: string, now: Date): string | null {
  const age = AGE.exec(value);
  if (age !== null) {
    return new Date(now.getTime() - Number(age[1]) * UNIT_MS[age[2] as keyof typeof UNIT_MS]).toISOString();
  }
  const time = BEGINS_WITH_A_DATE.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Soon enough after a roll-out that lacked a tenant. */
const FIRST_PAUSE_MS = 5 * 60_000;
/** A ticket that fails for ever costs four tries a day. */
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/**
 * Milliseconds that a ticket is left alone after its run failed: 5 minutes, doubled with each further failure up to
 * 6 hours. `failures`: runs in a row that failed, from 1.
 */
export const pauseBeforeRevivalMs = (failures: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);

/** Verdicts older than this are history: nobody waits for them to get better. */
const DAYS_BACK = 30;
const DAY_MS = 86_400_000;

/** Which tickets are worth another try, ISO 8601. */
export interface UpgradeWindow {
  /** The verdict was written at or after it. */
  since: string;
  /** No run of the ticket failed at or after it: that one is taken up by itself, with its own pauses. */
  notFailedSince: string;
}

/** The window of tickets that are asked for the model's verdict now. */
export const upgradeWindow = (now: Date): UpgradeWindow => ({
  since: new Date(now.getTime() - DAYS_BACK * DAY_MS).toISOString(),
  notFailedSince: new Date(now.getTime() - LONGEST_PAUSE_MS).toISOString(),
});
