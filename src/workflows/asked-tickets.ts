import { condition, isCancellation, log, proxyActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { KeyedRequest } from '../domain/requests.js';
import {
  countEnds,
  lookUp,
  MOST_FAILED_LOOK_UPS,
  PAUSE_AFTER_A_FAILURE_MS,
  whyFailed,
  type Tally,
} from './scan-children.js';

/** Asks Temporal only. What cannot be asked in half an hour has failed: the next tickets may do better. */
const ASK = {
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m', maximumAttempts: 30 },
} as const;

const { askForVerdicts } = proxyActivities<Activities>({ ...ASK, summary: 'ask for new verdicts' });

/** Small enough to be repeated when it fails. */
const BATCH = 50;
const LOOK_EVERY_MS = 1_000;
/** Tickets that wait for a help desk which is away are looked up less often. */
const LOOK_AT_LEAST_EVERY_MS = 60_000;

/**
 * Tickets whose workflows, running or not, are asked for a new verdict. Who asks is told nothing of their end, so they
 * are looked up until they have ended.
 */
export class AskedTickets {
  private toAsk: string[] = [];
  private isAsking = false;
  /** Tickets were asked since the last look. */
  private hasNew = false;
  /** Asked, and not known to have ended. */
  private readonly open: Set<string>;

  constructor(
    private readonly options: {
      tenant: string;
      request: KeyedRequest;
      /** Asked by an earlier run. */
      carried: readonly string[];
    },
    private readonly tally: Tally,
  ) {
    this.open = new Set(options.carried);
  }

  /** None waits to be asked: a new run may begin without losing one. */
  get allAsked(): boolean {
    return this.toAsk.length === 0 && !this.isAsking;
  }

  add(ticketId: string): Promise<void> {
    this.toAsk.push(ticketId);
    return Promise.resolve();
  }

  /** Asks what is added, many together, for as long as the workflow runs. */
  async ask(): Promise<never> {
    const { tenant, request } = this.options;
    for (;;) {
      await condition(() => this.toAsk.length > 0);
      const ticketIds = this.toAsk.splice(0, BATCH);
      this.isAsking = true;
      try {
        await askForVerdicts({ tenant, ticketIds, request });
        for (const ticketId of ticketIds) this.open.add(ticketId);
        this.hasNew = true;
      } catch (error) {
        if (isCancellation(error)) throw error;
        log.error('tickets could not be asked for new verdicts', {
          tenant,
          ticketIds,
          why: whyFailed(error),
        });
        for (const ticketId of ticketIds) this.tally.end(ticketId, { kind: 'failed' });
      } finally {
        this.isAsking = false;
      }
    }
  }

  /** Looks up what was asked, for as long as the workflow runs: less often while nothing ends. */
  async follow(): Promise<never> {
    const { tenant } = this.options;
    let failures = 0;
    for (let pauseMs = LOOK_EVERY_MS; ;) {
      await condition(() => this.open.size > 0);
      this.hasNew = false;
      if (await condition(() => this.hasNew, pauseMs)) await sleep(LOOK_EVERY_MS);
      const ticketIds = [...this.open];
      const runs = await lookUp({ tenant, ticketIds });
      failures = runs === null ? failures + 1 : 0;
      if (failures >= MOST_FAILED_LOOK_UPS) this.giveUp(ticketIds);
      else if (runs === null) await sleep(PAUSE_AFTER_A_FAILURE_MS);
      const ended = (runs ?? []).filter(({ status }) => status !== 'open');
      countEnds(ended, this.tally);
      for (const { ticketId } of ended) this.open.delete(ticketId);
      pauseMs = ended.length > 0 ? LOOK_EVERY_MS : Math.min(2 * pauseMs, LOOK_AT_LEAST_EVERY_MS);
    }
  }

  private giveUp(ticketIds: readonly string[]): void {
    log.error('how tickets end that were asked cannot be found out; nobody waits for them', {
      ...{ tenant: this.options.tenant, ticketIds },
    });
    this.tally.giveUp(ticketIds);
    for (const ticketId of ticketIds) this.open.delete(ticketId);
  }
}
