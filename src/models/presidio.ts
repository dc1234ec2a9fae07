import got, { RequestError, TimeoutError } from 'got';
import type { PiiSpan } from '../domain/redaction/types.js';
import type { DetectorRequest } from '../ports/metrics.js';
import { type PiiDetector, PiiDetectorError } from '../ports/pii-detector.js';
import { outgoingAgents } from '../http/outgoing.js';
import { isProtected } from '../http/plain-http.js';
import { piecesOf } from './pieces.js';
import { toSpans } from './to-spans.js';
import { analyzeAnswer } from './presidio-wire.js';

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
  const agent = outgoingAgents();
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
  const tooLarge = new AbortController();
  const request = got(url, {
    method: 'POST',
    json: { text, language, score_threshold: leastScore },
    agent,
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
    timeout: { request: timeoutMs },
    signal: AbortSignal.any([tooLarge.signal, ...(signal ? [signal] : [])]),
  });
  void request.on('downloadProgress', ({ transferred }) => {
    if (transferred > MOST_ANSWER_BYTES) tooLarge.abort();
  });
  try {
    const { statusCode, body } = await request;
    if (statusCode !== 200) throw statusFault(statusCode, url.host);
    return toSpans(text, findingsOf(body, url.host), leastScore);
  } catch (error) {
    signal?.throwIfAborted();
    throw toDetectorError(error, { host: url.host, timeoutMs, tooLarge: tooLarge.signal.aborted });
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

function toDetectorError(
  error: unknown,
  { host, timeoutMs, tooLarge }: { host: string; timeoutMs: number; tooLarge: boolean },
): unknown {
  if (tooLarge)
    return new PiiDetectorError(`Presidio at ${host} answered with more than ${MOST_ANSWER_BYTES} bytes`, {
      kind: 'protocol',
    });
  if (error instanceof TimeoutError)
    return new PiiDetectorError(`Presidio at ${host} gave no answer within ${timeoutMs} ms`, {
      kind: 'unavailable',
    });
  if (error instanceof RequestError)
    return new PiiDetectorError(`Presidio at ${host} cannot be reached (${error.code})`, {
      kind: 'unavailable',
    });
  return error;
}
