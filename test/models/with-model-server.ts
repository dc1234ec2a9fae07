import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the stand-in server was asked. */
export interface SeenRequest {
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
}

export interface ModelServer {
  baseUrl: string;
  seen: SeenRequest[];
}

export type Answer = (response: ServerResponse, request: SeenRequest, index: number) => void;

/** Runs a local HTTP server for the time of one test; each request is recorded and answered by `answer`. */
export async function withModelServer(
  answer: Answer,
  test: (server: ModelServer) => Promise<void>,
): Promise<void> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
      const item = { path: request.url ?? '', headers: request.headers, body };
      seen.push(item);
      answer(response, item, seen.length - 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await test({ baseUrl: `http://127.0.0.1:${port}/v1`, seen });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** Answers JSON. */
export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A chat completion as servers send it. */
export function completion(
  content: unknown,
  more: { finish_reason?: string; refusal?: string; usage?: unknown; model?: string } = {},
) {
  const {
    finish_reason = 'stop',
    refusal = null,
    usage = { prompt_tokens: 100, completion_tokens: 20 },
    model = 'stand-in',
  } = more;
  return {
    id: 'x',
    object: 'chat.completion',
    model,
    choices: [{ index: 0, finish_reason, message: { role: 'assistant', content, refusal } }],
    usage,
  };
}
