import { Agent as HttpAgent, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';
import { NO_PROXIES, placeOf, routeTo, type Proxies, type Proxy, type Route } from './proxy-route.js';

/** Said here, so that neither `NODE_TLS_REJECT_UNAUTHORIZED=0` nor `--tls-min-v1.0` in the environment loosens it. */
const TLS = { minVersion: 'TLSv1.2', rejectUnauthorized: true } as const;
const KEPT = { keepAlive: true } as const;
/** From the first byte to the proxy until it has connected us, or refused to. */
const TUNNEL_WITHIN_MS = 10_000;

let proxies: Proxies = NO_PROXIES;

/**
 * Sets the proxies of this process: of every client that is made from then on. One place for all of them, so that no
 * client can be made that passes them over.
 */
export function useProxies(configured: Proxies): void {
  proxies = configured;
}

/** How this process reaches `target`. */
export const outgoingRoute = (target: URL): Route => routeTo(target, proxies);

/**
 * Agents of every request that leaves this process for `target`: connections are kept; TLS 1.2 at least, 1.3 where the
 * server knows it; certificates are checked, through a proxy as well. A private authority is trusted by
 * `NODE_EXTRA_CA_CERTS`. A request through a proxy fails with a `ProxyError` where that is at fault.
 * @see https://nodejs.org/docs/latest-v20.x/api/cli.html#node_tls_reject_unauthorizedvalue
 */
export function outgoingAgents(target: URL): { http: HttpAgent; https: HttpsAgent } {
  const { proxy } = outgoingRoute(target);
  return proxy === null ? directAgents() : { http: new HttpTunnel(proxy), https: new HttpsTunnel(proxy) };
}

/** The same without a proxy, whatever is set. */
export const directAgents = (): { http: HttpAgent; https: HttpsAgent } => ({
  http: new HttpAgent(KEPT),
  https: new HttpsAgent({ ...KEPT, ...TLS }),
});

/** The proxy was at fault: nothing reached the other end. The message names its variable, and no credentials. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code = 'ERR_PROXY';
}

/** The proxy's fault that made a request fail, if it was one. */
export function proxyErrorIn(error: unknown): ProxyError | null {
  for (let inner = error; inner instanceof Error; inner = inner.cause)
    if (inner instanceof ProxyError) return inner;
  return null;
}

/** A connection to `host`, made by the proxy; what is sent over it is as yet neither encrypted nor begun. */
export function tunnelTo(target: { host: string; port: number }, proxy: Proxy): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    new HttpTunnel(proxy).createConnection(target, (error, socket) =>
      error === null ? resolve(socket) : reject(error),
    );
  });
}

type Connected = (error: Error | null, socket: Duplex) => void;

class HttpTunnel extends HttpProxyAgent {
  readonly #through: Proxy;

  constructor(through: Proxy) {
    super({ ...KEPT, ...throughProxy(through) });
    this.#through = through;
    hide(this, 'proxy');
  }

  override createConnection(target: ClientRequestArgs, connected?: Connected): undefined {
    super.createConnection(within(target), explained(this.#through, { target, connected }));
  }
}

class HttpsTunnel extends HttpsProxyAgent {
  readonly #through: Proxy;

  constructor(through: Proxy) {
    super({ ...KEPT, ...TLS, ...throughProxy(through) });
    this.#through = through;
    hide(this, 'proxy');
  }

  override createConnection(target: RequestOptions, connected?: Connected): undefined {
    super.createConnection(within(target), explained(this.#through, { target, connected }));
  }
}

/** Errors of a request hold its agent: whoever prints one must not print the proxy's credentials. */
function hide(agent: object, property: string): void {
  Object.defineProperty(agent, property, { enumerable: false });
}

/** The brackets of an IPv6 address belong to the URL only. */
function throughProxy({ url }: Proxy) {
  const { protocol, port, username, password } = url;
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return { proxy: { protocol, hostname, port, username, password } as URL, proxyRequestOptions: TLS };
}

/**
 * hpagent takes the time from here, and asks the proxy for `host:port` as they stand: an IPv6 address wants its brackets
 * there, and none where the certificate is compared.
 */
function within<T extends ClientRequestArgs>(target: T): T {
  const { host } = target;
  const patient = { ...target, timeout: TUNNEL_WITHIN_MS };
  if (!host || !isIPv6(host)) return patient;
  return {
    ...{ ...patient, host: `[${host}]` },
    checkServerIdentity: (_bracketed: string, certificate: PeerCertificate) =>
      checkServerIdentity(host, certificate),
  };
}

function explained(
  proxy: Proxy,
  { target, connected }: { target: ClientRequestArgs; connected: Connected | undefined },
): Connected {
  return (error, socket) => connected?.(error && proxyFault(proxy, { target, error }), socket);
}

function proxyFault(
  proxy: Proxy,
  { target: { host = '', port }, error }: { target: ClientRequestArgs; error: NodeJS.ErrnoException },
): ProxyError {
  const itself = `the proxy of ${proxy.variable} (${placeOf(proxy)})`;
  const place = `${isIPv6(host ?? '') ? `[${host}]` : host}:${port}`;
  // hpagent tells the proxy's answer in its message only.
  const status = /^Bad response: (\d{3})$/.exec(error.message)?.[1];
  if (status === '407')
    return new ProxyError(`${itself} refuses the credentials in ${proxy.variable}, or wants some (407)`);
  if (status !== undefined)
    return new ProxyError(`${itself} does not connect to ${place} (it answered ${status})`);
  if (error.message === 'Proxy timeout')
    return new ProxyError(`${itself} gave no answer within ${TUNNEL_WITHIN_MS / 1000} s`);
  return new ProxyError(`${itself} cannot be reached (${error.code ?? 'no answer'})`);
}
