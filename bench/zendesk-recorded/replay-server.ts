import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SentRequest } from './openapi-check.js';

export interface ReplayedAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface ReplayServer {
  url: string;
  /** Every request so far. */
  sent: SentRequest[];
  /** What the next requests are answered with, in order. */
  next: (...answers: ReplayedAnswer[]) => void;
  close: () => Promise<void>;
}

/** Answers are of a length of their own once they are sent again. */
const TRANSPORT_HEADERS = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'connection']);

/** A local server that gives recorded answers with their recorded headers. */
export async function startReplayServer(): Promise<ReplayServer> {
  const queue: ReplayedAnswer[] = [];
  const sent: SentRequest[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://localhost');
      const body: unknown = text === '' ? null : JSON.parse(text);
      sent.push({ method: request.method ?? '', path, query: Object.fromEntries(searchParams), body });
      const answer = queue.shift() ?? { status: 599, headers: {}, body: '' };
      const headers = Object.entries(answer.headers).filter(([name]) => !TRANSPORT_HEADERS.has(name));
      response.writeHead(answer.status, Object.fromEntries(headers)).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    next: (...answers) => queue.splice(0, queue.length, ...answers),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
