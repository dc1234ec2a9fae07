/** The verdict on a ticket and its closed vocabularies (INTERFACE section 4). */

export const ROOT_CAUSES = ['bug', 'feature', 'refund', 'other'] as const;
export const URGENCIES = ['high', 'medium', 'low'] as const;
export const SENTIMENTS = ['positive', 'neutral', 'negative'] as const;
/** Longest summary in UTF-16 units. */
export const SUMMARY_MAX_LENGTH = 300;

export type RootCause = (typeof ROOT_CAUSES)[number];
export type Urgency = (typeof URGENCIES)[number];
export type Sentiment = (typeof SENTIMENTS)[number];

/** Who decided: the language model or the keyword rules. */
export type VerdictSource = 'llm' | 'rules';

/** What a ticket is about. `summary` has 1 to 300 characters of plain text without personal data. */
export interface Verdict {
  summary: string;
  root_cause: RootCause;
  urgency: Urgency;
  sentiment: Sentiment;
  /** Name of one of the tenant's categories; absent when none fits, none is asked for, or the rules decided. */
  category?: string;
}

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

/** How sure a verdict is of its root cause and urgency together. */
export interface Confidence {
  /** 0 to 1. */
  value: number;
  /**
   * `tokenProbabilities`: the product of the probabilities that the model gave its two labels, among all labels.
   * `modelStatement`: what the model says of itself, which small models overstate.
   */
  basis: 'tokenProbabilities' | 'modelStatement';
}

/** True when the priority may follow the verdict: it reaches the threshold, or there is none (0). */
export const reachesThreshold = (confidence: Confidence | undefined, threshold: number): boolean =>
  threshold === 0 || (confidence !== undefined && confidence.value >= threshold);
