import got, { RequestError, TimeoutError, type Response } from 'got';
import { NotifierError } from '../../ports/notifier.js';
import { outgoingAgents, isProtected } from '../../http/outgoing.js';
import { retryAfterMs } from '../../http/waiting.js';

/** What a poster needs: where to, and how patiently. */
export interface PostOptions {
  /** The vendor's name, for messages. */
  vendor: string;
  /** A secret, with Slack: it is never repeated. */
  url: string;
  /** Hosts beside loopback that may be spoken to without TLS. */
  allowPlainHttpHosts?: readonly string[];
  /** For one request, from first byte sent to last byte read. Default 10 s. */
  timeoutMs?: number;
}

const USUAL_TIMEOUT_MS = 10_000;
/** The connection was never made, so nothing was told. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'EPROTO'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);

/**
 * Posts JSON: one request, no retries, no redirects. Resolves when the vendor took it (2xx).
 * @throws {NotifierError} `refused`, at once, when the address may not be spoken to.
 */
export function createPoster({ vendor, url, allowPlainHttpHosts = [], timeoutMs }: PostOptions) {
  const target = new URL(url);
  if (!isProtected(target, allowPlainHttpHosts))
    throw new NotifierError(`${vendor}'s host may not be spoken to without TLS`, { kind: 'refused' });
  const agent = outgoingAgents();
  return async (body: object, signal?: AbortSignal): Promise<void> => {
    let answer: Response;
    try {
      answer = await got(target, {
        ...{ method: 'POST', json: body, agent, followRedirect: false, throwHttpErrors: false },
        ...{ retry: { limit: 0 }, timeout: { request: timeoutMs ?? USUAL_TIMEOUT_MS } },
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw fromTransport(error, vendor);
    }
    if (answer.statusCode < 200 || answer.statusCode > 299) throw fromAnswer(answer, vendor);
  };
}

/** A vendor that is busy or broken told nobody; any other refusal stays one until it is set up anew. */
function fromAnswer({ statusCode, headers }: Response, vendor: string): NotifierError {
  const isPassing = statusCode >= 500 || statusCode === 429 || statusCode === 408;
  return new NotifierError(`${vendor} answered ${statusCode}`, {
    kind: isPassing ? 'unavailable' : 'refused',
    retryAfterMs: retryAfterMs(headers),
  });
}

function fromTransport(error: unknown, vendor: string): unknown {
  if (error instanceof TimeoutError)
    return new NotifierError(`${vendor} gave no answer in time`, { kind: 'uncertain' });
  if (!(error instanceof RequestError)) return error;
  const kind = NEVER_SENT.has(error.code) ? 'unavailable' : 'uncertain';
  return new NotifierError(`${vendor} cannot be reached (${error.code})`, { kind });
}
