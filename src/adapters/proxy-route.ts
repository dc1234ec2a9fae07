import { BlockList, isIP } from 'node:net';

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
