import type {
  ScanCounters,
  ScanProgress,
  ScanResume,
  ScanTicketsInput,
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
};

/** How a ticket's run ended, as far as a scan counts it. */
export type ScannedOutcome = { kind: TicketOutcome; source: VerdictSource | null } | { kind: 'failed' };

/**
 * The state of a scan: what was listed, what waits, what is in flight, what came of it. At most `concurrency`
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
    private readonly input: ScanTicketsInput,
    { cursor, nowMs }: { cursor: string | null; nowMs: number },
  ) {
    const { resume } = input;
    this.counters = { ...(resume?.counters ?? NOTHING_YET) };
    this.cursor = resume ? resume.cursor : cursor;
    this.endOfStream = resume?.endOfStream ?? false;
    this.startedAtMs = resume?.startedAtMs ?? nowMs;
    this.pending = [...(resume?.pending ?? [])];
    this.inFlight = new Map(resume?.inFlight.map(({ ticketId, sinceMs }) => [ticketId, sinceMs]));
  }

  /** A ticket that changed while it waits, or is in flight, is listed again: its run serves. */
  addPage(page: { ticketIds: string[]; listed: number; cursor: string; endOfStream: boolean }): void {
    const waiting = new Set(this.pending);
    const known = (ticketId: string) =>
      waiting.has(ticketId) || this.inFlight.has(ticketId) || this.parked.has(ticketId);
    const fresh = page.ticketIds.filter((ticketId) => !known(ticketId));
    this.counters.listed += page.listed;
    this.counters.unwanted += page.listed - page.ticketIds.length;
    this.counters.alreadyRunning += page.ticketIds.length - fresh.length;
    this.pending.push(...fresh);
    this.cursor = page.cursor;
    this.endOfStream = page.endOfStream;
  }

  get hasPending(): boolean {
    return this.pending.length > 0;
  }

  get hasRoom(): boolean {
    return this.inFlight.size < this.input.concurrency;
  }

  get isEmpty(): boolean {
    return this.inFlight.size === 0;
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

  /** Its workflow was running already: that one serves. */
  alreadyRuns(ticketId: string): void {
    this.inFlight.delete(ticketId);
    this.counters.started -= 1;
    this.counters.alreadyRunning += 1;
  }

  end(ticketId: string, outcome: ScannedOutcome): void {
    if (this.parked.delete(ticketId)) this.counters.parked -= 1;
    else if (!this.inFlight.delete(ticketId)) return;
    this.counters[outcome.kind] += 1;
    if ((outcome.kind === 'updated' || outcome.kind === 'dryRun') && outcome.source === 'rules')
      this.counters.fallback += 1;
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

  isInFlight(ticketId: string): boolean {
    return this.inFlight.has(ticketId);
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

  /** What INTERFACE section 3 names as a scan's result. */
  result(nowMs: number): ScanTicketsResult {
    return {
      ...this.counters,
      cursor: this.cursor,
      account: this.input.account,
      durationMs: nowMs - this.startedAtMs,
    };
  }

  progress(nowMs: number): ScanProgress {
    return {
      ...this.result(nowMs),
      inFlight: this.inFlight.size,
      pending: this.pending.length,
      endOfStream: this.endOfStream,
    };
  }

  /** The Markdown an operator reads in the Web UI. */
  describe(): string {
    const { listed, unwanted, started, updated, dryRun, unchanged, skipped, failed, parked, fallback } =
      this.counters;
    return [
      `**${started} of ${listed} listed tickets started**, ${this.inFlight.size} in flight, ${unwanted} unwanted`,
      `updated ${updated}, dry run ${dryRun} (by rules: ${fallback}) · unchanged ${unchanged} · skipped ${skipped}`,
      `failed ${failed} · parked ${parked}`,
    ].join('\n\n');
  }
}
