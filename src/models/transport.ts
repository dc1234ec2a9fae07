import got from 'got';
import { ModelError } from '../ports/model.js';
import { outgoingAgents } from '../http/outgoing.js';
import { type EndpointPolicy, endpointFault } from './endpoint-policy.js';

/** Largest answer that is read. A verdict is under 2 KiB; beyond this the server is not answering the question. */
export const MAX_RESPONSE_BYTES = 1024 * 1024;

/** Limits of every request through one transport. */
export interface TransportOptions {
  policy: EndpointPolicy;
  /** From the first byte sent to the last byte read. */
  timeoutMs: number;
}

/** The part of `fetch` that the OpenAI client uses. */
export type Transport = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that checks every address before it opens a socket, follows no redirect and uses no proxy: the
 * agents are our own, so that neither environment variables nor a global dispatcher can put a host in between.
 * Unlike the platform's `fetch` behind the client's own timer, the time limit covers the body as well.
 *
 * @throws {ModelError} `invalidRequest` when the address is forbidden, `unusable` when the answer is too large.
 */
export function createTransport({ policy, timeoutMs }: TransportOptions): Transport {
  const agent = outgoingAgents();
  return async (url, init = {}) => {
    const address = url instanceof Request ? url.url : String(url);
    const fault = endpointFault(address, policy);
    if (fault !== null) throw new ModelError(`model request refused: ${fault}`, { kind: 'invalidRequest' });

    const tooLarge = new AbortController();
    const request = got(address, {
      method: init.method === 'GET' ? 'GET' : 'POST',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' ? { body: init.body } : {}),
      agent,
      followRedirect: false,
      throwHttpErrors: false,
      retry: { limit: 0 },
      timeout: { request: timeoutMs },
      signal: AbortSignal.any([tooLarge.signal, ...(init.signal ? [init.signal] : [])]),
    });
    void request.on('downloadProgress', ({ transferred }) => {
      if (transferred > MAX_RESPONSE_BYTES) tooLarge.abort();
    });
    try {
      const { body, headers, statusCode } = await request;
      return new Response(bodyless(statusCode) ? null : body, {
        status: statusCode,
        headers: responseHeaders(headers),
      });
    } catch (error) {
      if (!tooLarge.signal.aborted) throw error;
      throw new ModelError(`the model's answer is larger than ${MAX_RESPONSE_BYTES} bytes`, {
        kind: 'unusable',
      });
    }
  };
}

/** `Response` refuses a body for these. @see Fetch standard, "null body status" */
function bodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

/** Without those that describe the body as it travelled: it is decoded here. */
function responseHeaders(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'content-encoding' || name === 'content-length'
      ? []
      : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
}
