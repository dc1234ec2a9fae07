import { log } from '@temporalio/workflow';
import {
  MANY_TICKETS,
  type FailedRequest,
  type Reprocessing,
  type TakenRequest,
  type TenantDeskResume,
  type TenantDeskState,
} from '../contract/desk.js';
import { readDeskRequest, type DeskRequest } from '../domain/requests.js';

/** Of what was rejected, and of what failed: the latest. */
const LATEST_KEPT = 10;
/**
 * Characters of all requests that wait together, as JSON. They are carried over a continue-as-new in one payload, of which
 * the server takes 2 MiB. Some forty thousand tickets by ID; a filter names any number.
 */
const MOST_WAITING = 400_000;
/** IDs of a waiting request that the `state` query shows. */
const IDS_SHOWN = 20;

const EMPTY: TenantDeskResume = {
  ...{ waiting: [], reprocessing: null, lastReprocessing: null },
  ...{ asked: 0, served: 0, taken: 0 },
  ...{ rejected: [], rejectedCount: 0, failed: [], failedCount: 0 },
};

/** Served by a workflow of its own. */
export const isMany = ({ request: { ticketIds } }: Pick<TakenRequest, 'request'>): boolean =>
  ticketIds === undefined || ticketIds.length > MANY_TICKETS;
export const isFew = (taken: TakenRequest): boolean => !isMany(taken);

/** What a desk knows: the requests that wait, and what became of the others. */
export class DeskBook {
  private readonly kept: TenantDeskResume;
  /** Characters of the requests that wait. */
  private waitingSize: number;
  /** Steps under way whose answer a new run of the desk would not be told. */
  private steps = 0;

  constructor(
    resume: TenantDeskResume | undefined,
    private readonly options: { tenant: string; desk: string },
  ) {
    this.kept = { ...EMPTY, ...resume };
    this.waitingSize = this.kept.waiting.reduce((sum, { request }) => sum + sizeOf(request), 0);
  }

  /** Takes a message, whatever it is; never throws. */
  take(message: unknown, nowMs: number): void {
    const read = readDeskRequest(message);
    if (read.kind === 'rejected') return this.reject(read.why);
    const size = sizeOf(read.request);
    if (this.waitingSize + size > MOST_WAITING)
      return this.reject('too much waits at the desk: use a filter, or fewer ticket IDs, or ask again later');
    this.waitingSize += size;
    this.kept.waiting.push({
      number: this.kept.taken,
      request: read.request,
      takenAt: new Date(nowMs).toISOString(),
      asked: 0,
      putBack: 0,
    });
    this.kept.taken += 1;
  }

  private reject(why: string): void {
    this.kept.rejected = [...this.kept.rejected, why].slice(-LATEST_KEPT);
    this.kept.rejectedCount += 1;
    log.warn('a desk request was rejected', { tenant: this.options.tenant, why });
  }

  /** The oldest that waits of a kind, of those that were put back least often. */
  next(kind: (taken: TakenRequest) => boolean): TakenRequest | undefined {
    return this.kept.waiting
      .filter(kind)
      .reduce<TakenRequest | undefined>(
        (first, other) => (first !== undefined && first.putBack <= other.putBack ? first : other),
        undefined,
      );
  }

  /** The same for every ticket of a request, however often it is asked. */
  keyOf({ number }: Pick<TakenRequest, 'number'>): string {
    return `${this.options.desk}/${number}`;
  }

  noteAsked(taken: TakenRequest, tickets: number): void {
    taken.asked += tickets;
    this.kept.asked += tickets;
  }

  close(taken: TakenRequest): void {
    this.remove(taken);
    this.kept.served += 1;
  }

  /** Others go first. */
  putBack(taken: TakenRequest): void {
    taken.putBack += 1;
  }

  fail({ number, asked }: Pick<TakenRequest, 'number' | 'asked'>, why: string, nowMs: number): void {
    const failed: FailedRequest = { number, why, asked, failedAt: new Date(nowMs).toISOString() };
    this.kept.waiting.filter((each) => each.number === number).forEach((each) => this.remove(each));
    this.kept.failed = [...this.kept.failed, failed].slice(-LATEST_KEPT);
    this.kept.failedCount += 1;
    log.error('a desk request failed', { tenant: this.options.tenant, request: number, asked, why });
  }

  private remove(taken: TakenRequest): void {
    this.kept.waiting = this.kept.waiting.filter((other) => other !== taken);
    this.waitingSize -= sizeOf(taken.request);
  }

  get reprocessing(): Reprocessing | null {
    return this.kept.reprocessing;
  }

  /** The request is handed over to a workflow of its own. */
  handOver(taken: TakenRequest, workflowId: string): void {
    this.remove(taken);
    this.kept.reprocessing = { number: taken.number, workflowId, progress: null };
  }

  noteProgress(progress: Reprocessing['progress']): void {
    if (this.kept.reprocessing !== null && progress !== null) this.kept.reprocessing.progress = progress;
  }

  /** That workflow has ended. `why`: without a result. */
  closeReprocessing(why: string | null, nowMs: number): void {
    const ended = this.kept.reprocessing;
    if (ended === null) return;
    const asked = ended.progress?.started ?? 0;
    this.kept.reprocessing = null;
    this.kept.lastReprocessing = ended;
    this.kept.asked += asked;
    if (why === null) this.kept.served += 1;
    else this.fail({ number: ended.number, asked }, why, nowMs);
  }

  /** Runs a step whose answer must not be lost by a continue-as-new. */
  async during<T>(step: () => Promise<T>): Promise<T> {
    this.steps += 1;
    try {
      return await step();
    } finally {
      this.steps -= 1;
    }
  }

  get isAtRest(): boolean {
    return this.steps === 0;
  }

  resume(): TenantDeskResume {
    return this.kept;
  }

  state(): TenantDeskState {
    const { waiting, asked, served, reprocessing, lastReprocessing } = this.kept;
    const { rejected, rejectedCount, failed, failedCount } = this.kept;
    return {
      waiting: waiting.map(({ number, request }) => ({
        ...request,
        ...(request.ticketIds && { ticketIds: request.ticketIds.slice(0, IDS_SHOWN) }),
        tickets: request.ticketIds?.length ?? null,
        number,
      })),
      reprocessing,
      lastReprocessing,
      asked: asked + (reprocessing?.progress?.started ?? 0),
      served,
      rejected,
      rejectedCount,
      failed,
      failedCount,
    };
  }

  /** The Markdown an operator reads in the Web UI. */
  describe(examples: readonly string[]): string {
    const { waiting, asked, served, rejected, failed, failedCount, reprocessing } = this.state();
    return [
      `**${waiting.length} requests wait**, ${served} served, ${asked} tickets asked for a new verdict`,
      ...(reprocessing === null ? [] : [reprocessingText(reprocessing)]),
      `Signal \`reprocess\` with ${examples.map((example) => `\`${example}\``).join(' or ')}`,
      ...(failedCount === 0 ? [] : [`**${failedCount} requests failed**`]),
      ...failed.map(({ number, why, failedAt }) => `Request ${number} failed ${failedAt}: ${why}`),
      ...rejected.map((why) => `Rejected: ${why}`),
    ].join('\n\n');
  }
}

const reprocessingText = ({ number, workflowId, progress }: Reprocessing): string =>
  `Request ${number} is served by \`${workflowId}\`: ` +
  (progress === null ? 'it begins' : `${progress.started} of ${progress.listed} tickets asked so far`) +
  '; `cancel`, `pause` and `resume` are signals to that workflow';

const sizeOf = (request: DeskRequest): number => JSON.stringify(request).length;
