import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FreshdeskOptions } from '../../../src/platforms/freshdesk/client.js';
import { createFreshdeskPlatform } from '../../../src/platforms/freshdesk/platform.js';
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
  platform: (options?: Partial<FreshdeskOptions>) => TicketPlatform;
}

/** What answers one request; null closes the connection without an answer. */
export type Answering = (request: SeenRequest) => CannedAnswer | CannedBehaviour | null;

/** A real server whose answers are made request by request. */
export async function withServer(
  answerTo: Answering,
  use: (account: FakeAccount) => Promise<void>,
): Promise<void> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const seen = seenRequest(request, Buffer.concat(chunks).toString());
      requests.push(seen);
      const answer = answerTo(seen);
      if (answer === null) request.socket.destroy();
      else if (typeof answer === 'function') answer(request, response);
      else reply(response, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const auth = { apiKey: 'key-123' };
  try {
    await use({
      url,
      requests,
      platform: (options = {}) => createFreshdeskPlatform({ baseUrl: url, auth, ...options }),
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A real server that gives these answers in order and fails the request when they run out. */
export function withAccount(
  answers: readonly (CannedAnswer | CannedBehaviour)[],
  use: (account: FakeAccount) => Promise<void>,
): Promise<void> {
  const left = [...answers];
  return withServer(() => left.shift() ?? { status: 599, body: 'no answer left' }, use);
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

function seenRequest(request: IncomingMessage, body: string): SeenRequest {
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
