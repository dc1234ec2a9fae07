import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { createFreshdeskPlatform } from '../../src/platforms/freshdesk/platform.js';
import { createOpenAiModel } from '../../src/models/openai-model.js';
import { createSlackNotifier } from '../../src/alerts/channels/slack.js';
import { createSmtpMailer } from '../../src/alerts/channels/email.js';
import { useProxies, NO_PROXIES } from '../../src/http/outgoing.js';
import { createPresidioDetector } from '../../src/models/presidio.js';
import { createZendeskPlatform } from '../../src/platforms/zendesk/platform.js';
import { loadConfig } from '../../src/config/load.js';
import { OtlpExporter } from '../../src/temporal/tracing/otlp-exporter.js';
import { connectProxy, type ConnectProxy, type ConnectProxyOptions } from '../support/connect-proxy.js';
import { message } from '../alerts/channels/messages.js';

jest.setTimeout(60_000);
const pem = (name: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/tls', name), 'utf8');

const open: { close: () => Promise<unknown> }[] = [];
afterEach(async () => {
  useProxies(NO_PROXIES);
  for (const each of open.splice(0)) await each.close();
});

/** A server that stands for any of the services; which requests got there. */
async function service(tls = false): Promise<{ port: number; seen: string[] }> {
  const seen: string[] = [];
  const answer: RequestListener = (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    request.resume();
    // Slack says `ok` and no JSON; its stand-in is asked at the root.
    response.writeHead(200).end(request.url === '/' ? 'ok' : '{}');
  };
  const server = tls
    ? createHttpsServer({ key: pem('server-key.pem'), cert: pem('server-certificate.pem') }, answer)
    : createHttpServer(answer);
  const port = await listening(server);
  open.push({
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  return { port, seen };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function proxyInForce(
  options: ConnectProxyOptions = {},
  env: Record<string, string> = {},
): Promise<ConnectProxy> {
  const proxy = await connectProxy(options);
  open.push(proxy);
  inForce({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, ...env });
  return proxy;
}

const inForce = (env: Record<string, string>) => useProxies(loadConfig(env).proxies);

const failure = (asked: Promise<unknown>): Promise<Error & { kind?: string }> =>
  asked.then(
    () => new Error('it did not fail'),
    (error: Error) => error,
  );

/** Every client that leaves this machine, asking for anything. */
const CLIENTS: Record<string, (url: string) => Promise<unknown>> = {
  Zendesk: (url) =>
    createZendeskPlatform({
      baseUrl: url,
      auth: { oauthToken: 't' },
      allowPlainHttpHosts: ['far.test'],
    }).whoAmI(),
  Freshdesk: (url) =>
    createFreshdeskPlatform({
      baseUrl: url,
      auth: { apiKey: 'k' },
      allowPlainHttpHosts: ['far.test'],
    }).whoAmI(),
  'the model': (url) =>
    createOpenAiModel({
      ...{ baseUrl: `${url}/v1`, model: 'm', timeoutMs: 5_000, allowPlainHttpHosts: ['far.test'] },
      ...{ priceInputPerMtokUsd: 0, priceOutputPerMtokUsd: 0 },
    }).reachable(),
  Presidio: (url) =>
    createPresidioDetector({
      ...{
        baseUrl: url,
        language: 'en',
        timeoutMs: 5_000,
        leastScore: 0.5,
        allowPlainHttpHosts: ['far.test'],
      },
    }).detect('Jane'),
  Slack: (url) => createSlackNotifier({ url, allowPlainHttpHosts: ['far.test'] }).tell(message()),
  'the collector of traces': (url) =>
    new Promise<void>((resolve, reject) => {
      const collector = { url: `${url}/v1/traces`, headers: {}, serviceName: 's', share: 1 };
      new OtlpExporter(collector, 5_000).export([], ({ error }) => (error ? reject(error) : resolve()));
    }),
};

describe.each(Object.entries(CLIENTS))('%s', (_name, ask) => {
  test('goes through the proxy, and the server is reached', async () => {
    const { port, seen } = await service();
    const proxy = await proxyInForce();
    // Not every client is content with what the server says; it has been asked all the same.
    await ask(`http://far.test:${port}`).catch(() => undefined);
    expect(proxy.asked).toEqual([`far.test:${port}`]);
    expect(seen).toHaveLength(1);
  });

  test('never goes through it to this machine', async () => {
    const { port, seen } = await service();
    const proxy = await proxyInForce();
    for (const host of ['127.0.0.1', 'localhost']) await ask(`http://${host}:${port}`).catch(() => undefined);
    expect(seen).toHaveLength(2);
    expect(proxy.asked).toEqual([]);
  });

  test('nor to what NO_PROXY names', async () => {
    const { port } = await service();
    const proxy = await proxyInForce({}, { NO_PROXY: 'far.test' });
    // Nobody knows that host.
    await ask(`http://far.test:${port}`).catch(() => undefined);
    expect(proxy.asked).toEqual([]);
  });

  test('through TLS: a certificate that nobody signed is refused, and nothing is sent', async () => {
    const { port, seen } = await service(true);
    const proxy = await proxyInForce();
    await expect(ask(`https://desk.test:${port}`)).rejects.toThrow();
    expect(proxy.asked).toEqual([`desk.test:${port}`]);
    expect(seen).toEqual([]);
  });

  test.each([
    [407, 'refuses the credentials in HTTP_PROXY, or wants some (407)'],
    [403, 'does not connect to far.test:9 (it answered 403)'],
    [502, 'does not connect to far.test:9 (it answered 502)'],
  ])('a proxy that answers %s: the variable is named, its credentials are not', async (status, words) => {
    const proxy = await connectProxy({ refuseWith: status });
    open.push(proxy);
    inForce({ HTTP_PROXY: `http://user:hunter2@127.0.0.1:${proxy.port}` });
    const error = await failure(ask('http://far.test:9'));
    expect(error.message).toContain(`the proxy of HTTP_PROXY (http://127.0.0.1:${proxy.port}) ${words}`);
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('hunter2');
    expect(proxy.asked).toEqual(['far.test:9']);
    if (error.kind !== undefined) expect(error.kind).toBe('unavailable');
  });

  test('a proxy that is not there: the variable is named', async () => {
    inForce({ http_proxy: 'http://127.0.0.1:9' });
    const error = await failure(ask('http://far.test:9'));
    expect(error.message).toContain(
      'the proxy of http_proxy (http://127.0.0.1:9) cannot be reached (ECONNREFUSED)',
    );
  });
});

test('the credentials of the proxy are sent to it, decoded', async () => {
  const { port, seen } = await service();
  const proxy = await connectProxy({ credentials: 'us er:p@ss' });
  open.push(proxy);
  inForce({ HTTP_PROXY: `http://us%20er:p%40ss@127.0.0.1:${proxy.port}` });
  await CLIENTS['Slack']?.(`http://far.test:${port}`);
  expect(seen).toEqual(['POST /']);
});

const WRITE: Parameters<ReturnType<typeof createZendeskPlatform>['write']>[1] = {
  ...{ tags: ['a'], note: 'n', expectedUpdatedAt: '2026-01-01T00:00:00Z' },
  record: {
    ...{ workflowId: 'w', verdictId: 'v', contentHash: 'h' },
    ...{ tags: ['a'], priority: null, declinedTags: [] },
  },
};

test('a write that the proxy refused was not sent: it may be repeated', async () => {
  await proxyInForce({ refuseWith: 503 });
  const desk = createZendeskPlatform({
    ...{ baseUrl: 'http://far.test:9', auth: { oauthToken: 't' }, allowPlainHttpHosts: ['far.test'] },
  });
  const error = await failure(desk.write('1', WRITE));
  expect(error.kind).toBe('unavailable');
});

test('a proxy that takes the connection and says nothing does not hold a request beyond its own time', async () => {
  const held: Socket[] = [];
  const silent = createTcpServer((socket) => void held.push(socket));
  const port = await listening(silent);
  open.push({
    close: () => {
      held.forEach((socket) => socket.destroy());
      return new Promise((resolve) => silent.close(resolve));
    },
  });
  inForce({ HTTP_PROXY: `http://127.0.0.1:${port}` });
  const model = createOpenAiModel({
    ...{ baseUrl: 'http://far.test/v1', model: 'm', timeoutMs: 500, allowPlainHttpHosts: ['far.test'] },
    ...{ priceInputPerMtokUsd: 0, priceOutputPerMtokUsd: 0 },
  });
  expect((await failure(model.reachable())).kind).toBe('timeout');
}, 30_000);

test('a model among LLM_PRIVATE_HOSTS is reached without a proxy: no other host is contacted', async () => {
  const proxy = await proxyInForce();
  const model = createOpenAiModel({
    ...{ baseUrl: 'http://far.test:9/v1', model: 'm', timeoutMs: 5_000, privateHosts: ['far.test'] },
    ...{ priceInputPerMtokUsd: 0, priceOutputPerMtokUsd: 0, allowPlainHttpHosts: ['far.test'] },
  });
  await expect(model.reachable()).rejects.toThrow();
  expect(proxy.asked).toEqual([]);
});

describe('the mail server', () => {
  const mailer = (url: string) => createSmtpMailer({ url, from: 'a@a.test', to: ['b@b.test'] });

  test('elsewhere: through the proxy, whose refusal is named without its credentials', async () => {
    const proxy = await connectProxy({ refuseWith: 403 });
    open.push(proxy);
    inForce({ HTTPS_PROXY: `http://user:hunter2@127.0.0.1:${proxy.port}` });
    const error = await failure(mailer('smtps://u:p@mail.test:465').verify());
    expect(proxy.asked).toEqual(['mail.test:465']);
    expect(error).toMatchObject({ kind: 'unavailable' });
    expect(error.message).toContain(
      `through the proxy of HTTPS_PROXY (http://127.0.0.1:${proxy.port}): 403; where it needs none, name it in NO_PROXY`,
    );
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('hunter2');
  });

  test('on this machine: not through it', async () => {
    const proxy = await proxyInForce();
    await failure(mailer('smtp://127.0.0.1:9').verify());
    expect(proxy.asked).toEqual([]);
  });
});
