import { AnswerTooLargeError, exchange } from '../../http/exchange.js';
import { ModelError } from '../../ports/language-model.js';
import { directAgents, outgoingAgents } from '../outgoing-agents.js';
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
 * A `fetch` that checks every address before it opens a socket and follows no redirect. The agents are our own, so
 * that no global dispatcher can put a host in between: only a proxy that the settings name for that address, and none
 * where `privateHosts` are the only hosts that may be contacted.
 * Unlike the platform's `fetch` behind the client's own timer, the time limit covers the body as well.
 *
 * @throws {ModelError} `invalidRequest` when the address is forbidden, `unusable` when the answer is too large.
 */
export function createTransport({ policy, timeoutMs }: TransportOptions): Transport {
  let agent: ReturnType<typeof outgoingAgents> | undefined;
  return async (url, init = {}) => {
    const address = url instanceof Request ? url.url : String(url);
    const fault = endpointFault(address, policy);
    if (fault !== null) throw new ModelError(`model request refused: ${fault}`, { kind: 'invalidRequest' });

    // All requests of one transport go to one server.
    agent ??= policy.privateHosts.length > 0 ? directAgents() : outgoingAgents(new URL(address));
    try {
      const { status, headers, text } = await exchange(address, {
        method: init.method === 'GET' ? 'GET' : 'POST',
        headers: Object.fromEntries(new Headers(init.headers)),
        body: typeof init.body === 'string' ? init.body : undefined,
        agent,
        timeoutMs,
        maxBytes: MAX_RESPONSE_BYTES,
        signal: init.signal ?? undefined,
      });
      return new Response(bodyless(status) ? null : text, { status, headers: responseHeaders(headers) });
    } catch (error) {
      if (!(error instanceof AnswerTooLargeError)) throw error;
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
