import type { TokenProbability } from '../domain/label-probability.js';
import type { Logprobs } from './wire.js';

/** The tokens of an answer; undefined when the server told nothing of them. */
export function toTokenProbabilities(wire: Logprobs): TokenProbability[] | undefined {
  const tokens = wire?.content ?? [];
  if (tokens.length === 0) return undefined;
  return tokens.map(({ token, logprob, top_logprobs: likeliest }) => ({
    text: token,
    logprob: logprob ?? Number.NEGATIVE_INFINITY,
    alternatives: (likeliest ?? []).map((other) => ({
      text: other.token,
      logprob: other.logprob ?? Number.NEGATIVE_INFINITY,
    })),
  }));
}
