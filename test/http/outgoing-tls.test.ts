import { readFileSync } from 'node:fs';
import { createServer, request, type RequestOptions, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createOpenAiModel } from '../../src/models/openai-model.js';
import { createZendeskPlatform } from '../../src/platforms/zendesk/platform.js';

const pem = (name: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/tls', name), 'utf8');
const certificate = pem('localhost-certificate.pem');

/** Ciphers of TLS 1.1 are below OpenSSL's usual level. */
const TLS_1_1 = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

/** Runs a TLS server; answers how many requests got through, and why others did not. */
async function withTlsServer(
  options: ServerOptions,
  use: (server: { url: string; seen: { requests: number; refusals: string[] } }) => Promise<void>,
): Promise<void> {
  const seen = { requests: 0, refusals: [] as string[] };
  const server = createServer(
    { key: pem('localhost-key.pem'), cert: certificate, ...options },
    (_request, response) => {
      seen.requests += 1;
      response.end('{}');
    },
  );
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => seen.refusals.push(String(error.code)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use({ url: `https://localhost:${(server.address() as AddressInfo).port}`, seen });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A request of our own making, which trusts the certificate: the server is what it is said to be. */
const trusting = (url: string, options: RequestOptions = {}) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(url, { ca: certificate, ...options }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });

const CLIENTS: [string, (url: string) => Promise<unknown>][] = [
  [
    'the help desk client',
    (url) => createZendeskPlatform({ baseUrl: url, auth: { oauthToken: 'hunter2' } }).whoAmI(),
  ],
  [
    'the model client',
    (url) =>
      createOpenAiModel({
        ...{ baseUrl: `${url}/v1`, apiKey: 'hunter2', model: 'm', timeoutMs: 5_000 },
        ...{ priceInputPerMtokUsd: 0, priceOutputPerMtokUsd: 0 },
      }).reachable(),
  ],
];

describe.each(CLIENTS)('%s', (_name, ask) => {
  afterEach(() => {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  });

  test('a certificate that nobody signed is refused before anything is sent', async () => {
    await withTlsServer({}, async ({ url, seen }) => {
      await expect(ask(url)).rejects.toThrow();
      expect(seen.requests).toBe(0);
      expect(await trusting(url)).toBe(200);
    });
  });

  test('so it is when the environment says that certificates are not checked', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    await withTlsServer({}, async ({ url, seen }) => {
      await expect(ask(url)).rejects.toThrow();
      expect(seen.requests).toBe(0);
    });
  });

  test('a server that knows TLS 1.1 at most is refused', async () => {
    await withTlsServer(TLS_1_1, async ({ url, seen }) => {
      await expect(ask(url)).rejects.toThrow();
      expect(seen.requests).toBe(0);
      expect(seen.refusals).toContain('ERR_SSL_UNSUPPORTED_PROTOCOL');
      expect(await trusting(url, TLS_1_1)).toBe(200);
    });
  });

  test('without TLS to a host that is not this machine: refused, no name is looked up', async () => {
    await expect((async () => ask('http://desk.example.com'))()).rejects.toThrow(
      /desk\.example\.com may not be spoken to without TLS/,
    );
  });
});
