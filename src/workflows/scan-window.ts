import type {
  ListTicketsResult,
  ScanCounters,
  ScanProgress,
  ScanResume,
  ScanTicketsResult,
} from '../contract/scan.js';
import type { TicketOutcome } from '../contract/ticket.js';
import type { VerdictSource } from '../domain/verdict.js';

/** A ticket leaves the window after this, done or not; it goes on by itself and holds nobody up. */
export const PARK_AFTER_MS = 2 * 60_000;

const NOTHING_YET: ScanCounters = {
  listed: 0,
  unwanted: 0,
  alreadyRunning: 0,
  started: 0,
  updated: 0,
  unchanged: 0,
  dryRun: 0,
  skipped: 0,
  failed: 0,
  parked: 0,
  fallback: 0,
  unreadable: 0,
  cursorRefused: 0,
};

/** How a ticket's run ended, as far as it is counted. `costUsd` is absent where the model was not paid. */
export type ScannedOutcome =
  { kind: TicketOutcome; source: VerdictSource | null; costUsd?: number } | { kind: 'failed' };

export interface WindowOptions {
  /** Tickets in flight at once. */
  concurrency: number;
  /** Of the run before. */
  resume?: ScanResume;
}

/**
 * The state of a scan, or of a backfill: what was listed, what waits, what is in flight, what came of it. At most `concurrency`
 * tickets are in flight. A ticket that was parked and ends while the scan still runs is counted by its outcome.
 */
export class ScanWindow {
  readonly counters: ScanCounters;
  readonly startedAtMs: number;
  cursor: string | null;
  endOfStream: boolean;
  private readonly pending: string[];
  /** Since when each ticket is in flight. */
  private readonly inFlight: Map<string, number>;
  private readonly parked = new Set<string>();

  constructor(
    private readonly options: WindowOptions,
    { cursor, nowMs }: { cursor: string | null; nowMs: number },
  ) {
    const { resume } = options;
    this.counters = { ...NOTHING_YET, ...resume?.counters };
    this.cursor = resume ? resume.cursor : cursor;
    this.endOfStream = resume?.endOfStream ?? false;
    this.startedAtMs = resume?.startedAtMs ?? nowMs;
    this.pending = [...(resume?.pending ?? [])];
    this.inFlight = new Map(resume?.inFlight.map(({ ticketId, sinceMs }) => [ticketId, sinceMs]));
  }

  /** A ticket that changed while it waits, or is in flight, is listed again: its run serves. */
  addPage(page: ListTicketsResult): void {
    const waiting = new Set(this.pending);
    const known = (ticketId: string) =>
      waiting.has(ticketId) || this.inFlight.has(ticketId) || this.parked.has(ticketId);
    const fresh = [...new Set(page.ticketIds)].filter((ticketId) => !known(ticketId));
    this.counters.listed += page.listed;
    this.counters.unwanted += page.listed - page.ticketIds.length;
    this.counters.alreadyRunning += page.ticketIds.length - fresh.length;
    this.counters.unreadable += page.unreadable ?? 0;
    if (page.restartedAt !== undefined) this.counters.cursorRefused += 1;
    this.pending.push(...fresh);
    this.cursor = page.cursor;
    this.endOfStream = page.endOfStream;
  }

  get hasPending(): boolean {
    return this.pending.length > 0;
  }

  get hasRoom(): boolean {
    return this.inFlight.size < this.options.concurrency;
  }

  get isEmpty(): boolean {
    return this.inFlight.size === 0;
  }

  /** Listed and wanted, not started yet. */
  get pendingCount(): number {
    return this.pending.length;
  }

  get inFlightCount(): number {
    return this.inFlight.size;
  }

  get parkedCount(): number {
    return this.parked.size;
  }

  /** Takes the next ticket into the window; undefined when none is pending. */
  takeNext(nowMs: number): string | undefined {
    const ticketId = this.pending.shift();
    if (ticketId !== undefined) {
      this.inFlight.set(ticketId, nowMs);
      this.counters.started += 1;
    }
    return ticketId;
  }

