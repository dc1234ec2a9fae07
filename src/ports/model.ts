import type { TokenProbability } from '../domain/label-probability.js';
import type { Usage } from '../domain/verdict.js';
import type { PiiSpan } from '../domain/redaction/types.js';

/** A prompt as every chat API takes it. */
interface ChatMessage {
  role: 'system' | 'user';
  content: string;
}

export interface CompletionRequest {
  messages: ChatMessage[];
  /** JSON schema the answer must follow; servers that cannot enforce it are asked in words. */
  schema: { name: string; schema: Record<string, unknown> };
  maxOutputTokens: number;
  /** State the schema in words to servers that take it as well: this one does not hold its answers to it. Default false. */
  statesSchema?: boolean;
  /** Ask how probable each token of the answer was. Servers that cannot tell answer without. Default false. */
  tokenProbabilities?: boolean;
}

export interface Completion {
  /** What the model said: meant to be JSON, to be parsed and checked by the caller. Never empty. */
  text: string;
  /** The model the server says it used. */
  model: string;
  usage: Usage;
  /** In the order of the answer; absent when they were not asked for, or the server gives none. */
  tokens?: TokenProbability[];
}

/** What the application needs from a language model. One request, no retries, obeys `signal`, throws `ModelError`. */
export interface LanguageModel {
  /** The configured model name. */
  readonly model: string;
  complete(request: CompletionRequest, signal?: AbortSignal): Promise<Completion>;
  /** Resolves when the server answers with our credentials. Costs no tokens. */
  reachable(signal?: AbortSignal): Promise<void>;
}

/**
 * Why there is no usable answer.
 *
 * - `rateLimited` 429 · `timeout` · `unavailable` network error or 5xx · `unauthorized` 401 or 403
 * - `invalidRequest` other 4xx: the same request cannot succeed
 * - `refusal` the model declined · `truncated` finish reason length · `empty` no choice, or no content
 * - `unusable` an answer that is not the verdict asked for
 */
export type ModelErrorKind =
  | 'rateLimited'
  | 'timeout'
  | 'unavailable'
  | 'unauthorized'
  | 'invalidRequest'
  | 'refusal'
  | 'truncated'
  | 'empty'
  | 'unusable';

/** Thrown by every model adapter. The message names endpoint and outcome; never prompt, answer or key. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly kind: ModelErrorKind;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  /** Tokens that were paid for although the answer cannot be used. */
  readonly usage: Usage | undefined;

  constructor(
    message: string,
    options: {
      kind: ModelErrorKind;
      status?: number | undefined;
      retryAfterMs?: number | undefined;
      usage?: Usage | undefined;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.kind = options.kind;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
    this.usage = options.usage;
  }
}

/** A second opinion on what is personal in a text, beside our own detectors. */
export interface PiiDetector {
  /**
   * Spans of personal data in the order of the text, in UTF-16 units; they may overlap each other and ours.
   * @throws {PiiDetectorError}
   */
  detect(text: string, signal?: AbortSignal): Promise<PiiSpan[]>;
}

/**
 * What went wrong at the detector. `unavailable`: no answer, or a server error. `refused`: an address that may not be
 * spoken to, or a request that is not accepted. `protocol`: an answer that is none. `tooLarge`: one larger than we read.
 */
export type PiiDetectorErrorKind = 'unavailable' | 'refused' | 'protocol' | 'tooLarge';

/** Thrown by every detector adapter. The message names host and outcome; never text. */
export class PiiDetectorError extends Error {
  override readonly name = 'PiiDetectorError';
  readonly kind: PiiDetectorErrorKind;

  constructor(message: string, options: { kind: PiiDetectorErrorKind; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.kind = options.kind;
  }
}
