import type { Usage } from '../domain/verdict.js';
import type { ChatCompletion } from './wire.js';

/** USD for a million tokens. */
export interface Prices {
  inputPerMtokUsd: number;
  outputPerMtokUsd: number;
}

/**
 * OpenAI charges input that it finds in its prompt cache at half price for gpt-4o-mini (0.075 instead of
 * 0.15 USD). Other models differ, so the cost is an estimate there.
 * @see https://platform.openai.com/docs/pricing
 */
const CACHED_INPUT_SHARE = 0.5;

/** Tokens and cost of an answer; zero where the server does not count. */
export function toUsage(wire: ChatCompletion['usage'], { inputPerMtokUsd, outputPerMtokUsd }: Prices): Usage {
  const inputTokens = wire?.prompt_tokens ?? 0;
  const cachedInputTokens = Math.min(wire?.prompt_tokens_details?.cached_tokens ?? 0, inputTokens);
  const outputTokens = wire?.completion_tokens ?? 0;
  const chargedInput = inputTokens - cachedInputTokens * (1 - CACHED_INPUT_SHARE);
  const costUsd = (chargedInput * inputPerMtokUsd + outputTokens * outputPerMtokUsd) / 1_000_000;
  return { inputTokens, cachedInputTokens, outputTokens, costUsd };
}
