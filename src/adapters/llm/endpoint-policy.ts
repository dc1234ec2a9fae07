/** Where model requests may go. */
export interface EndpointPolicy {
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
  if (privateHosts.length > 0 && !names(privateHosts, parsed)) {
    return `host ${parsed.hostname} is not one of the private model hosts`;
  }
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname) && !names(allowPlainHttpHosts, parsed)) {
    return `host ${parsed.hostname} may not be spoken to without TLS`;
  }
  return null;
}

/** `localhost` counts: resolvers must keep it on this machine. @see RFC 6761 §6.3 */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function names(hosts: readonly string[], url: URL): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return hosts.some((host) => {
    const listed = canonicalHost(host);
    return listed === canonicalHost(url.hostname) || listed === `${canonicalHost(url.hostname)}:${port}`;
  });
}

/** Lower case, without the dot that makes a DNS name absolute: both spellings reach the same machine. */
function canonicalHost(host: string): string {
  const lower = host
    .trim()
    .toLowerCase()
    .replace(/\.(?=:\d+$|$)/, '');
  return /^[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*$/.test(lower) ? `[${lower}]` : lower;
}
