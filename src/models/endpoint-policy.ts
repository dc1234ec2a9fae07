import { isProtected, namesHost } from '../http/plain-http.js';

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
  if (privateHosts.length > 0 && !namesHost(privateHosts, parsed)) {
    return `host ${parsed.hostname} is not one of the private model hosts`;
  }
  if (!isProtected(parsed, allowPlainHttpHosts)) {
    return `host ${parsed.hostname} may not be spoken to without TLS`;
  }
  return null;
}
