import { setCurrentDetails } from '@temporalio/workflow';
import type { ReprocessRequest } from '../contract/desk.js';
import type {
  Analysis,
  ProcessTicketInput,
  ProcessTicketResult,
  TicketRunState,
  TriageOutcome,
} from '../contract/ticket.js';
import { servedTogether, type RoundRequest } from '../domain/requests.js';
import { addUsage, isFree, NO_USAGE, type Usage } from '../domain/verdict.js';

/** What one ticket workflow knows about itself: open requests, progress, and the text the Web UI shows. */
export class TicketRun {
  readonly tenant: string;
  readonly ticketId: string;
  /** Why the present round runs. */
  reason: string;
  analysis: Analysis | null = null;
  conflicts = 0;
  uncertainWrites = 0;
  /** The present round, from 1. */
  round = 0;
  /** What the present round has paid the model for, in vain or not. */
  spent: Usage = NO_USAGE;
  /** What the present round is asked for; null when it runs because the ticket is new, or is said to have changed. */
  request: RoundRequest | null = null;
  /** Milliseconds that the present round has waited for a customer to finish, which is no work of ours. */
  waitedMs = 0;
  /** A person asked for the present round, and wants another look than the last one. */
  fresh = false;
  private step = 'waiting for a worker';
  private lastFailure: string | null = null;
  private requests: ReprocessRequest[] = [];
  private readonly keys = new Set<string>();
  /** Who told of a change that nobody has looked at; null: nobody did. */
  private changeToldBy: string | null = null;

  constructor(
    private readonly input: ProcessTicketInput,
    private readonly info: { workflowId: string; runId: string },
  ) {
    this.tenant = input.tenant;
    this.ticketId = input.ticketId;
    this.reason = input.reason;
  }

  ask(request: ReprocessRequest): void {
    if (request.key !== undefined && this.keys.has(request.key)) return;
    if (request.key !== undefined) this.keys.add(request.key);
    this.requests.push(request);
  }

  noteChange(reason: string): void {
    this.changeToldBy = reason;
  }

  /** What was told up to now is seen by the write that comes: it is refused if the ticket is not as it was read. */
  foldChanges(): void {
    this.changeToldBy = null;
  }

  get hasRequests(): boolean {
    return this.requests.length > 0;
  }

  isAsked(): boolean {
    return this.hasRequests || this.changeToldBy !== null;
  }

  beginRound(): void {
    if (this.round > 0) this.reason = this.changeToldBy ?? this.reason;
    this.foldChanges();
    this.round += 1;
    this.analysis = null;
    this.spent = NO_USAGE;
    this.waitedMs = 0;
    this.request = null;
    this.fresh = false;
    this.takeRequests();
  }

  /** Takes all open requests as one, which the present round serves. */
  takeRequests(): void {
    const taken = this.requests;
    this.requests = [];
    const last = taken.at(-1);
    if (last === undefined) return;
    this.reason = last.reason ?? 'reprocess';
    this.request = servedTogether(taken);
    this.fresh = !this.request.upgrade;
  }

  get dryRun(): boolean {
    return this.input.dryRun ?? false;
  }

  get workflowId(): string {
    return this.info.workflowId;
  }

  /** Unique per round, stable over replays and retries: the key that makes a write happen once. */
  get verdictId(): string {
    return `${this.info.runId}/${this.round}`;
  }

  /** The present round, as the statistics name it. */
  roundKey(startedAtMs: number, endedAtMs: number) {
    const { tenant, platform, ticketId } = this.input;
    const { workflowId, runId } = this.info;
    return {
      ...{ tenant, platform, ticketId, workflowId, runId },
      round: this.round,
      reason: this.reason,
      startedAt: new Date(startedAtMs).toISOString(),
      endedAt: new Date(endedAtMs).toISOString(),
    };
  }

  enter(step: string): void {
    this.step = step;
    setCurrentDetails(this.describe([]));
  }

  spend(usage: Usage): void {
    this.spent = addUsage(this.spent, usage);
  }

  /** The outcome of the present round with all that the round has cost. */
  withCost(outcome: TriageOutcome): TriageOutcome {
    if (outcome.kind === 'updated' || outcome.kind === 'dryRun')
      return { ...outcome, usage: { ...outcome.usage, ...this.spent } };
    return { ...outcome, ...this.spentInVain() };
  }

  /** What a round without a verdict has cost all the same. */
  spentInVain(): { usage?: Usage } {
    return isFree(this.spent) ? {} : { usage: this.spent };
  }

  noteFailure(type: string): void {
    this.lastFailure = type;
  }

  state(): TicketRunState {
    return {
      step: this.step,
      reason: this.reason,
      rounds: this.round,
      conflicts: this.conflicts,
      uncertainWrites: this.uncertainWrites,
      pendingRequests: this.requests.length,
      lastFailure: this.lastFailure,
      analysis: this.analysis?.verdict ?? null,
      source: this.analysis?.source ?? null,
    };
  }

  /** The Markdown an operator reads in the Web UI instead of the code. Labels and counts, no ticket text. */
  report(result: ProcessTicketResult): string {
    this.step = 'done';
    switch (result.kind) {
      case 'unchanged':
      case 'skipped':
        return this.describe([`**${result.kind}**: ${result.why}`]);
      case 'updated':
      case 'dryRun':
        return this.describe([
          `**${result.kind === 'dryRun' ? 'dry run, nothing written' : 'updated'}** in ${result.latencyMs} ms`,
          `Tags now: ${result.write.ownTags.map((tag) => `\`${tag}\``).join(' ')}`,
          `Priority: ${result.write.priority ?? 'left as it was'}`,
          `Cost: $${result.usage.costUsd.toFixed(6)} (${result.usage.inputTokens} + ${result.usage.outputTokens} tokens)`,
        ]);
    }
  }

  private describe(outcome: string[]): string {
    const { verdict, source, model, promptVersion, fallbackReason } = this.analysis ?? {};
    return [
      `Ticket ${this.ticketId} of ${this.tenant} (${this.input.platform}), asked for by: ${this.reason}`,
      ...outcome,
      ...(this.step === 'done' ? [] : [`Now: ${this.step}`]),
      ...(verdict
        ? [`Verdict: ${verdict.root_cause}, urgency ${verdict.urgency}, ${verdict.sentiment}`]
        : []),
      ...(source
        ? [
            `Decided by: ${source === 'llm' ? `model ${model}` : `rules, because of ${fallbackReason}`} (${promptVersion})`,
          ]
        : []),
      ...(this.conflicts > 0 ? [`Edited by somebody else while we worked: ${this.conflicts} ×`] : []),
      ...(this.uncertainWrites > 0 ? [`Writes whose answer was lost: ${this.uncertainWrites} ×`] : []),
      ...(this.lastFailure ? [`Last failure: ${this.lastFailure}`] : []),
    ].join('\n\n');
  }
}
