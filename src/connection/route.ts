import type { ConnectionOptions } from '@temporalio/client';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { outgoingRoute, placeOf, type Proxy } from '../http/outgoing.js';
import { ConfigurationError } from '../ports/setting.js';
import type { TemporalOptions } from '../config/temporal.js';

/**
 * gRPC's own look at `https_proxy` and `http_proxy` is turned off: it takes a proxy for this machine as well, and the end
 * of a host's name for the host.
 * @see https://github.com/grpc/grpc-node/blob/master/packages/grpc-js/README.md#supported-channel-options
 */
export const NO_PROXY_FROM_ENVIRONMENT = { 'grpc.enable_http_proxy': 0 } as const;

/** The options of a client's connection: this machine is reached directly, others through the proxy of the settings. */
export function clientOptions(options: TemporalOptions): ConnectionOptions {
  const proxy = proxyTo(options);
  const common = { ...options, channelArgs: NO_PROXY_FROM_ENVIRONMENT };
  if (proxy === null) return common;
  const { tls, address } = options;
  const serverName = typeof tls === 'object' ? tls?.serverNameOverride : undefined;
  const { username, password } = credentialsOf(proxy);
  return {
    ...common,
    address: hostAndPort(proxy),
    channelArgs: {
      ...NO_PROXY_FROM_ENVIRONMENT,
      'grpc.http_connect_target': `dns:${address}`,
      ...(username === '' && password === '' ? {} : { 'grpc.http_connect_creds': `${username}:${password}` }),
      'grpc.default_authority': serverName ?? address,
    },
  };
}

/** The options of the worker's native connection: the same way to the same server. */
export function nativeOptions(options: TemporalOptions): NativeConnectionOptions {
  const proxy = proxyTo(options);
  if (proxy === null) return options;
  const basicAuth = credentialsOf(proxy);
  const hasAuth = basicAuth.username !== '' || basicAuth.password !== '';
  return {
    ...options,
    proxy: { type: 'http-connect', targetHost: hostAndPort(proxy), ...(hasAuth ? { basicAuth } : {}) },
  };
}

/** Where the server is, as a URL; gRPC with TLS counts as `https:`. */
export const temporalUrl = (options: TemporalOptions): URL =>
  new URL(`${usesTls(options) ? 'https' : 'http'}://${options.address}`);

/** As the SDK decides it: an API key turns TLS on where nothing else is said. */
export const usesTls = ({ tls, apiKey }: Pick<TemporalOptions, 'tls' | 'apiKey'>): boolean =>
  tls === undefined || tls === null ? Boolean(apiKey) : tls !== false;

/**
 * The proxy on the way to the server; null: none.
 * @throws {ConfigurationError} when gRPC could not speak to it.
 */
export function proxyTo(options: TemporalOptions): Proxy | null {
  const { proxy } = outgoingRoute(temporalUrl(options));
  if (proxy === null || proxy.url.protocol === 'http:') return proxy;
  const expected = `http://HOST:PORT, as connections to Temporal go through it, or ${options.address} in NO_PROXY`;
  throw new ConfigurationError([{ variable: proxy.variable, expected, got: placeOf(proxy) }]);
}

const hostAndPort = ({ url }: Proxy): string => `${url.hostname}:${url.port || '80'}`;

const credentialsOf = ({ url: { username, password } }: Proxy) => ({
  username: decodeURIComponent(username),
  password: decodeURIComponent(password),
});
