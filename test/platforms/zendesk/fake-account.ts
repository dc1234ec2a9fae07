import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createZendeskPlatform } from '../../../src/platforms/zendesk/platform.js';
import type { ZendeskOptions } from '../../../src/platforms/zendesk/client.js';
import { PlatformError, type TicketPlatform } from '../../../src/ports/platform.js';

export interface CannedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Answers a request by hand, to misbehave. */
export type CannedBehaviour = (request: IncomingMessage, response: ServerResponse) => void;

export interface SeenRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export interface FakeAccount {
  url: string;
  requests: SeenRequest[];
  platform: (options?: Partial<ZendeskOptions>) => TicketPlatform;
}

/** A real server that gives these answers in order and fails the request when they run out. */
export async function withAccount(
  answers: readonly (CannedAnswer | CannedBehaviour)[],
  use: (account: FakeAccount) => Promise<void>,
): Promise<void> {
  const left = [...answers];
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push(seen(request, Buffer.concat(chunks).toString()));
      const next = left.shift() ?? { status: 599, body: 'no answer left' };
      if (typeof next === 'function') next(request, response);
      else reply(response, next);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const auth = { email: 'robot@shop.example', apiToken: 'tok-123' };
  try {
    await use({
      url,
      requests,
      platform: (options = {}) => createZendeskPlatform({ baseUrl: url, auth, ...options }),
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A stored answer of test/fixtures/zendesk. */
export function fixture<T = Record<string, unknown>>(name: string): T {
  return JSON.parse(
    readFileSync(new URL(`../../fixtures/zendesk/${name}.json`, import.meta.url), 'utf8'),
  ) as T;
}

export function cannedError(name: string): CannedAnswer {
  const found = fixture<Record<string, CannedAnswer>>('errors')[name];
  if (found === undefined) throw new Error(`no stored error ${name}`);
  return found;
}

/** The error of a call that has to fail with a `PlatformError`. */
export async function platformErrorOf(call: Promise<unknown>): Promise<PlatformError> {
  const outcome: unknown = await call.then(
    () => 'success',
    (error: unknown) => error,
  );
  if (outcome instanceof PlatformError) return outcome;
  throw new Error('expected a PlatformError', { cause: outcome });
}

function seen(request: IncomingMessage, body: string): SeenRequest {
  const url = new URL(request.url ?? '', 'http://localhost');
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: body === '' ? null : JSON.parse(body),
  };
}

function reply(response: ServerResponse, { status = 200, headers = {}, body = '' }: CannedAnswer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(text);
}
