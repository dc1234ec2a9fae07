import { z } from 'zod';
import { OVERSIZED } from '../oversized-answers.js';
import { perMinuteSchema, rangeMsSchema, shareSchema } from '../input.js';
import { integerBetween, pickOne, seededRandom, type Random } from '../seeded-random.js';

/**
 * What comes in place of a completion: `html` is a 502 page, `error429` has `Retry-After`, `timeout` never answers.
 */
export const ANSWER_FAULTS = [
  'error5xx',
  'html',
  'reset',
  'error429',
  'error429WithoutRetryAfter',
  'timeout',
  ...OVERSIZED,
] as const;
export type AnswerFault = (typeof ANSWER_FAULTS)[number];

/**
 * What is wrong within a completion: `truncated` is cut JSON with finish reason length, `prose` is JSON in a code fence
 * between sentences, `empty` has no choices.
 */
export const CONTENT_FAULTS = [
  'refusal',
  'truncated',
  'prose',
  'badJson',
  'wrongEnum',
  'wrongCase',
  'empty',
  'nullContent',
] as const;
export type ContentFault = (typeof CONTENT_FAULTS)[number];

const MODEL_FAULTS = [...ANSWER_FAULTS, ...CONTENT_FAULTS];
type ModelFault = AnswerFault | ContentFault;

const share = shareSchema.optional();

/** What goes wrong, until it is told otherwise. Each fault has its probability a request. */
export const modelFaultsSchema = z.strictObject({
  /** Another course of the faults than the simulator's seed gives. */
  seed: z.number().int().min(0).optional(),
  ...(Object.fromEntries(MODEL_FAULTS.map((fault) => [fault, share])) as Record<ModelFault, typeof share>),
  /** Each answer waits between these. */
  latencyMs: rangeMsSchema.optional(),
  /** 401 for all. */
  unauthorized: z.boolean().optional(),
  /** 400 when a JSON schema is asked for, as servers that cannot enforce one do. */
  noJsonSchema: z.boolean().optional(),
  /** 400 when token probabilities are asked for. */
  noLogprobs: z.boolean().optional(),
  /** Probability that the model gives the labels it chooses. Default 0.97. */
  certainty: z.number().min(0.01).max(1).optional(),
  /** 0 lifts the limit. */
  requestsPerMinute: perMinuteSchema.optional(),
});
export type ModelFaults = z.output<typeof modelFaultsSchema>;

/** What was drawn for one request. */
export interface ModelDraw {
  delayMs: number;
  fault: ModelFault | null;
}

/** A fault that took effect; `rateLimited`: refused by a limit that the faults set. */
export type InjectedModelFault = ModelFault | 'unauthorized' | 'noJsonSchema' | 'noLogprobs' | 'rateLimited';

/** True for faults that leave no completion. */
export function isAnswerFault(fault: ModelFault): fault is AnswerFault {
  return (ANSWER_FAULTS as readonly string[]).includes(fault);
}

/** Draws faults so that a seed and an order of requests give the same faults again. */
export class ModelFaultPlan {
  /** How often each fault took effect, one a request at most. */
  readonly injected: Record<string, number> = {};
  #faults: ModelFaults = {};
  #random: Random;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = seededRandom(seed, 'model faults');
  }

  get current(): ModelFaults {
    return this.#faults;
  }

  /** Takes other faults and begins the sequence anew. */
  set(faults: ModelFaults): void {
    this.#faults = faults;
    this.#random = seededRandom(faults.seed ?? this.#seed, 'model faults');
  }

  /** Counts a fault that took effect. */
  happened(fault: InjectedModelFault): void {
    this.injected[fault] = (this.injected[fault] ?? 0) + 1;
  }

  draw(latencyMs: [number, number] | undefined): ModelDraw {
    const range = this.#faults.latencyMs ?? latencyMs;
    const delayMs = range === undefined ? 0 : integerBetween(this.#random, ...range);
    const drawn = MODEL_FAULTS.filter((fault) => {
      const probability = this.#faults[fault] ?? 0;
      return probability > 0 && this.#random() < probability;
    });
    const fault = drawn.length === 0 ? null : pickOne(this.#random, drawn);
    return { delayMs, fault };
  }
}
