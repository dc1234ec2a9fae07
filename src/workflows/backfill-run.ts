import type {
  BackfillBrakes,
  BackfillInput,
  BackfillPause,
  BackfillProgress,
  BackfillResult,
  BackfillResume,
  BackfillStop,
  BrakedProgress,
  BrakedResult,
} from '../contract/desk.js';
import { ScanWindow, type ScannedOutcome } from './scan-window.js';

const MINUTE_MS = 60_000;
const LONGEST_REASON = 300;
/** So many tickets may not end without stopping the others, however few are in flight at once. */
const FEWEST_HELD_UP = 10;

/** A window and its brakes: what its tickets have cost, how fast they may be started, who holds them up. */
export class BrakedRun {
  readonly window: ScanWindow;
  private costMicroUsd: number;
  private paused: BackfillPause | null;
  private stopped: BackfillStop | null;
  private nextStartMs: number;

  constructor(
    private readonly brakes: BackfillBrakes & { concurrency: number; resume?: BackfillResume },
    nowMs: number,
  ) {
    const { concurrency, resume } = brakes;
    this.window = new ScanWindow(
      { concurrency, ...(resume === undefined ? {} : { resume: resume.window }) },
      { cursor: null, nowMs },
    );
    this.costMicroUsd = resume?.costMicroUsd ?? 0;
    this.paused = resume?.paused ?? null;
    this.stopped = resume?.stopped ?? null;
    this.nextStartMs = resume?.nextStartMs ?? 0;
  }

  /** A second pause takes the new reason. */
  pause(message: unknown, nowMs: number): void {
    this.paused = { reason: reasonIn(message), since: new Date(nowMs).toISOString() };
  }

  unpause(): void {
    this.paused = null;
  }

  cancel(message: unknown): void {
    this.stopped ??= { kind: 'cancelled', reason: reasonIn(message) };
  }

  get isStopped(): boolean {
    return this.stopped !== null;
  }

  get isPaused(): boolean {
    return this.paused !== null;
  }

  /** Nothing is left to list or to start. */
  get isThrough(): boolean {
    return !this.window.hasPending && this.window.endOfStream;
  }

  /**
   * Too many tickets were parked and have not ended: what they cost is not known, and the help desk may take no writes.
   */
  get isStuck(): boolean {
    return this.window.parkedCount >= Math.max(this.brakes.concurrency, FEWEST_HELD_UP);
  }

  get mayStart(): boolean {
    return !this.isPaused && !this.isStuck && this.window.hasRoom;
  }

  /**
   * Stops it when the ceiling is reached. Tickets in flight end, so that it is overshot by what these cost: at most
   * `concurrency` tickets, and as many (at least ten) that were parked.
   */
  heedCeiling(): void {
    const { maxCostUsd } = this.brakes;
    if (maxCostUsd !== null && this.costMicroUsd >= maxCostUsd * 1e6)
      this.stopped ??= { kind: 'costCeiling', reason: '' };
  }

  /** Milliseconds until the rate lets the next ticket start. */
  waitMs(nowMs: number): number {
    return Math.max(0, this.nextStartMs - nowMs);
  }

  /** Takes the next ticket into the window. Time that was not used is not made up for. */
  takeNext(nowMs: number): string | undefined {
    const { ratePerMinute } = this.brakes;
    if (ratePerMinute !== null)
      this.nextStartMs = Math.max(nowMs, this.nextStartMs) + MINUTE_MS / ratePerMinute;
    return this.window.takeNext(nowMs);
  }

  isInFlight(ticketId: string): boolean {
    return this.window.isInFlight(ticketId) || this.window.isParked(ticketId);
  }

  alreadyRuns(ticketId: string): void {
    this.window.alreadyRuns(ticketId);
  }

  giveUp(ticketIds: readonly string[]): void {
    this.window.giveUp(ticketIds);
  }

  end(ticketId: string, outcome: ScannedOutcome): void {
    if (this.window.end(ticketId, outcome) && outcome.kind !== 'failed')
      this.costMicroUsd += Math.round((outcome.costUsd ?? 0) * 1e6);
  }

  resume(): BackfillResume {
    const { costMicroUsd, paused, stopped, nextStartMs } = this;
    return { window: this.window.resumeWithParked(), costMicroUsd, paused, stopped, nextStartMs };
  }

  result(nowMs: number): BrakedResult {
    return {
      ...this.window.counters,
      pending: this.window.pendingCount,
      costUsd: this.costMicroUsd / 1e6,
      durationMs: nowMs - this.window.startedAtMs,
      stopped: this.stopped,
    };
  }

  progress(nowMs: number): BrakedProgress {
    const { paused, window } = this;
    return {
      ...this.result(nowMs),
      paused,
      inFlight: window.inFlightCount,
      endOfStream: window.endOfStream,
    };
  }

  /** The Markdown an operator reads in the Web UI. `title` says which tickets. */
  describe(title: string): string {
    const { ratePerMinute, maxCostUsd } = this.brakes;
    const ceiling = maxCostUsd === null ? '' : ` of at most $${maxCostUsd}`;
    const rate = ratePerMinute === null ? '' : `, at most ${ratePerMinute} tickets a minute`;
    return [
      title,
      ...(this.paused === null
        ? []
        : [`**Paused** since ${this.paused.since}: ${this.paused.reason || 'no reason given'}`]),
      ...(this.stopped === null ? [] : [stopText(this.stopped)]),
      ...(this.isStuck
        ? [`**Waits** for ${this.window.parkedCount} tickets that do not end: is the help desk well?`]
        : []),
      this.window.describe(),
      `Cost $${(this.costMicroUsd / 1e6).toFixed(4)}${ceiling}${rate}`,
      'Signals: `pause` and `cancel`, both with `{"reason": "…"}` or nothing; `resume`.',
    ].join('\n\n');
  }
}

/** A backfill's: it knows its range. */
export class BackfillRun extends BrakedRun {
  constructor(
    private readonly input: BackfillInput,
    nowMs: number,
  ) {
    super(input, nowMs);
  }

  override result(nowMs: number): BackfillResult {
    const { from, to, anyStatus, ratePerMinute, maxCostUsd, dryRun } = this.input;
    return { ...super.result(nowMs), order: { from, to, anyStatus, ratePerMinute, maxCostUsd, dryRun } };
  }

  override progress(nowMs: number): BackfillProgress {
    return { ...super.progress(nowMs), order: this.result(nowMs).order };
  }

  override describe(): string {
    const { from, to, dryRun } = this.input;
    return super.describe(
      `Tickets last changed from ${from} to ${to}${dryRun ? ', **dry run: nothing is written**' : ''}`,
    );
  }
}

const stopText = ({ kind, reason }: BackfillStop): string =>
  kind === 'costCeiling'
    ? '**Stopped at its cost ceiling**: start it again for the rest'
    : `**Cancelled**${reason === '' ? '' : `: ${reason}`}`;

/** A message is whatever a person typed: `{"reason": "…"}`, the reason alone, or nothing. */
function reasonIn(message: unknown): string {
  const said =
    typeof message === 'object' && message !== null ? (message as { reason?: unknown }).reason : message;
  return typeof said === 'string' ? said.slice(0, LONGEST_REASON) : '';
}
