import { RequestError, TimeoutError } from 'got';
import type { PiiSpan } from '../../domain/redaction/types.js';
import type { DetectorRequest } from '../../ports/metrics.js';
import { type PiiDetector, PiiDetectorError } from '../../ports/pii-detector.js';
import { AnswerTooLargeError, exchange } from '../../http/exchange.js';
import { outgoingAgents, proxyErrorIn } from '../outgoing-agents.js';
import { isProtected } from '../plain-http.js';
import { piecesOf } from './pieces.js';
import { toSpans } from './to-spans.js';
import { analyzeAnswer } from './wire.js';

/** The slice of the configuration that the detector needs. */
export interface PresidioOptions {
  /** Root of the analyzer's REST API. */
  baseUrl: string;
  /** The language of the analyzer's model, ISO 639-1. */
  language: string;
  /** For one request, from first byte sent to last byte read. */
  timeoutMs: number;
  /** 0 to 1: findings that are less sure are left out. */
  leastScore: number;
  /** Hosts beside loopback that may be spoken to without TLS. */
  allowPlainHttpHosts?: readonly string[];
  /** Told of every request with its outcome; not of one that was aborted. Must not throw. */
  onRequest?: (request: DetectorRequest) => void;
}

/** Longer text goes in pieces: the analyzer's time and memory grow with the length of one request. UTF-16 units. */
const MOST_UNITS = 20_000;
/** Longer texts are dumps; the rest is our own detectors' alone. UTF-16 units. */
const MOST_TEXT_UNITS = 200_000;
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * Microsoft Presidio's analyzer over HTTP: `POST /analyze`, one request for each 20,000 characters, none at once, no
 * retries, no redirects. Text longer than 200,000 characters is analysed up to there.
 * @throws {PiiDetectorError} `refused`, at once, when the address may not be spoken to.
 */
export function createPresidioDetector(options: PresidioOptions): PiiDetector {
  const { baseUrl, allowPlainHttpHosts = [] } = options;
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/analyze`);
  if (!isProtected(url, allowPlainHttpHosts)) {
    throw new PiiDetectorError(`host ${url.hostname} may not be spoken to without TLS`, { kind: 'refused' });
  }
  const agent = outgoingAgents(url);
  return {
    async detect(text, signal) {
      const spans: PiiSpan[] = [];
      for (const piece of piecesOf(text.slice(0, MOST_TEXT_UNITS), MOST_UNITS)) {
        if (!/[\p{L}\p{N}]/u.test(piece.text)) continue;
        const found = await counted(options, () => analyze(piece.text, { url, agent, options, signal }));
        for (const { start, end, type } of found)
          spans.push({ start: start + piece.start, end: end + piece.start, type });
      }
      return spans;
    },
  };
}

async function counted<T>({ onRequest }: PresidioOptions, request: () => Promise<T>): Promise<T> {
  const startedAtMs = performance.now();
  const tell = (result: DetectorRequest['result']) =>
    onRequest?.({ result, durationMs: performance.now() - startedAtMs });
  try {
    const answer = await request();
    tell('answered');
    return answer;
  } catch (error) {
    if (error instanceof PiiDetectorError) tell(error.kind);
    throw error;
  }
}

interface Asking {
  url: URL;
  agent: ReturnType<typeof outgoingAgents>;
  options: PresidioOptions;
  signal: AbortSignal | undefined;
}

async function analyze(text: string, { url, agent, options, signal }: Asking): Promise<PiiSpan[]> {
  const { language, timeoutMs, leastScore } = options;
  try {
    const answer = await exchange(url, {
      method: 'POST',
      json: { text, language, score_threshold: leastScore },
      agent,
      timeoutMs,
      maxBytes: MOST_ANSWER_BYTES,
      signal,
    });
    if (answer.status !== 200) throw statusFault(answer.status, url.host);
    return toSpans(text, findingsOf(answer.text, url.host), leastScore);
  } catch (error) {
    signal?.throwIfAborted();
    throw toDetectorError(error, { host: url.host, timeoutMs });
  }
}

function findingsOf(body: string, host: string) {
  try {
    return analyzeAnswer.parse(JSON.parse(body));
  } catch {
    // The cause may quote the answer, and that the text.
    throw new PiiDetectorError(`Presidio at ${host} answered with something else than findings`, {
      kind: 'protocol',
    });
  }
}

function statusFault(status: number, host: string): PiiDetectorError {
  const kind = status >= 500 || status === 429 || status === 408 ? 'unavailable' : 'refused';
  return new PiiDetectorError(`Presidio at ${host} answered ${status}`, { kind });
}

function toDetectorError(error: unknown, { host, timeoutMs }: { host: string; timeoutMs: number }): unknown {
  if (error instanceof AnswerTooLargeError)
    return new PiiDetectorError(`Presidio at ${host} answered with more than ${MOST_ANSWER_BYTES} bytes`, {
      kind: 'tooLarge',
    });
  if (error instanceof TimeoutError)
    return new PiiDetectorError(`Presidio at ${host} gave no answer within ${timeoutMs} ms`, {
      kind: 'unavailable',
    });
  if (error instanceof RequestError)
    return new PiiDetectorError(
      `Presidio at ${host} cannot be reached (${proxyErrorIn(error)?.message ?? error.code})`,
      {
        kind: 'unavailable',
      },
    );
  return error;
}
