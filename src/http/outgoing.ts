import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/**
 * Agents of every request that leaves this process: connections are kept; TLS 1.2 at least, 1.3 where the server knows
 * it; certificates are checked. Said here, so that neither `NODE_TLS_REJECT_UNAUTHORIZED=0` nor `--tls-min-v1.0` in the
 * environment loosens it. A private authority is trusted by `NODE_EXTRA_CA_CERTS`.
 * @see https://nodejs.org/docs/latest-v20.x/api/cli.html#node_tls_reject_unauthorizedvalue
 */
export const outgoingAgents = (): { http: HttpAgent; https: HttpsAgent } => ({
  http: new HttpAgent({ keepAlive: true }),
  https: new HttpsAgent({ keepAlive: true, minVersion: 'TLSv1.2', rejectUnauthorized: true }),
});

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
