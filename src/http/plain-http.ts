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