  /**
   * Its workflow was running already: that one serves. The answer may be so late that the ticket was parked meanwhile;
   * it is counted once all the same, and not at all when it was counted before.
   */
  alreadyRuns(ticketId: string): void {
    if (!this.leave(ticketId)) return;
    this.counters.started -= 1;
    this.counters.alreadyRunning += 1;
  }

  /** Counts a ticket's end, once. False when it is none of the window's, or was counted before. */
  end(ticketId: string, outcome: ScannedOutcome): boolean {
    if (!this.leave(ticketId)) return false;
    this.counters[outcome.kind] += 1;
    if ((outcome.kind === 'updated' || outcome.kind === 'dryRun') && outcome.source === 'rules')
      this.counters.fallback += 1;
    return true;
  }

  /** Lets go of tickets that have been in flight for too long. */
  parkOverdue(nowMs: number): void {
    for (const [ticketId, sinceMs] of this.inFlight) {
      if (nowMs - sinceMs < PARK_AFTER_MS) continue;
      this.inFlight.delete(ticketId);
      this.parked.add(ticketId);
      this.counters.parked += 1;
    }
  }

  /** A ticket that is in flight or parked is neither any more; false when it was neither. */
  private leave(ticketId: string): boolean {
    if (this.inFlight.delete(ticketId)) return true;
    if (!this.parked.delete(ticketId)) return false;
    this.counters.parked -= 1;
    return true;
  }

  /** Nobody will tell how these end: they count as parked, for good, and hold nothing up. */
  giveUp(ticketIds: readonly string[]): void {
    for (const ticketId of ticketIds) {
      if (this.inFlight.delete(ticketId)) this.counters.parked += 1;
      else this.parked.delete(ticketId);
    }
  }

  isInFlight(ticketId: string): boolean {
    return this.inFlight.has(ticketId);
  }

  isParked(ticketId: string): boolean {
    return this.parked.has(ticketId);
  }

  resume(): ScanResume {
    return {
      counters: this.counters,
      cursor: this.cursor,
      endOfStream: this.endOfStream,
      pending: this.pending,
      inFlight: [...this.inFlight].map(([ticketId, sinceMs]) => ({ ticketId, sinceMs })),
      startedAtMs: this.startedAtMs,
    };
  }

  /** As `resume`, with what was parked in flight again: the next run looks it up, and parks it anew. */
  resumeWithParked(): ScanResume {
    const { counters, inFlight, ...rest } = this.resume();
    const parked = [...this.parked].map((ticketId) => ({ ticketId, sinceMs: 0 }));
    return {
      ...rest,
      counters: { ...counters, parked: counters.parked - parked.length },
      inFlight: [...inFlight, ...parked],
    };
  }

  /** A scan's result but for its account. */
  result(nowMs: number): Omit<ScanTicketsResult, 'account'> {
    return {
      ...this.counters,
      cursor: this.cursor,
      beganAt: new Date(this.startedAtMs).toISOString(),
      durationMs: nowMs - this.startedAtMs,
    };
  }

  progress(nowMs: number): Omit<ScanProgress, 'account'> {
    return {
      ...this.result(nowMs),
      inFlight: this.inFlightCount,
      pending: this.pendingCount,
      endOfStream: this.endOfStream,
    };
  }

  /** The Markdown an operator reads in the Web UI. */
  describe(): string {
    const { listed, unwanted, started, updated, dryRun, unchanged, skipped, failed, parked, fallback } =
      this.counters;
    const { unreadable, cursorRefused } = this.counters;
    return [
      `**${started} of ${listed} listed tickets started**, ${this.inFlight.size} in flight, ${unwanted} unwanted`,
      `updated ${updated}, dry run ${dryRun} (by rules: ${fallback}) · unchanged ${unchanged} · skipped ${skipped}`,
      `failed ${failed} · parked ${parked}`,
      ...(unreadable === 0
        ? []
        : [`**${unreadable} lines of the listing could not be read** and were left out`]),
      ...(cursorRefused === 0
        ? []
        : [
            `**The help desk refused the cursor** ${cursorRefused} ×; the listing began again at an earlier time`,
          ]),
    ].join('\n\n');
  }
}
