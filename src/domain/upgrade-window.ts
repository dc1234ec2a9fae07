import { LONGEST_PAUSE_MS } from './revival.js';

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
