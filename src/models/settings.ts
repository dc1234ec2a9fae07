import { z } from 'zod';
import { apiRoot, credential, hostList, positiveInteger, price, settingNotes } from '../ports/setting.js';

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

/** Root of an OpenAI-compatible API. */
export const modelRoot = apiRoot(/\/(?:chat\/completions|completions|responses|models|embeddings)$/);

/** `OPENAI_*` and `LLM_*`. Prices default to gpt-4o-mini's. */
export const llmSchema = z
  .object({
    OPENAI_API_KEY: credential('an API key')
      .optional()
      .register(settingNotes, { means: "The key for the model's endpoint." }),
    OPENAI_BASE_URL: modelRoot.optional().register(settingNotes, {
      means: 'Any OpenAI-compatible endpoint: vLLM, Ollama, llama.cpp.',
      otherwise: "OpenAI's where there is a key; else `npm start` simulates a model",
    }),
    LLM_MODEL: z
      .string()
      .default('gpt-4o-mini')
      .register(settingNotes, { means: 'The model.', values: 'a name' }),
    LLM_TIMEOUT_MS: positiveInteger('milliseconds')
      .default(30_000)
      .register(settingNotes, { means: 'How long one answer of the model is waited for.' }),
    LLM_PRICE_INPUT_PER_MTOK: price
      .default(0.15)
      .register(settingNotes, { means: 'What the model reads costs.' }),
    LLM_PRICE_OUTPUT_PER_MTOK: price.default(0.6).register(settingNotes, { means: 'What it writes costs.' }),
    LLM_PRIVATE_HOSTS: hostList.optional().register(settingNotes, {
      means:
        'The only hosts that a model request may go to, whatever else is configured; no proxy lies on the way.',
      values: 'host names, with a port or without, separated by commas',
      otherwise: 'any',
      example: '127.0.0.1',
    }),
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
