import { RequestError, TimeoutError } from 'got';
import type { PiiSpan, PiiType } from '../domain/redaction/types.js';
import type { DetectorRequest } from '../ports/metrics.js';
import { type PiiDetector, PiiDetectorError } from '../ports/model.js';
import { AnswerTooLargeError, exchange } from '../http/exchange.js';
import { outgoingAgents, proxyErrorIn, isProtected } from '../http/outgoing.js';
import { z } from 'zod';

/** The slice of the configuration that the detector needs. */
interface PresidioOptions {
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

/** A stretch of a text and where it begins in it. */
interface TextPiece {
  start: number;
  text: string;
}

/** A value may stand across the border of two pieces: each begins this far before the end of the one before it. */
const OVERLAP_UNITS = 200;

/**
 * A text in pieces of at most so many UTF-16 units, each overlapping the next, cut at a space where there is one and
 * never inside a character.
 * @param mostUnits At least twice the overlap of 200.
 */
export function piecesOf(text: string, mostUnits: number): TextPiece[] {
  const pieces: TextPiece[] = [];
  let start = 0;
  while (text.length - start > mostUnits) {
    const end = borderBefore(text, start + mostUnits, start + mostUnits - OVERLAP_UNITS);
    pieces.push({ start, text: text.slice(start, end) });
    start = borderBefore(text, end - OVERLAP_UNITS, end - 2 * OVERLAP_UNITS + 1);
  }
  pieces.push({ start, text: text.slice(start) });
  return pieces;
}

/** The last place at or before `from` behind white space, at least `least`; else one that cuts no character. */
function borderBefore(text: string, from: number, least: number): number {
  for (let border = from; border > least; border -= 1) if (/\s/.test(text.charAt(border - 1))) return border;
  return /[\udc00-\udfff]/.test(text.charAt(from)) ? from - 1 : from;
}

/**
 * The vendor's entities that are personal data to us. Dates, places, organisations, nationalities and plain URLs are
 * not: tickets are full of them, and a model needs them.
 * @see https://microsoft.github.io/presidio/supported_entities/
 */
const TYPES: Readonly<Record<string, PiiType>> = {
  PERSON: 'NAME',
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  CREDIT_CARD: 'CARD',
  IBAN_CODE: 'IBAN',
  IP_ADDRESS: 'IP',
  MAC_ADDRESS: 'MAC',
  CRYPTO: 'SECRET',
  MEDICAL_LICENSE: 'DOCUMENT',
  US_PASSPORT: 'DOCUMENT',
  US_DRIVER_LICENSE: 'DOCUMENT',
  IN_PASSPORT: 'DOCUMENT',
  IT_PASSPORT: 'DOCUMENT',
  IT_IDENTITY_CARD: 'DOCUMENT',
  IT_DRIVER_LICENSE: 'DOCUMENT',
  IN_VEHICLE_REGISTRATION: 'PLATE',
  US_SSN: 'NATIONAL_ID',
  US_ITIN: 'NATIONAL_ID',
  UK_NHS: 'NATIONAL_ID',
  UK_NINO: 'NATIONAL_ID',
  ES_NIF: 'NATIONAL_ID',
  ES_NIE: 'NATIONAL_ID',
  IT_FISCAL_CODE: 'NATIONAL_ID',
  IT_VAT_CODE: 'NATIONAL_ID',
  PL_PESEL: 'NATIONAL_ID',
  SG_NRIC_FIN: 'NATIONAL_ID',
  AU_TFN: 'NATIONAL_ID',
  AU_MEDICARE: 'NATIONAL_ID',
  IN_PAN: 'NATIONAL_ID',
  IN_AADHAAR: 'NATIONAL_ID',
  FI_PERSONAL_IDENTITY_CODE: 'NATIONAL_ID',
  KR_RRN: 'NATIONAL_ID',
  TH_TNIN: 'NATIONAL_ID',
};

/** UTF-16 offset of every code point of a text, and of its end. */
function utf16Offsets(text: string): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    offsets.push(offset);
    offset += character.length;
  }
  return [...offsets, offset];
}

/** The findings that are personal data to us, sure enough and inside the text, in UTF-16 units. */
export function toSpans(text: string, findings: readonly WireFinding[], leastScore: number): PiiSpan[] {
  const offsets = utf16Offsets(text);
  return findings.flatMap(({ entity_type: entity, start, end, score }) => {
    const type = Object.hasOwn(TYPES, entity) ? TYPES[entity] : undefined;
    const [from, to] = [offsets[start], offsets[end]];
    if (type === undefined || from === undefined || to === undefined || to <= from) return [];
    return (score ?? 1) < leastScore ? [] : [{ start: from, end: to, type }];
  });
}

/** One finding; offsets count code points, as Python does. */
const finding = z.object({
  entity_type: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  score: z.number().nullish().catch(null),
});
type WireFinding = z.output<typeof finding>;

/** The answer of `POST /analyze`. @see https://microsoft.github.io/presidio/api-docs/api-docs.html */
const analyzeAnswer = z.array(finding);
