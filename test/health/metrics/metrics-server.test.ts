import { expect, test } from '@jest/globals';
import { serveMetrics, type MetricsServerOptions } from '../../../src/health/metrics/server.js';

async function whileServed(
  options: Partial<MetricsServerOptions>,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const page = () => Promise.resolve('tickets_total 3\n');
  const server = await serveMetrics({
    host: '127.0.0.1',
    port: 0,
    page,
    onError: () => undefined,
    ...options,
  });
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
}

test('the page is served as Prometheus reads it, with or without parameters', async () => {
  await whileServed({}, async (url) => {
    const answer = await fetch(`${url}?x=1`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      'tickets_total 3\n',
    ]);
  });
});

test.each([
  ['GET', '/'],
  ['GET', '/metrics/more'],
  ['POST', '/metrics'],
])('%s %s is not there', async (method, path) => {
  await whileServed({}, async (url) => {
    expect((await fetch(new URL(path, url), { method })).status).toBe(404);
  });
});

test('that the process goes on is told even when the page cannot be made', async () => {
  const broken = { page: () => Promise.reject(new Error('the database is away')) };
  await whileServed(broken, async (url) => {
    const answer = await fetch(new URL('/livez', url));
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
  });
});

test('a port that is taken is replaced by a free one', async () => {
  await whileServed({}, async (first) => {
    await whileServed({ port: Number(new URL(first).port) }, async (second) => {
      expect(second).not.toBe(first);
      expect((await fetch(second)).status).toBe(200);
    });
  });
});

test('a page that cannot be made is answered with 500 without its reason, which is told', async () => {
  const told: unknown[] = [];
  const failure = new Error('secret address');
  const broken = { page: () => Promise.reject(failure), onError: (error: unknown) => void told.push(error) };
  await whileServed(broken, async (url) => {
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([500, 'the metrics could not be collected\n']);
  });
  expect(told).toEqual([failure]);
});
