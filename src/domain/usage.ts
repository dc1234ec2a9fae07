import type { Usage } from './verdict.js';

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
