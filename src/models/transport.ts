import { AnswerTooLargeError, exchange } from '../http/exchange.js';
import { ModelError } from '../ports/model.js';
import { directAgents, outgoingAgents, isProtected, namesHost } from '../http/outgoing.js';

/** Largest answer that is read. A verdict is under 2 KiB; beyond this the server is not answering the question. */
export const MAX_RESPONSE_BYTES = 1024 * 1024;

/** Limits of every request through one transport. */
interface TransportOptions {
  policy: EndpointPolicy;
  /** From the first byte sent to the last byte read. */
  timeoutMs: number;
}

/** The part of `fetch` that the OpenAI client uses. */
type Transport = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

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

/** Where model requests may go. */
interface EndpointPolicy {
  /** When not empty: the only hosts that may be contacted, as `host` or `host:port`. */
  privateHosts: readonly string[];
  /** Hosts beside loopback that may be spoken to without TLS. */
  allowPlainHttpHosts: readonly string[];
}

/**
 * Why a request to `url` is forbidden; null when it may be made. The text names the host only: a path or
 * credentials in the address are not repeated.
 */
export function endpointFault(
  url: string,
  { privateHosts, allowPlainHttpHosts }: EndpointPolicy,
): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null) return 'the model address is not a URL';
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    return `the model address must be http or https, got ${parsed.protocol}`;
  }
  if (privateHosts.length > 0 && !namesHost(privateHosts, parsed)) {
    return `host ${parsed.hostname} is not one of the private model hosts`;
  }
  if (!isProtected(parsed, allowPlainHttpHosts)) {
    return `host ${parsed.hostname} may not be spoken to without TLS`;
  }
  return null;
}
