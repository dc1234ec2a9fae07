import { RequestError, TimeoutError } from 'got';
import { AnswerTooLargeError, exchange, type HttpAnswer } from '../../http/exchange.js';
import { NotifierError } from '../../ports/notifier.js';
import { outgoingAgents, proxyErrorIn, isProtected } from '../../http/outgoing.js';
import { retryAfterMs } from '../../http/waiting.js';

/** An answer as far as it is judged. */
export interface PostAnswer {
  status: number;
  body: string;
}

/** How a vendor answers. Both are needed: proxies, login pages and mistyped addresses answer 200 as well. */
export interface VendorAnswers {
  /** Whether the message was taken. */
  took: (answer: PostAnswer) => boolean;
  /** The vendor's own word for what is wrong; null: none that may be repeated. */
  reason: (answer: PostAnswer) => string | null;
}

/** What a poster needs: where to, and how patiently. */
export interface PostOptions {
  /** The vendor's name, for messages. */
  vendor: string;
  answers: VendorAnswers;
  /** A secret, with Slack: it is never repeated. */
  url: string;
  /** Hosts beside loopback that may be spoken to without TLS. */
  allowPlainHttpHosts?: readonly string[];
  /** For one request, from first byte sent to last byte read. Default 10 s. */
  timeoutMs?: number;
}

const USUAL_TIMEOUT_MS = 10_000;
/** They answer with a word, or a short object. */
const MOST_ANSWER_BYTES = 256 * 1024;
/** The connection was never made, so nothing was told. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'EPROTO'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);

/**
 * Posts JSON: one request, no retries, no redirects. Resolves when the vendor says that it took it.
 * @throws {NotifierError} `refused`, at once, when the address may not be spoken to.
 */
export function createPoster({ vendor, answers, url, allowPlainHttpHosts = [], timeoutMs }: PostOptions) {
  const target = new URL(url);
  if (!isProtected(target, allowPlainHttpHosts))
    throw new NotifierError(`${vendor}'s host may not be spoken to without TLS`, { kind: 'refused' });
  const agent = outgoingAgents(target);
  return async (body: object, signal?: AbortSignal): Promise<void> => {
    let answer: HttpAnswer;
    try {
      answer = await exchange(target, {
        method: 'POST',
        json: body,
        agent,
        timeoutMs: timeoutMs ?? USUAL_TIMEOUT_MS,
        maxBytes: MOST_ANSWER_BYTES,
        signal,
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw fromTransport(error, vendor);
    }
    if (!answers.took({ status: answer.status, body: answer.text }))
      throw fromAnswer(answer, { vendor, answers, url });
  };
}

const REASON = /^[a-z][a-z0-9]*(?:[_ ][a-z0-9]+){1,9}$/;
const LONGEST_REASON = 60;

/** A vendor that is busy or broken told nobody; any other refusal stays one until it is set up anew. */
function fromAnswer(
  { status, headers, text: body }: HttpAnswer,
  { vendor, answers, url }: Pick<PostOptions, 'vendor' | 'answers' | 'url'>,
): NotifierError {
  const reason = answers.reason({ status, body });
  // Nothing but words: an answer may repeat the address, or what was to be told.
  const isWords = reason !== null && reason.length <= LONGEST_REASON && REASON.test(reason);
  const words = isWords && !url.includes(reason) ? ` (${reason})` : '';
  const isPassing = status >= 500 || status === 429 || status === 408;
  const isForeign = status >= 200 && status <= 299 && words === '';
  return new NotifierError(`${vendor} answered ${status}${isForeign ? NOT_THE_VENDOR : words}`, {
    // Something on the way may have cut an empty answer off.
    kind: isPassing ? 'unavailable' : isForeign && body.trim() === '' ? 'uncertain' : 'refused',
    retryAfterMs: retryAfterMs(headers),
  });
}

const NOT_THE_VENDOR =
  ' without saying that it took the message: see whether the address is right, and whether a proxy or a login page answers in its place';

function fromTransport(error: unknown, vendor: string): unknown {
  if (error instanceof TimeoutError)
    return new NotifierError(`${vendor} gave no answer in time`, { kind: 'uncertain' });
  // Whoever answers so is not the vendor, or broken: it may have told somebody all the same.
  if (error instanceof AnswerTooLargeError)
    return new NotifierError(`${vendor} answered with more than ${MOST_ANSWER_BYTES} bytes`, {
      kind: 'uncertain',
    });
  if (!(error instanceof RequestError)) return error;
  const ofProxy = proxyErrorIn(error);
  const kind = ofProxy !== null || NEVER_SENT.has(error.code) ? 'unavailable' : 'uncertain';
  return new NotifierError(`${vendor} cannot be reached (${ofProxy?.message ?? error.code})`, { kind });
}

/** A string of a JSON object; null: there is none, or it is no such object. */
export function stringOf(body: string, key: string): string | null {
  try {
    const value = (JSON.parse(body) as Record<string, unknown> | null)?.[key];
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
