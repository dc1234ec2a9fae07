import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2';
import { connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { isGrpcServiceError } from '@temporalio/client';
import { ProxyError, tunnelTo } from '../http/outgoing.js';
import { ConfigurationError, shown, type ConfigFault } from '../ports/setting.js';
import type { TemporalOptions } from '../config/temporal.js';
import { proxyTo, temporalUrl, usesTls } from './route.js';

/** Temporal cannot be reached. Commands end with exit code 69. */
export class TemporalUnreachableError extends Error {
  override readonly name = 'TemporalUnreachableError';
}

const LOOK_WITHIN_MS = 3_000;

/** @see https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const REFUSED_CREDENTIALS: readonly number[] = [7, 16];

/**
 * Why no connection came about, found out by looking at the server once more: gRPC tells little more than that time is
 * up. A setting that cannot be right is named, with what was expected of it.
 */
export async function whyNoConnection(
  options: TemporalOptions,
  cause: unknown,
): Promise<ConfigurationError | TemporalUnreachableError> {
  if (cause instanceof ConfigurationError) return cause;
  if (wasRefused(cause)) return new ConfigurationError([refusedKey(options)]);
  const found = await look(options);
  return typeof found === 'object'
    ? new ConfigurationError([found])
    : new TemporalUnreachableError(`Temporal cannot be reached at ${options.address}: ${found}`, { cause });
}

function wasRefused(cause: unknown): boolean {
  for (let inner = cause; inner instanceof Error; inner = inner.cause) {
    if (isGrpcServiceError(inner) && REFUSED_CREDENTIALS.includes(Number(inner.code))) return true;
  }
  return false;
}

const refusedKey = ({ address, apiKey }: TemporalOptions): ConfigFault => ({
  variable: 'TEMPORAL_API_KEY',
  expected: `a key that the server at ${address} accepts`,
  got: apiKey ? 'one that it refuses (not shown)' : 'unset',
});

/** The setting that is wrong, or in words why the server cannot be reached. */
async function look(options: TemporalOptions): Promise<ConfigFault | string> {
  try {
    return await (usesTls(options) ? lookWithTls(options) : lookWithoutTls(options));
  } catch (error) {
    return error instanceof ProxyError ? error.message : codeOf(error);
  }
}

async function lookWithTls(options: TemporalOptions): Promise<ConfigFault | string> {
  const error = await refusalOf(() => speaksHttp2(options, tlsOptionsOf(options)));
  if (error === null) return NO_ANSWER;
  const fault = certificateFault(options, error);
  if (fault !== null) return fault;
  if ((await refusalOf(() => speaksHttp2(options, null))) !== null) return codeOf(error);
  const { tls, apiKey, address } = options;
  const keyAlone = (tls === undefined || tls === true) && apiKey;
  return {
    variable: 'TEMPORAL_TLS',
    expected: `false, because the server at ${address} speaks without TLS`,
    got: keyAlone
      ? 'unset, and TEMPORAL_API_KEY turns TLS on'
      : 'TLS turned on by TEMPORAL_TLS or TEMPORAL_TLS_*',
  };
}

async function lookWithoutTls(options: TemporalOptions): Promise<ConfigFault | string> {
  const error = await refusalOf(() => speaksHttp2(options, null));
  if (error === null) return NO_ANSWER;
  // Any certificate will do: nothing is sent, and the question is whether there is one.
  const tlsError = await refusalOf(() => speaksTls(options));
  if (tlsError === null || /ALERT/.test(codeOf(tlsError)))
    return {
      variable: 'TEMPORAL_TLS',
      expected: `true, because the server at ${options.address} speaks TLS`,
      got: 'unset or false',
    };
  if (codeOf(error) !== 'ERR_HTTP2_ERROR') return codeOf(error);
  return {
    variable: 'TEMPORAL_ADDRESS',
    expected: "the server's gRPC address, mostly port 7233",
    got: `${JSON.stringify(options.address)}, where something else answers`,
  };
}

const NO_ANSWER = 'it takes connections and gives no answer';

/** Of a certificate that cannot be checked, or that the server wants. */
function certificateFault(options: TemporalOptions, error: Error): ConfigFault | null {
  const tls = typeof options.tls === 'object' ? options.tls : null;
  const code = codeOf(error);
  const got = (variable: string, isSet: boolean) => (isSet ? `another one in ${variable}` : 'unset');
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const { cert } = error as { cert?: { subjectaltname?: string } };
    const names = cert?.subjectaltname ? ` (${cert.subjectaltname})` : '';
    return {
      variable: 'TEMPORAL_TLS_SERVER_NAME',
      expected: `a name that the certificate of ${options.address} is made out to${names}`,
      got: shown('TEMPORAL_TLS_SERVER_NAME', tls?.serverNameOverride ?? undefined),
    };
  }
  if (/^(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|^UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(code)) {
    const variable = 'TEMPORAL_TLS_SERVER_CA_CERT_PATH';
    const expected = `the certificate of who signed that of ${options.address} (${code})`;
    return { variable, expected, got: got(variable, Boolean(tls?.serverRootCACertificate)) };
  }
  if (/ALERT_(?:CERTIFICATE|BAD_CERTIFICATE|HANDSHAKE_FAILURE|UNKNOWN_CA|UNSUPPORTED_CERT)/.test(code)) {
    const variable = 'TEMPORAL_TLS_CLIENT_CERT_PATH';
    const expected = `a client certificate that the server at ${options.address} trusts (${code})`;
    return { variable, expected, got: got(variable, Boolean(tls?.clientCertPair)) };
  }
  return null;
}

function tlsOptionsOf({ tls }: TemporalOptions): ConnectionOptions {
  if (typeof tls !== 'object' || tls === null) return {};
  const { serverRootCACertificate: ca, clientCertPair, serverNameOverride: servername } = tls;
  return {
    ...(ca && { ca: Buffer.from(ca) }),
    ...(clientCertPair && { cert: Buffer.from(clientCertPair.crt), key: Buffer.from(clientCertPair.key) }),
    ...(servername && { servername }),
  };
}

/** Resolves when the server greets as HTTP/2 does. @param tls null: without TLS */
async function speaksHttp2(options: TemporalOptions, tls: ConnectionOptions | null): Promise<void> {
  const socket = await socketTo(options);
  const secured = tls === null ? socket : secure(socket, options, tls);
  let session: ClientHttp2Session | undefined;
  try {
    await inTime((resolve, reject) => {
      secured.once('error', reject);
      session = connectHttp2(temporalUrl(options).href, { createConnection: () => secured });
      session.once('error', reject).once('remoteSettings', resolve);
      session.once('close', () => reject(coded('ECONNRESET')));
    });
  } finally {
    session?.on('error', () => undefined).destroy();
    secured.on('error', () => undefined).destroy();
    socket.destroy();
  }
}

/** Resolves when the server has shown a certificate, whosever. */
async function speaksTls(options: TemporalOptions): Promise<void> {
  const socket = await socketTo(options);
  const secured = secure(socket, options, { rejectUnauthorized: false });
  try {
    await inTime((resolve, reject) => {
      secured.once('error', reject).once('secureConnect', resolve);
      secured.once('close', () => reject(coded('ECONNRESET')));
    });
  } finally {
    secured.on('error', () => undefined).destroy();
    socket.destroy();
  }
}

function secure(socket: Duplex, options: TemporalOptions, own: ConnectionOptions) {
  const host = temporalUrl(options).hostname.replace(/^\[|\]$/g, '');
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return connectTls({ socket, host, ALPNProtocols: ['h2'], minVersion: 'TLSv1.2', ...servername, ...own });
}

async function socketTo(options: TemporalOptions): Promise<Duplex> {
  const proxy = proxyTo(options);
  const { hostname, port, protocol } = temporalUrl(options);
  const target = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
  };
  if (proxy !== null) return tunnelTo(target, proxy);
  const socket = connectTcp(target);
  try {
    await inTime((resolve, reject) => socket.once('error', reject).once('connect', () => resolve()));
    return socket.removeAllListeners();
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function inTime(work: (resolve: () => void, reject: (error: Error) => void) => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(coded('ETIMEDOUT')), LOOK_WITHIN_MS);
  });
  try {
    await Promise.race([new Promise<void>(work), late]);
  } finally {
    clearTimeout(timer);
  }
}

const coded = (code: string): Error => Object.assign(new Error(code), { code });

const refusalOf = (look: () => Promise<void>): Promise<Error | null> =>
  look().then(
    () => null,
    (error: Error) => {
      if (error instanceof ProxyError) throw error;
      return error;
    },
  );

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'no answer';
