import type { DeskRequest } from '../domain/requests.js';
import type { PlatformName } from './names.js';
import type { ScanCounters, ScanResume } from './scan.js';

export type { DeskRequest, ReprocessRequest, TicketFilter } from '../domain/requests.js';

export interface TenantDeskInput {
  tenant: string;
  platform: PlatformName;
  resume?: TenantDeskState;
}

/** Answer of the desk's `state` query, and what it carries over a continue-as-new. */
export interface TenantDeskState {
  /** Requests that wait, oldest first. */
  waiting: DeskRequest[];
  /** Tickets that were asked for a new verdict since the desk opened. */
  asked: number;
  /** Requests served. */
  served: number;
  /** The latest requests that could not be understood: what was expected. */
  rejected: string[];
}

/** The tenant's backfill, whatever its range: the ID is what makes it one at a time. */
export const backfillWorkflowId = (tenant: string): string => `backfill-${tenant}`;

/** Tickets whose latest change lies in a time: `from` belongs to it, `to` does not. ISO 8601. */
export interface BackfillRange {
  from: string;
  to: string;
  /** Also those of statuses that the tenant does not triage, as long as they take updates: solved ones too. */
  anyStatus: boolean;
}

/** How much a backfill may do. */
interface BackfillBrakes {
  /** Tickets started in a minute; null: as many as the help desk allows. */
  ratePerMinute: number | null;
  /** Nothing is started any more once the model has cost this much; null: no ceiling. */
  maxCostUsd: number | null;
}

/** What is asked of a backfill. */
export interface BackfillOrder extends BackfillRange, BackfillBrakes {
  /** Everything but the writes. */
  dryRun: boolean;
}

/** Arguments of a backfill. `resume` is set by continue-as-new only. */
export interface BackfillInput extends BackfillOrder {
  tenant: string;
  platform: PlatformName;
  /** Tickets in flight at once. */
  concurrency: number;
  resume?: BackfillResume;
}

/** What a backfill carries over a continue-as-new. */
export interface BackfillResume {
  window: ScanResume;
  costMicroUsd: number;
  paused: BackfillPause | null;
  stopped: BackfillStop | null;
  /** When the rate lets the next ticket start; milliseconds since 1970. */
  nextStartMs: number;
}

/** Somebody holds it up. */
export interface BackfillPause {
  reason: string;
  /** ISO 8601. */
  since: string;
}

/** Why it started no more tickets although there were more, or may have been. */
export interface BackfillStop {
  kind: 'costCeiling' | 'cancelled';
  /** Of who cancelled it; empty where none was given. */
  reason: string;
}

/** listed = unwanted + alreadyRunning + started + pending. Tickets out of the range are not counted as listed. */
export interface BackfillResult extends ScanCounters {
  order: BackfillOrder;
  /** Listed and wanted, not started. */
  pending: number;
  /** What the tickets that have ended cost, failed runs left out. */
  costUsd: number;
  durationMs: number;
  /** Null: the whole range was gone through. */
  stopped: BackfillStop | null;
}

/** Answer of the `progress` query. */
export interface BackfillProgress extends BackfillResult {
  paused: BackfillPause | null;
  inFlight: number;
  /** The whole range was listed. */
  endOfStream: boolean;
}
