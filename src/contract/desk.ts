import type { DeskRequest } from '../domain/requests.js';
import type { PlatformName } from './names.js';
import type { ScanCounters, ScanResume } from './scan.js';

export type { DeskRequest, ReprocessRequest, TicketFilter } from '../domain/requests.js';

export interface TenantDeskInput {
  tenant: string;
  platform: PlatformName;
  resume?: TenantDeskResume;
}

/** A request that was understood. */
export interface TakenRequest {
  /** From 0, in the order taken. */
  number: number;
  request: DeskRequest;
  /** ISO 8601. */
  takenAt: string;
  /** Of its ticket IDs: how many were asked. */
  asked: number;
  /** How often it was put back because Temporal could not be asked. */
  putBack: number;
}

/** A request that will not be served, or not to its end. */
export interface FailedRequest {
  number: number;
  /** A failure type, or how its workflow ended. */
  why: string;
  /** Tickets that were asked before. */
  asked: number;
  /** ISO 8601. */
  failedAt: string;
}

/** The request for many tickets that is being served, or was served last, by a workflow of its own. */
export interface Reprocessing {
  number: number;
  workflowId: string;
  /** Null until a worker has told it. */
  progress: BrakedProgress | BrakedResult | null;
}

/** What the desk carries over a continue-as-new. Bounded: `MOST_WAITING`. */
export interface TenantDeskResume {
  waiting: TakenRequest[];
  reprocessing: Reprocessing | null;
  lastReprocessing: Reprocessing | null;
  /** Tickets asked by requests that have ended. */
  asked: number;
  served: number;
  taken: number;
  rejected: string[];
  rejectedCount: number;
  failed: FailedRequest[];
  failedCount: number;
}

/** Answer of the desk's `state` query. */
export interface TenantDeskState {
  /** Requests that wait, oldest first; of long lists the first IDs. */
  waiting: (DeskRequest & { number: number; tickets: number | null })[];
  /** The request for many tickets that is being served; null: none is. */
  reprocessing: Reprocessing | null;
  lastReprocessing: Reprocessing | null;
  /** Tickets that were asked for a new verdict since the desk opened. */
  asked: number;
  /** Requests served. */
  served: number;
  /** The latest requests that could not be taken: what was expected. */
  rejected: string[];
  rejectedCount: number;
  /** The latest requests that failed for good. */
  failed: FailedRequest[];
  failedCount: number;
}

/** Requests for more tickets than this, and all by filter, are served by a workflow of their own, with brakes. */
export const MANY_TICKETS = 200;

/** The tenant's reprocessing of many tickets: the ID is what makes it one at a time. */
export const reprocessWorkflowId = (tenant: string): string => `reprocess-${tenant}`;

/** Arguments of a reprocessing. `resume` is set by continue-as-new only. */
export interface ReprocessTicketsInput extends BackfillBrakes {
  tenant: string;
  platform: PlatformName;
  request: DeskRequest;
  /** The same for all its tickets, so that one that is asked twice serves it once. */
  key: string;
  /** When it was asked, ISO 8601: later runs are not looked at, least of all those that it starts itself. */
  askedAt: string;
  /** Tickets in flight at once. */
  concurrency: number;
  resume?: BackfillResume;
}

export type ReprocessTicketsResult = BrakedResult;
/** Answer of the `progress` query. */
export type ReprocessTicketsProgress = BrakedProgress;

/** How the tenant's latest reprocessing stands. */
export type KnownReprocessing =
  | { state: 'running'; progress: BrakedProgress | null }
  | { state: 'done'; progress: BrakedResult }
  /** Without a result: how, in Temporal's words. */
  | { state: 'ended'; ending: string };

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
export interface BackfillBrakes {
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

/** What a backfill, or a reprocessing, carries over a continue-as-new. */
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

/** What came of a run over many tickets: listed = unwanted + alreadyRunning + started + pending. */
export interface BrakedResult extends ScanCounters {
  /** Listed and wanted, not started. */
  pending: number;
  /** What the tickets that have ended cost, failed runs left out. */
  costUsd: number;
  durationMs: number;
  /** Null: all of them were gone through. */
  stopped: BackfillStop | null;
}

/** The same while it runs. */
export interface BrakedProgress extends BrakedResult {
  paused: BackfillPause | null;
  inFlight: number;
  /** All of them were listed. */
  endOfStream: boolean;
}

/** Tickets out of the range are not counted as listed. */
export interface BackfillResult extends BrakedResult {
  order: BackfillOrder;
}

/** Answer of the `progress` query. */
export type BackfillProgress = BackfillResult & BrakedProgress;
