import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow';
import type { ReprocessRequest } from '../contract/desk.js';
import type {
  Analysis,
  LeftUndone,
  ProcessTicketInput,
  ProcessTicketResult,
  RoundProgress,
  TicketRunResume,
  TicketRunState,
  TriageOutcome,
} from '../contract/ticket.js';
import { keyed, keysOf, servedTogether, type RoundRequest } from '../domain/requests.js';
import { addUsage, isFree, NO_USAGE, type Usage } from '../domain/verdict.js';
import type { EndedRound } from '../contract/outcome.js';
import { describeRun, queryState, reportOf } from './ticket-run-report.js';

/** Somebody types it, and it goes into every record of the run. UTF-16 units. */
const LONGEST_REASON = 500;

/**
 * Events after which a run that is not at its end continues as new, unless the server suggests it earlier. An ordinary
 * run has some 33. Low, because it costs next to nothing: only tickets whose writes are refused again and again get there.
 */
const MANY_EVENTS = 64;

/** Pause before looking again after a refused or lost write, doubled each time. */
const LOOK_AGAIN_MS = 500;
const LOOK_AGAIN_LIMIT_MS = 10 * 60_000;

/** A request is delivered again within minutes. */
const KEYS_REMEMBERED = 200;

/**
 * One ticket workflow: its state, which is plain JSON and outlives a continue-as-new, and what may happen to it.
 * Requests move from `requests` (open) to `present.serving` (taken by a round); a round that fails puts them back.
 */
export class TicketRun {
  readonly state: TicketRunResume;
  private step = 'waiting for a worker';
  /** Requests delivered to this very run. */
  private delivered = 0;

  constructor(
    private readonly input: ProcessTicketInput,
    private readonly info: { workflowId: string; runId: string },
  ) {
    this.state = input.resume ?? {
      verdictIdBase: info.runId,
      reason: input.reason.slice(0, LONGEST_REASON),
      round: 0,
      isRoundOpen: false,
      present: newRound(0),
      requests: [],
      seenKeys: [],
      changeToldBy: null,
      conflicts: 0,
      uncertainWrites: 0,
      lastFailure: null,
      told: null,
    };
  }

  get tenant(): string {
    return this.input.tenant;
  }

  get ticketId(): string {
    return this.input.ticketId;
  }

  get dryRun(): boolean {
    return this.input.dryRun ?? false;
  }

  get workflowId(): string {
    return this.info.workflowId;
  }

  get reason(): string {
    return this.state.reason;
  }

  get present(): RoundProgress {
    return this.state.present;
  }

  /** What the present round is asked for; null when it runs because the ticket is new, or is said to have changed. */
  get request(): RoundRequest | null {
    const { serving } = this.present;
    return serving.length === 0 ? null : servedTogether(serving);
  }

  /** Keys of the requests that the present round serves. */
  get requestKeys(): string[] {
    return keysOf(this.present.serving);
  }

  /** A person asked for the present round, and wants another look than the last one. */
  get fresh(): boolean {
    return this.request?.upgrade === false;
  }

  /** Unique per round, stable over replays, retries and continue-as-new: the key that makes a write happen once. */
  get verdictId(): string {
    return `${this.state.verdictIdBase}/${this.state.round}`;
  }

  get hasRequests(): boolean {
    return this.state.requests.length > 0;
  }

  ask(request: ReprocessRequest | undefined): void {
    const wanted = keyed(request, { runId: this.info.runId, nth: this.delivered });
    this.delivered += 1;
    const { reason } = wanted;
    this.take([reason === undefined ? wanted : { ...wanted, reason: reason.slice(0, LONGEST_REASON) }]);
  }

  noteChange(reason: string): void {
    this.state.changeToldBy = reason;
  }

  /** Takes over from a run that ended before its work was done. */
  takeOver({ reason, requests }: LeftUndone): void {
    this.take(requests);
    if (requests.length === 0) this.noteChange(reason);
  }

  private take(requests: LeftUndone['requests']): void {
    const { state } = this;
    for (const request of requests) {
      if (state.seenKeys.includes(request.key)) continue;
      state.seenKeys = [...state.seenKeys, request.key].slice(-KEYS_REMEMBERED);
      state.requests.push(request);
    }
  }

  /** What was told up to now is seen by the write that comes: it is refused if the ticket is not as it was read. */
  foldChanges(): void {
    this.state.changeToldBy = null;
  }

  isAsked(): boolean {
    return this.hasRequests || this.state.changeToldBy !== null;
  }

  /** Begins the next round; goes on with the present one where a continue-as-new came between. */
  beginRound(nowMs: number): void {
    const { state } = this;
    if (state.isRoundOpen) return;
    if (state.round > 0) state.reason = state.changeToldBy ?? state.reason;
    this.foldChanges();
    state.round += 1;
    state.isRoundOpen = true;
    state.present = newRound(nowMs);
    this.takeRequests();
  }

