import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { RequestError, TimeoutError } from 'got';
import { directAgents } from '../../src/http/outgoing.js';
import { AnswerTooLargeError, exchange, type HttpRequest } from '../../src/http/exchange.js';
import { drip, endless, TOO_LARGE, type Hostile } from '../support/hostile-answers.js';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function serving(answer: Hostile): Promise<{ url: string; closed: Promise<unknown> }> {
  let tellClosed: (value: unknown) => void = () => undefined;
  const closed = new Promise((resolve) => (tellClosed = resolve));
  const server = createServer((request, response) => {
    request.resume();
    request.socket.once('close', tellClosed);
    answer(response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, closed };
}

const request = (more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  agent: directAgents(),
  timeoutMs: 20_000,
  maxBytes: 4 * 1024 * 1024,
  ...more,
});

describe('an answer that is too large is given up; one without end has its connection closed', () => {
  test.each(TOO_LARGE)('%s', async (_name, answer) => {
    const { url, closed } = await serving(answer);
    await expect(exchange(url, request())).rejects.toBeInstanceOf(AnswerTooLargeError);
    // One that was sent whole leaves a connection that is used again.
    if (answer === endless) await closed;
  });

  test('also one that is an error, and one to a write', async () => {
    const { url } = await serving((response) => response.writeHead(500).end('x'.repeat(2_000)));
    const sent = exchange(url, request({ method: 'PUT', json: { a: 1 }, maxBytes: 1_000 }));
    await expect(sent).rejects.toBeInstanceOf(AnswerTooLargeError);
  });
});

test('a byte now and then holds nobody longer than the time limit', async () => {
  const { url, closed } = await serving(drip);
  await expect(exchange(url, request({ timeoutMs: 400 }))).rejects.toBeInstanceOf(TimeoutError);
  await closed;
});

test('an answer of exactly the limit is read whole, decompressed, whatever its status', async () => {
  const { url } = await serving((response) => {
    response.writeHead(404, { 'content-encoding': 'gzip' }).end(gzipSync('é'.repeat(500)));
  });
  expect(await exchange(url, request({ maxBytes: 1_000 }))).toMatchObject({
    status: 404,
    text: 'é'.repeat(500),
  });
});

test('an aborted signal closes the connection', async () => {
  const stop = new AbortController();
  const { url, closed } = await serving(() => stop.abort(new Error('stopped')));
  await expect(exchange(url, request({ signal: stop.signal }))).rejects.toBeInstanceOf(RequestError);
  await closed;
});

test('a signal that is aborted once the answer is there harms nobody', async () => {
  const { url } = await serving((response) => response.end('{}'));
  for (const method of ['GET', 'POST'] as const) {
    const stop = new AbortController();
    const json = method === 'POST' ? {} : undefined;
    expect(await exchange(url, request({ method, json, signal: stop.signal }))).toMatchObject({ text: '{}' });
    stop.abort();
    await new Promise((next) => setTimeout(next, 20));
  }
});
