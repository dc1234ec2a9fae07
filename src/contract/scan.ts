import type { PlatformName } from './names.js';

/** Arguments of a scan. `resume` is set by continue-as-new only. */
export interface ScanTicketsInput {
  tenant: string;
  platform: PlatformName;
  /** The help desk account, so that a cursor is never used on another one. */
  account: string;
  /** Tickets in flight at once. */
  concurrency: number;
  resume?: ScanResume;
  /** With `resume`: when the last finished scan before this one began, ISO 8601; null where nothing tells. */
  lastScanBeganAt?: string | null;
}

/** What a scan carries over a continue-as-new. Bounded: one page of IDs and one window. */
export interface ScanResume {
  counters: ScanCounters;
  cursor: string | null;
  endOfStream: boolean;
  pending: string[];
  inFlight: { ticketId: string; sinceMs: number }[];
  startedAtMs: number;
}

/** listed = unwanted + alreadyRunning + started; started = the outcomes + failed + parked (and those in flight). */
export interface ScanCounters {
  listed: number;
  unwanted: number;
  alreadyRunning: number;
  started: number;
  updated: number;
  unchanged: number;
  dryRun: number;
  skipped: number;
  failed: number;
  parked: number;
  /** Of updated and dryRun: decided by the rules. */
  fallback: number;
  /** Lines of the listing that could not be read and were left out; not among `listed`. */
  unreadable: number;
  /** How often the help desk refused the cursor, so that the listing began again at an earlier time. */
  cursorRefused: number;
}

export interface ScanTicketsResult extends ScanCounters {
  cursor: string | null;
  /** When the scan began, ISO 8601: a refused cursor sends a later scan back to it. */
  beganAt: string;
  durationMs: number;
  /** The account the cursor belongs to. */
  account: string;
}

/** Answer of the `progress` query. */
export interface ScanProgress extends ScanTicketsResult {
  inFlight: number;
  /** Listed and wanted, not started yet. */
  pending: number;
  /** Every change was listed: what is in flight and pending is all that is left. */
  endOfStream: boolean;
}

/** A page of the listing, reduced to the tickets that want a verdict. */
export interface ListTicketsResult {
  ticketIds: string[];
  listed: number;
  cursor: string;
  endOfStream: boolean;
  /** Lines that could not be read; absent: none. */
  unreadable?: number;
  /** The cursor was refused: where the listing began again, ISO 8601. */
  restartedAt?: string;
}
