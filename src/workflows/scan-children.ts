import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ChildWorkflowCancellationType,
  condition,
  isCancellation,
  log,
  ParentClosePolicy,
  proxyActivities,
  sleep,
  startChild,
  type ChildWorkflowHandle,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { PlatformName } from '../contract/names.js';
import { ticketStartOptions } from '../contract/ticket-start.js';
import type { TicketRunStatus } from '../contract/ticket.js';
import { failureTypeOf } from './failure-type.js';
import type { processTicket } from './process-ticket.js';
import type { ScannedOutcome, ScanWindow } from './scan-window.js';

/**
 * Asks Temporal only. What fails five times is asked again later, so that a look-up that can never succeed holds up
 * neither the scan nor the look-ups of other tickets.
 */
const LOOK_UP = {
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10s', maximumAttempts: 5 },
} as const;

const { lookUpTickets } = proxyActivities<Activities>({ ...LOOK_UP, summary: 'how tickets stand' });

const LOOK_UP_EVERY_MS = 1_000;
export const PAUSE_AFTER_A_FAILURE_MS = 30_000;
/** In a row: about ten minutes. */
export const MOST_FAILED_LOOK_UPS = 10;
const PARK_CHECK_EVERY_MS = 30_000;

/** Whose tickets are started, and why. */
export interface ChildrenOptions {
  tenant: string;
  platform: PlatformName;
  reason: string;
  dryRun: boolean;
}

/** Where the ends of tickets are counted. */
export interface Tally {
  /** Its end is still waited for. */
  isInFlight(ticketId: string): boolean;
  alreadyRuns(ticketId: string): void;
  end(ticketId: string, outcome: ScannedOutcome): unknown;
  /** How they end cannot be found out. */
  giveUp(ticketIds: readonly string[]): void;
}

/** The ticket workflows that one run of a scan, or of a backfill, starts. */
export class ScanChildren {
  private starting = 0;

  constructor(
    private readonly options: ChildrenOptions,
    private readonly tally: Tally,
  ) {}

  /** No start is under way: a new run of the scan may begin without losing one. */
  get allStarted(): boolean {
    return this.starting === 0;
  }

  /** Starts a ticket's workflow and follows it to its end. A workflow that runs already serves. */
  async run(ticketId: string): Promise<void> {
    this.starting += 1;
    const child = await this.start(ticketId).finally(() => (this.starting -= 1));
    if (child === null) return;
    await child.result().then(
      ({ kind, source, usage }) =>
        this.tally.end(ticketId, { kind, source, ...(usage && { costUsd: usage.costUsd }) }),
      () => this.tally.end(ticketId, { kind: 'failed' }),
    );
  }

  private async start(ticketId: string): Promise<ChildWorkflowHandle<typeof processTicket> | null> {
    const { tenant, platform, reason, dryRun } = this.options;
    const input = { tenant, platform, ticketId, reason, ...(dryRun ? { dryRun } : {}) };
    try {
      return await startChild<typeof processTicket>('processTicket', {
        ...ticketStartOptions(input),
        parentClosePolicy: ParentClosePolicy.ABANDON,
        cancellationType: ChildWorkflowCancellationType.ABANDON,
      });
    } catch (error) {
      if (isCancellation(error)) throw error;
      if (error instanceof WorkflowExecutionAlreadyStartedError) this.tally.alreadyRuns(ticketId);
      else {
        log.error('a ticket could not be started', { tenant, ticketId, reason, why: whyFailed(error) });
        this.tally.end(ticketId, { kind: 'failed' });
      }
      return null;
    }
  }
}

/** Tickets that an earlier run left in flight. */
export interface CarriedOver {
  tenant: string;
  dryRun: boolean;
  ticketIds: readonly string[];
  /** They are asked for after a second, then twice as late each time up to this; default: every second. */
  longestPauseMs?: number;
}

/**
 * The ends of children that an earlier run started are not told to this run: it looks them up. A look-up that fails is
 * logged and made again, later each time; after ten failures in a row nobody waits for these tickets any more.
 */
export async function followCarriedOver(
  { tenant, dryRun, ticketIds: carried, longestPauseMs = LOOK_UP_EVERY_MS }: CarriedOver,
  tally: Tally,
): Promise<void> {
  let ticketIds = [...carried];
  let failures = 0;
  for (let pauseMs = LOOK_UP_EVERY_MS; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    // What has ended is never looked up again: listed anew, it has a run that this scan follows itself.
    ticketIds = ticketIds.filter((ticketId) => tally.isInFlight(ticketId));
    if (ticketIds.length === 0) return;
    const runs = await lookUp({ tenant, ticketIds, ...(dryRun ? { dryRun } : {}) });
    failures = runs === null ? failures + 1 : 0;
    if (failures === MOST_FAILED_LOOK_UPS) {
      log.error('how tickets of an earlier run end cannot be found out; nobody waits for them', {
        ...{ tenant, ticketIds },
      });
      return tally.giveUp(ticketIds);
    }
    countEnds(runs ?? [], tally);
    const ended = new Set(runs?.flatMap(({ ticketId, status }) => (status === 'open' ? [] : [ticketId])));
    ticketIds = ticketIds.filter((ticketId) => !ended.has(ticketId));
    await sleep(runs === null ? PAUSE_AFTER_A_FAILURE_MS : pauseMs);
  }
}

/** How tickets stand; null: it could not be found out, which is logged. */
export async function lookUp(
  query: Parameters<Activities['lookUpTickets']>[0],
): Promise<TicketRunStatus[] | null> {
  try {
    return await lookUpTickets(query);
  } catch (error) {
    if (isCancellation(error)) throw error;
    const { tenant, ticketIds } = query;
    log.warn('how tickets stand could not be looked up', {
      ...{ tenant, tickets: ticketIds.length, why: whyFailed(error) },
    });
    return null;
  }
}

/** Counts the ends of tickets that were looked up. */
export function countEnds(runs: readonly TicketRunStatus[], tally: Tally): void {
  for (const run of runs) {
    if (run.status === 'failed') tally.end(run.ticketId, { kind: 'failed' });
    if (run.status === 'done') tally.end(run.ticketId, run);
  }
}

/** The failure type, else what the error calls itself: a message may hold what belongs into no log. */
export const whyFailed = (error: unknown): string =>
  failureTypeOf(error) ?? (error instanceof Error ? error.name : 'unknown');

/** Lets go of overdue tickets, for as long as the scan or backfill runs. */
export async function parkRegularly(window: ScanWindow): Promise<never> {
  for (;;) {
    await condition(() => !window.isEmpty);
    await sleep(PARK_CHECK_EVERY_MS);
    window.parkOverdue(Date.now());
  }
}

/** Lets a task run beside the main loop. A cancelled scan cancels it too; anything else fails the workflow task. */
export function inBackground(task: Promise<void>): void {
  task.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
}