  /** Takes all open requests, which the present round serves together. */
  takeRequests(): void {
    const { state } = this;
    const last = state.requests.at(-1);
    if (last === undefined) return;
    state.present.serving.push(...state.requests);
    state.requests = [];
    state.reason = last.reason ?? 'reprocess';
  }

  /** Leaves out the requests that earlier writes have served. True when the round was asked, and nobody is left. */
  leaveOutServed(servedKeys: readonly string[]): boolean {
    const { present } = this;
    if (present.serving.length === 0) return false;
    present.serving = present.serving.filter(({ key }) => !servedKeys.includes(key));
    return present.serving.length === 0;
  }

  /** The present round with its outcome, and all that it has cost. */
  endRound(outcome: TriageOutcome, nowMs: number): EndedRound & { end: ProcessTicketResult } {
    const { state, ticketId, reason } = this;
    const { startedAtMs, waitedMs } = state.present;
    const latencyMs = nowMs - startedAtMs - waitedMs;
    const result = { ...this.withCost(outcome), ticketId, reason, latencyMs, round: state.round };
    state.isRoundOpen = false;
    // A look that nobody asked for hides no verdict: it found nothing to do.
    if (state.told === null || this.request !== null || 'write' in result)
      state.told = { result, details: reportOf(this.input, state, result) };
    this.step = 'done';
    return { ...this.roundKey(nowMs), end: result };
  }

  /** The present round as one that failed. True when more was asked meanwhile: then its own requests are open again. */
  failRound(failureType: string, nowMs: number): { record: EndedRound; goesOn: boolean } {
    const { state } = this;
    const record = { ...this.roundKey(nowMs), end: { kind: 'failed' as const, failureType, ...this.paid() } };
    const goesOn = this.isAsked();
    state.isRoundOpen = false;
    state.lastFailure = failureType;
    state.requests = [...state.present.serving, ...state.requests];
    return { record, goesOn };
  }

  /** The present round, as one that somebody ended. `round`: 0 is what was found out about a run after its end. */
  cancelledRound(nowMs: number): EndedRound {
    return { ...this.roundKey(nowMs), round: 0, end: { kind: 'ended', by: 'cancelled', ...this.paid() } };
  }

  /** The present round, as the statistics name it. */
  private roundKey(endedAtMs: number) {
    const { tenant, platform, ticketId } = this.input;
    const { workflowId, runId } = this.info;
    return {
      ...{ tenant, platform, ticketId, workflowId, runId },
      round: this.state.round,
      reason: this.reason,
      startedAt: this.startedAt,
      endedAt: new Date(endedAtMs).toISOString(),
    };
  }

  /** When the present round began, ISO 8601. */
  get startedAt(): string {
    return new Date(this.present.startedAtMs).toISOString();
  }

  enter(step: string): void {
    this.step = step;
    setCurrentDetails(describeRun(this.input, this.state, [`Now: ${step}`]));
  }

  judged(inputHash: string, analysis: Analysis): void {
    this.present.judged = { inputHash, analysis };
  }

  spend(usage: Usage): void {
    this.present.spent = addUsage(this.present.spent, usage);
  }

  private withCost(outcome: TriageOutcome): TriageOutcome {
    if (outcome.kind === 'updated' || outcome.kind === 'dryRun')
      return { ...outcome, usage: { ...outcome.usage, ...this.present.spent } };
    return { ...outcome, ...this.paid() };
  }

  /** What a round without a verdict has cost all the same. */
  private paid(): { usage?: Usage } {
    const { spent } = this.present;
    return isFree(spent) ? {} : { usage: spent };
  }

  noteFailure(type: string): void {
    this.state.lastFailure = type;
  }

  /** Milliseconds until the next look at the ticket; twice as many the time after. */
  nextPauseMs(): number {
    const { pauseMs } = this.present;
    this.present.pauseMs = Math.min(pauseMs * 2, LOOK_AGAIN_LIMIT_MS);
    return pauseMs;
  }

  /** Answer of the `state` query. */
  queryState(): TicketRunState {
    return queryState(this.state, this.step);
  }

  /**
   * Continues as new where the history has grown long; then it does not return. To be called wherever a loop begins
   * again: a ticket may be refused for weeks, and the server ends a run whose history is too long.
   */
  async continueIfLong(): Promise<void> {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    if (!continueAsNewSuggested && historyLength < MANY_EVENTS) return;
    await condition(allHandlersFinished);
    await continueAsNew<(input: ProcessTicketInput) => Promise<ProcessTicketResult>>({
      ...this.input,
      resume: this.state,
    });
  }
}

const newRound = (startedAtMs: number): RoundProgress => ({
  startedAtMs,
  serving: [],
  waitedMs: 0,
  spent: NO_USAGE,
  judged: null,
  tried: null,
  pauseMs: LOOK_AGAIN_MS,
});
