import { Agent as HttpAgent, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { isIPv6, BlockList, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { HttpProxyAgent, HttpsProxyAgent } from 'hpagent';

/** A proxy, and the variable that names it. The URL may hold credentials: `placeOf` is what may be shown. */
export interface Proxy {
  url: URL;
  variable: string;
}

/** Which proxies lie on the way to other machines. Null: none. */
export interface Proxies {
  http: Proxy | null;
  https: Proxy | null;
  /** What is reached without one, as in `NO_PROXY`. */
  noProxy: readonly string[];
}

/** How a place is reached: through a proxy, or directly and why. */
export type Route = { proxy: Proxy } | { proxy: null; because: 'loopback' | 'NO_PROXY' | 'unset' };

export const NO_PROXIES: Proxies = { http: null, https: null, noProxy: [] };

/** A proxy as it may be shown: without its credentials. */
export const placeOf = ({ url }: Proxy): string => url.origin;

/** How `target` is reached. This machine is never reached through a proxy, whatever is set. */
export function routeTo(target: URL, { http, https, noProxy }: Proxies): Route {
  const place = {
    host: bareHost(target.hostname),
    port: target.port || (target.protocol === 'https:' ? '443' : '80'),
  };
  if (isThisMachine(place.host)) return { proxy: null, because: 'loopback' };
  const proxy = target.protocol === 'https:' ? https : http;
  if (proxy === null) return { proxy: null, because: 'unset' };
  if (noProxy.some((entry) => names(entry, place))) return { proxy: null, because: 'NO_PROXY' };
  return { proxy };
}

interface Place {
  /** Lower case, without brackets and the dot of an absolute name. */
  host: string;
  port: string;
}

const bareHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');
// Where a server listens on every address, this is how it is reached from its own machine.
LOOPBACK.addAddress('0.0.0.0', 'ipv4');
LOOPBACK.addAddress('::', 'ipv6');

/** `localhost` and the names below it count: resolvers must keep them on this machine. @see RFC 6761 §6.3 */
function isThisMachine(host: string): boolean {
  return /(?:^|\.)localhost$/.test(host) || isAmong(LOOPBACK, host);
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6');

const isAmong = (addresses: BlockList, host: string): boolean =>
  isIP(host) !== 0 && addresses.check(host, familyOf(host));

/**
 * Whether an entry of `NO_PROXY` names a place. There is no standard: a host counts for every host below it, with a
 * leading dot or without, as for curl and Go.
 * @see https://about.gitlab.com/blog/we-need-to-talk-no-proxy/ for how programs differ
 */
function names(entry: string, { host, port }: Place): boolean {
  if (entry === '*') return true;
  const { named, onlyPort } = entryParts(entry);
  if (onlyPort !== null && onlyPort !== port) return false;
  const [address = '', prefix] = named.split('/');
  if (isIP(address) !== 0) return isAmong(rangeOf(address, prefix), host);
  const domain = bareHost(named.replace(/^\*?\./, ''));
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

/** `HOST`, `HOST:PORT`, `[IPV6]:PORT`, or an IPv6 address with colons of its own. */
function entryParts(entry: string): { named: string; onlyPort: string | null } {
  const [, bracketed, port] = /^\[(.+)\](?::(\d+))?$/.exec(entry) ?? [];
  if (bracketed !== undefined) return { named: bracketed, onlyPort: port ?? null };
  const [, host, hostPort] = /^([^:]+):(\d+)$/.exec(entry) ?? [];
  return host === undefined ? { named: entry, onlyPort: null } : { named: host, onlyPort: hostPort ?? null };
}

/** An address with or without the length of its network; a length that cannot be names nothing. */
function rangeOf(address: string, prefix: string | undefined): BlockList {
  const range = new BlockList();
  const family = familyOf(address);
  const longest = family === 'ipv4' ? 32 : 128;
  const length = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Infinity;
  if (length <= longest) range.addSubnet(address, length, family);
  return range;
}

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

/**
 * Whether a request may be sent there as far as encryption on the way goes: by TLS anywhere, without it to this
 * machine and to hosts that were allowed by name, as `host` or `host:port`.
 */
export const isProtected = (url: URL, allowPlainHttpHosts: readonly string[]): boolean =>
  url.protocol === 'https:' || isLoopback(url.hostname) || namesHost(allowPlainHttpHosts, url);

/** Whether the hosts, given as `host` or `host:port`, name the URL's. */
export function namesHost(hosts: readonly string[], url: URL): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return hosts.some((host) => {
    const listed = canonicalHost(host);
    return listed === canonicalHost(url.hostname) || listed === `${canonicalHost(url.hostname)}:${port}`;
  });
}

/** `localhost` counts: resolvers must keep it on this machine. @see RFC 6761 §6.3 */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Lower case, without the dot that makes a DNS name absolute: both spellings reach the same machine. */
function canonicalHost(host: string): string {
  const lower = host
    .trim()
    .toLowerCase()
    .replace(/\.(?=:\d+$|$)/, '');
  return /^[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*$/.test(lower) ? `[${lower}]` : lower;
}
