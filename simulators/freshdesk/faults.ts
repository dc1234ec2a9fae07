import { z } from 'zod';
import { integerBetween, pickOne, seededRandom, type Random } from '../seeded-random.js';
import { perMinuteSchema, rangeMsSchema, shareSchema } from '../input.js';
import { OVERSIZED } from '../oversized-answers.js';

const share = shareSchema.optional();
const ticketIds = z.array(z.number().int().positive()).optional();

/**
 * What goes wrong, until it is told otherwise. Shares are probabilities a request.
 *
 * - `seed`: another course of the faults than the simulator's seed gives.
 * - `latencyMs`: every answer waits between these; `slowMs` with share `slow`: some wait longer.
 * - `error5xx`, `htmlMaintenance`, `reset`, `error429`: instead of an answer, nothing applied.
 * - `commitThenReset`, `commitThen5xx`: an update or a note is applied and its answer lost.
 * - `conflict`: a ticket update is refused with 409 though nothing changed.
 * - `agentEdit`: right after the first read of a ticket since its last update, an agent adds a tag, every second time
 *   also sets the priority: whoever looks again before writing sees it. `lastMomentEdit`: the same just before an update
 *   is applied, where nobody can see it: the vendor has no conditional write.
 * - `unauthorized`: 401 for all. `agentRole`: the key is no administrator's, so that listing and rules answer 403.
 * - `gzipBomb`, `endlessAnswer`, `drippingAnswer`: in place of an answer, more than anybody should read.
 * - `forbiddenTickets`, `missingTickets`: 403 or 404 for these. `oversizedTickets`: each answer about these is a bomb.
 * - `refuseUpdates`: updates of these tickets (absent: of all) are refused with this answer, nothing applied;
 *   `whilePriority`: only those that set a priority.
 * - `requestsPerMinute`, `updatesPerMinute`: other limits than those of the start; 0 lifts them.
 */
export const faultsSchema = z.strictObject({
  seed: z.number().int().min(0).optional(),
  latencyMs: rangeMsSchema.optional(),
  slow: share,
  slowMs: rangeMsSchema.optional(),
  error5xx: share,
  htmlMaintenance: share,
  reset: share,
  error429: share,
  gzipBomb: share,
  endlessAnswer: share,
  drippingAnswer: share,
  commitThenReset: share,
  commitThen5xx: share,
  conflict: share,
  agentEdit: share,
  lastMomentEdit: share,
  unauthorized: z.boolean().optional(),
  agentRole: z.boolean().optional(),
  forbiddenTickets: ticketIds,
  missingTickets: ticketIds,
  oversizedTickets: ticketIds,
  refuseUpdates: z
    .strictObject({
      status: z.number().int().min(400).max(499).default(400),
      body: z.unknown(),
      tickets: ticketIds,
      whilePriority: z.boolean().default(false),
    })
    .optional(),
  requestsPerMinute: perMinuteSchema.optional(),
  updatesPerMinute: perMinuteSchema.optional(),
});
export type FreshdeskFaults = z.output<typeof faultsSchema>;

const INSTEAD = ['reset', 'error5xx', 'htmlMaintenance', 'error429', ...OVERSIZED] as const;
const ON_WRITES = ['commitThenReset', 'commitThen5xx'] as const;
const ON_UPDATES = ['conflict', 'lastMomentEdit'] as const;
const ON_READS = ['agentEdit'] as const;

type Fault =
  | (typeof INSTEAD)[number]
  | (typeof ON_WRITES)[number]
  | (typeof ON_UPDATES)[number]
  | (typeof ON_READS)[number];

/** What was drawn for one request. */
export interface FaultDraw {
  delayMs: number;
  /** The delay is a fault, not the usual one. */
  isSlow: boolean;
  fault: Fault | null;
  /** A further number of the same draw, 0 to 1 exclusive, for variants of the fault. */
  variant: number;
}

/** True for faults that come in place of an answer. */
export function isInstead(fault: FaultDraw['fault']): fault is (typeof INSTEAD)[number] {
  return INSTEAD.some((candidate) => candidate === fault);
}

/** What a request is to the ticket in its path, if there is one. */
export type FaultTarget = 'ticketRead' | 'ticketUpdate' | 'otherRead' | 'otherWrite';

const CANDIDATES: Record<FaultTarget, readonly Fault[]> = {
  ticketRead: [...INSTEAD, ...ON_READS],
  ticketUpdate: [...INSTEAD, ...ON_WRITES, ...ON_UPDATES],
  otherRead: INSTEAD,
  otherWrite: [...INSTEAD, ...ON_WRITES],
};

/** Draws faults from a generator of its own, so that a seed and an order of requests give the same faults again. */
export class FaultPlan {
  /** How often each fault took effect: what was drawn for a request that was refused for another reason did not. */
  readonly injected: Record<string, number> = {};
  readonly #faulted = new WeakSet<FaultDraw>();
  #faultedRequests = 0;
  #faults: FreshdeskFaults = {};
  #random: Random;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = seededRandom(seed, 'faults');
  }

  get current(): FreshdeskFaults {
    return this.#faults;
  }

  /** Requests that met at least one fault. */
  get faultedRequests(): number {
    return this.#faultedRequests;
  }

  /** Takes other faults and begins the sequence anew. */
  set(faults: FreshdeskFaults): void {
    this.#faults = faults;
    this.#random = seededRandom(faults.seed ?? this.#seed, 'faults');
  }

  /** Counts a fault that took effect on the request of this draw; `rateLimited`: by a limit that the faults set. */
  happened(draw: FaultDraw, fault: Fault | 'slow' | 'rateLimited'): void {
    this.injected[fault] = (this.injected[fault] ?? 0) + 1;
    if (this.#faulted.has(draw)) return;
    this.#faulted.add(draw);
    this.#faultedRequests += 1;
  }

  draw(target: FaultTarget, latencyMs: [number, number] | undefined): FaultDraw {
    const faults = this.#faults;
    const range = faults.latencyMs ?? latencyMs;
    let delayMs = range === undefined ? 0 : integerBetween(this.#random, ...range);
    const isSlow = this.#happens(faults.slow);
    if (isSlow) delayMs = integerBetween(this.#random, ...(faults.slowMs ?? [5_000, 15_000]));
    const drawn = CANDIDATES[target].filter((candidate) => this.#happens(faults[candidate]));
    const fault = drawn.length === 0 ? null : pickOne(this.#random, drawn);
    return { delayMs, isSlow, fault, variant: fault === null ? 0 : this.#random() };
  }

  #happens(probability: number | undefined): boolean {
    return probability !== undefined && probability > 0 && this.#random() < probability;
  }
}
