import { z } from 'zod';
import { hostList, httpUrl, positiveInteger, price } from './fields.js';

/** What reaches the language model. */
export interface LlmConfig {
  /** Null: no endpoint and no key was named. */
  endpoint: { baseUrl: string; apiKey: string | undefined } | null;
  model: string;
  timeoutMs: number;
  priceInputPerMtokUsd: number;
  priceOutputPerMtokUsd: number;
  /** When set: the only hosts a model request may go to. */
  privateHosts: string[] | undefined;
}

/** OpenAI's own endpoint, when only a key is given. @see https://platform.openai.com/docs/api-reference */
export const OPENAI_BASE_URL = 'https://api.openai.com/v1';

/** `OPENAI_*` and `LLM_*`. Prices default to gpt-4o-mini's. */
export const llmSchema = z
  .object({
    OPENAI_API_KEY: z.string().optional(),
    OPENAI_BASE_URL: httpUrl.optional(),
    LLM_MODEL: z.string().default('gpt-4o-mini'),
    LLM_TIMEOUT_MS: positiveInteger('milliseconds').default(30_000),
    LLM_PRICE_INPUT_PER_MTOK: price.default(0.15),
    LLM_PRICE_OUTPUT_PER_MTOK: price.default(0.6),
    LLM_PRIVATE_HOSTS: hostList.optional(),
  })
  .transform((env): LlmConfig => {
    const baseUrl = env.OPENAI_BASE_URL ?? (env.OPENAI_API_KEY === undefined ? undefined : OPENAI_BASE_URL);
    return {
      endpoint: baseUrl === undefined ? null : { baseUrl, apiKey: env.OPENAI_API_KEY },
      model: env.LLM_MODEL,
      timeoutMs: env.LLM_TIMEOUT_MS,
      priceInputPerMtokUsd: env.LLM_PRICE_INPUT_PER_MTOK,
      priceOutputPerMtokUsd: env.LLM_PRICE_OUTPUT_PER_MTOK,
      privateHosts: env.LLM_PRIVATE_HOSTS,
    };
  });

/** Whether a model's address is on a list of hosts, each with a port or without. */
export function isAmong(hosts: readonly string[], baseUrl: string): boolean {
  const { host, hostname } = new URL(baseUrl);
  return hosts.includes(host) || hosts.includes(hostname);
}
