import { VERDICT_FIELDS, type LabelOf, type Labels } from './verdict-fields.js';

/** The verdict on a ticket (INTERFACE section 4). Its classified fields are a table: `verdict-fields.ts`. */

export const ROOT_CAUSES = VERDICT_FIELDS.root_cause.labels;
export const URGENCIES = VERDICT_FIELDS.urgency.labels;
export const SENTIMENTS = VERDICT_FIELDS.sentiment.labels;
/** Longest summary in UTF-16 units. */
export const SUMMARY_MAX_LENGTH = 300;

export type RootCause = LabelOf<'root_cause'>;

/** Who decided: the language model or the keyword rules. */
export type VerdictSource = 'llm' | 'rules';

/** What a ticket is about. `summary` has 1 to 300 characters of plain text without personal data. */
export type Verdict = Labels & {
  summary: string;
  /** Name of one of the tenant's categories; absent when none fits, none is asked for, or the rules decided. */
  category?: string;
};

/** What a verdict cost, paid attempts without a usable answer included. Zero for rules. */
export interface Usage {
  inputTokens: number;
  /** Of `inputTokens`. */
  cachedInputTokens: number;
  outputTokens: number;
  costUsd: number;
  /** The verdict was found for an equal ticket; only attempts before that were paid for. */
  fromCache?: true;
}

export const NO_USAGE: Usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 };

/** What two uses of the model cost together. */
export function addUsage(one: Usage, other: Usage): Usage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    costUsd: one.costUsd + other.costUsd,
  };
}

/** True when there is nothing to add up: no token was counted and nothing was charged. */
export const isFree = ({ inputTokens, outputTokens, costUsd }: Usage): boolean =>
  inputTokens === 0 && outputTokens === 0 && costUsd === 0;

/** How sure a verdict is of the fields that its confidence is about, together. */
export interface Confidence {
  /** 0 to 1. */
  value: number;
  /**
   * `tokenProbabilities`: the product of the probabilities that the model gave those labels, each among all labels of its field.
   * `modelStatement`: what the model says of itself, which small models overstate.
   */
  basis: 'tokenProbabilities' | 'modelStatement';
}

/** True when the priority may follow the verdict: it reaches the threshold, or there is none (0). */
export const reachesThreshold = (confidence: Confidence | undefined, threshold: number): boolean =>
  threshold === 0 || (confidence !== undefined && confidence.value >= threshold);
