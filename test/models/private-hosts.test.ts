import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import dns from 'node:dns';
import http from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, jest, test } from '@jest/globals';
import { createOpenAiModel } from '../../src/models/openai-model.js';
import { createTransport } from '../../src/models/transport.js';
import { ModelError } from '../../src/ports/model.js';
import { completion, json, withModelServer, type Answer } from './with-model-server.js';

const PROXIES = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];

const model = (baseUrl: string, privateHosts: string[]) =>
  createOpenAiModel({
    ...{ baseUrl, privateHosts, model: 'small', timeoutMs: 5_000 },
    ...{ priceInputPerMtokUsd: 0, priceOutputPerMtokUsd: 0 },
  });

/** Asks a model behind a private host, with everything in place that might lead elsewhere, and counts the sockets. */
async function peersOf(
  answer: (elsewhere: string) => Answer,
): Promise<{ ports: unknown[]; elsewhere: number }> {
  const sockets: Socket[] = [];
  const opened = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);
  const before = PROXIES.map((name) => process.env[name]);
  let ports: unknown[] = [];
  let reached = 0;
  await withModelServer(
    (response) => json(response, completion('{}')),
    async (elsewhere) => {
      await withModelServer(answer(elsewhere.baseUrl), async ({ baseUrl }) => {
        PROXIES.forEach((name) => (process.env[name] = new URL(elsewhere.baseUrl).origin));
        subscribe('net.client.socket', opened);
        try {
          const { host, port } = new URL(baseUrl);
          const request = { messages: [], schema: { name: 'a', schema: {} }, maxOutputTokens: 1 };
          await model(baseUrl, [host])
            .complete(request)
            .catch((error: unknown) => expect(error).toBeInstanceOf(ModelError));
          ports = sockets.map((socket) =>
            String(socket.remotePort) === port ? 'the private host' : socket.remotePort,
          );
        } finally {
          unsubscribe('net.client.socket', opened);
          PROXIES.forEach((name, index) => {
            if (before[index] === undefined) delete process.env[name];
            else process.env[name] = before[index];
          });
        }
      });
      reached = elsewhere.seen.length;
    },
  );
  return { ports, elsewhere: reached };
}

describe('with private hosts, no socket is opened to anywhere else', () => {
  test.each([301, 302, 303, 307, 308])('a redirect with %i', async (status) => {
    const found = await peersOf(
      (elsewhere) => (response) =>
        response.writeHead(status, { location: `${elsewhere}/chat/completions` }).end(),
    );
    expect(found).toEqual({ ports: ['the private host'], elsewhere: 0 });
  });

  test('an answer that names another service', async () => {
    const found = await peersOf((elsewhere) => (response) => {
      const { port } = new URL(elsewhere);
      json(response, completion('{}'), 200, {
        'alt-svc': `h2="127.0.0.1:${port}"`,
        link: `<${elsewhere}>; rel=next`,
      });
    });
    expect(found).toEqual({ ports: ['the private host'], elsewhere: 0 });
  });
});

describe('every request is checked, whatever asks for it', () => {
  const policy = { privateHosts: ['127.0.0.1'], allowPlainHttpHosts: [] };

  test.each(['https://api.openai.com/v1/models', 'http://localhost:9/v1', 'https://127.0.0.2/v1'])(
    'one to %s → refused, without asking for its address',
    async (url) => {
      const lookup = jest.spyOn(dns, 'lookup');
      const transport = createTransport({ policy, timeoutMs: 1_000 });
      await expect(transport(url)).rejects.toMatchObject({ kind: 'invalidRequest' });
      expect(lookup).not.toHaveBeenCalled();
      lookup.mockRestore();
    },
  );

  test('a name that is not listed is refused, though it leads to a host that is', async () => {
    await withModelServer(
      (response) => json(response, completion('{}')),
      ({ baseUrl, seen }) => {
        const { port } = new URL(baseUrl);
        expect(() => model(`http://localhost:${port}/v1`, [`127.0.0.1:${port}`])).toThrow(ModelError);
        expect(seen).toEqual([]);
        return Promise.resolve();
      },
    );
  });

  test('the question whether a server is there follows no redirect either', async () => {
    await withModelServer(
      (response) => json(response, { data: [] }),
      async (elsewhere) => {
        await withModelServer(
          (response) => response.writeHead(302, { location: `${elsewhere.baseUrl}/models` }).end(),
          async ({ baseUrl }) => {
            const { host } = new URL(baseUrl);
            await expect(model(baseUrl, [host]).reachable()).rejects.toBeInstanceOf(ModelError);
          },
        );
        expect(elsewhere.seen).toEqual([]);
      },
    );
  });

  test('an agent that somebody made global gets no request', async () => {
    const before = http.globalAgent;
    const asked: unknown[] = [];
    const spy = Object.assign(new http.Agent(), {
      addRequest: (...request: unknown[]) => asked.push(request),
    });
    await withModelServer(
      (response) => json(response, completion('{}')),
      async ({ baseUrl }) => {
        http.globalAgent = spy;
        try {
          await model(baseUrl, [new URL(baseUrl).host]).complete({
            ...{ messages: [], schema: { name: 'a', schema: {} }, maxOutputTokens: 1 },
          });
        } finally {
          http.globalAgent = before;
        }
      },
    );
    expect(asked).toEqual([]);
  });
});

describe('addresses that look like a private host', () => {
  test.each([
    ['credentials before another host', 'https://model.internal@evil.example/v1'],
    ['a host that begins with it', 'https://model.internal.evil.example/v1'],
    ['a backslash', 'https://evil.example\\@model.internal/v1'],
    ['another port', 'https://model.internal:8443/v1'],
    ['the host in the path', 'https://evil.example/model.internal/v1'],
    ['an address as one number', 'https://167772161/v1'],
    ['an address in octal', 'https://012.0.0.1/v1'],
    ['an address as IPv6', 'https://[::ffff:10.0.0.1]/v1'],
    ['letters that only look alike', 'https://model.intern\u0430l/v1'],
  ])('%s is refused', (_case, url) => {
    expect(() => model(url, ['model.internal:443', '10.0.0.2'])).toThrow(ModelError);
  });

  test.each([
    ['https://MODEL.internal/v1', 'model.internal'],
    ['https://model.internal./v1', 'model.internal'],
    ['https://ｍodel.internal/v1', 'model.internal'],
    ['https://0x0a.1/v1', '10.0.0.1'],
  ])('%s is %s', (url, host) => {
    expect(() => model(url, [host])).not.toThrow();
  });
});
