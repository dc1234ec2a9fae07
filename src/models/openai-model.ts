import OpenAI from 'openai';
import { type Completion, type CompletionRequest, type LanguageModel, ModelError } from '../ports/model.js';
import { type Dialect, FIRST_DIALECT, requestBody, simplerDialect } from './dialect.js';
import { endpointFault, createTransport } from './transport.js';
import { answeredError, answerFault, notACompletion, toModelError } from './errors.js';
import { type ChatCompletion, chatCompletionSchema, type Logprobs } from './wire.js';
import type { TokenProbability } from '../domain/label-probability.js';
import type { Usage } from '../domain/verdict.js';

/** The slice of the configuration that one model needs. */
export interface OpenAiModelOptions {
  /** Root of the API, with its version path. Default: OpenAI's own. */
  baseUrl?: string | undefined;
  /** Private servers mostly need none. */
  apiKey?: string | undefined;
  model: string;
  /** For one request, from first byte sent to last byte read. */
  timeoutMs: number;
  /** USD for a million tokens. */
  priceInputPerMtokUsd: number;
  priceOutputPerMtokUsd: number;
  /** When not empty: the only hosts (`host` or `host:port`) that are ever contacted. */
  privateHosts?: readonly string[] | undefined;
  /** Hosts beside loopback that may be spoken to without TLS. */
  allowPlainHttpHosts?: readonly string[] | undefined;
}

const OPENAI_BASE_URL = 'https://api.openai.com/v1';
/** The client insists on a key, and servers without authentication ignore it. */
const NO_KEY = 'none';

/**
 * A language model behind any OpenAI-compatible server: OpenAI, vLLM, Ollama, llama.cpp. Makes one paid request
 * a call and no retries. The first calls find out what the server supports (JSON schema, JSON mode or plain
 * text, and a few parameters) from its refusals, which cost nothing; what worked is remembered.
 *
 * @throws {ModelError} `invalidRequest`, at once, when the address is not allowed.
 */
export function createOpenAiModel(options: OpenAiModelOptions): LanguageModel {
  const baseUrl = options.baseUrl ?? OPENAI_BASE_URL;
  const policy = {
    privateHosts: options.privateHosts ?? [],
    allowPlainHttpHosts: options.allowPlainHttpHosts ?? [],
  };
  const fault = endpointFault(baseUrl, policy);
  if (fault !== null) throw new ModelError(`model cannot be used: ${fault}`, { kind: 'invalidRequest' });

  const client = new OpenAI({
    apiKey: options.apiKey || NO_KEY,
    baseURL: baseUrl,
    // Explicit, because the client would otherwise take these from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: options.timeoutMs,
    fetch: createTransport({ policy, timeoutMs: options.timeoutMs }),
  });
  return new OpenAiModel(client, options, new URL(baseUrl).host);
}

class OpenAiModel implements LanguageModel {
  readonly model: string;
  private dialect: Dialect = FIRST_DIALECT;

  constructor(
    private readonly client: OpenAI,
    private readonly options: OpenAiModelOptions,
    private readonly host: string,
  ) {
    this.model = options.model;
  }

  async complete(request: CompletionRequest, signal?: AbortSignal): Promise<Completion> {
    const { tokenProbabilities: wantsProbabilities = false } = request;
    const { tellsProbabilities } = this.dialect;
    let dialect = { ...this.dialect, tellsProbabilities: tellsProbabilities && wantsProbabilities };
    for (;;) {
      try {
        const body = await this.post(request, dialect, signal);
        this.dialect = wantsProbabilities ? dialect : { ...dialect, tellsProbabilities };
        return this.toCompletion(body);
      } catch (error) {
        signal?.throwIfAborted();
        const simpler = refusedDialect(error, dialect);
        if (simpler === null)
          throw toModelError(error, { host: this.host, timeoutMs: this.options.timeoutMs });
        dialect = simpler;
      }
    }
  }

  async reachable(signal?: AbortSignal): Promise<void> {
    try {
      await this.client.models.list({ signal });
    } catch (error) {
      signal?.throwIfAborted();
      // A server without a list of models answers 404 and is as reachable as any.
      if (answeredError(error)?.status === 404) return;
      throw toModelError(error, { host: this.host, timeoutMs: this.options.timeoutMs });
    }
  }

  private post(
    request: CompletionRequest,
    dialect: Dialect,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    return this.client.chat.completions.create(requestBody(this.model, request, dialect), { signal });
  }

  private toCompletion(body: unknown): Completion {
    const completion = parseCompletion(body);
    if (completion === null) throw notACompletion(body, this.host);
    const usage = toUsage(completion.usage, {
      inputPerMtokUsd: this.options.priceInputPerMtokUsd,
      outputPerMtokUsd: this.options.priceOutputPerMtokUsd,
    });
    const fault = answerFault(completion, usage, this.host);
    if (fault !== null) throw fault;
    const [choice] = completion.choices ?? [];
    const tokens = toTokenProbabilities(choice?.logprobs);
    return {
      text: choice?.message?.content ?? '',
      model: modelName(completion.model) ?? this.model,
      usage,
      ...(tokens === undefined ? {} : { tokens }),
    };
  }
}

function refusedDialect(error: unknown, dialect: Dialect): Dialect | null {
  const answered = answeredError(error);
  if (answered === null) return null;
  const { status, param, code, message } = answered;
  return simplerDialect(dialect, { status, param, code, message });
}

/** Servers that mislabel their JSON as text are understood all the same. */
function parseCompletion(body: unknown): ChatCompletion | null {
  const parsed = chatCompletionSchema.safeParse(typeof body === 'string' ? parseJson(body) : body);
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * llama.cpp gives a file path: its last part is the name. Anything that does not look like a name is dropped, and what
 * would be a link or an address in the note.
 */
function modelName(name: string | null | undefined): string | null {
  const shown = name?.endsWith('.gguf') ? name.split(/[\\/]/).at(-1) : name;
  return shown && /^(?!.*\/\/)[\w./:+-]{1,100}$/.test(shown) ? shown : null;
}

/** The tokens of an answer; undefined when the server told nothing of them. */
function toTokenProbabilities(wire: Logprobs): TokenProbability[] | undefined {
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

/** USD for a million tokens. */
interface Prices {
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
function toUsage(wire: ChatCompletion['usage'], { inputPerMtokUsd, outputPerMtokUsd }: Prices): Usage {
  const inputTokens = wire?.prompt_tokens ?? 0;
  const cachedInputTokens = Math.min(wire?.prompt_tokens_details?.cached_tokens ?? 0, inputTokens);
  const outputTokens = wire?.completion_tokens ?? 0;
  const chargedInput = inputTokens - cachedInputTokens * (1 - CACHED_INPUT_SHARE);
  const costUsd = (chargedInput * inputPerMtokUsd + outputTokens * outputPerMtokUsd) / 1_000_000;
  return { inputTokens, cachedInputTokens, outputTokens, costUsd };
}
