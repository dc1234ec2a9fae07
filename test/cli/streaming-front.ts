import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One question in so many is answered as by a server that only streams. */
const STREAMED_EVERY = 40;

/**
 * A server in front of another that passes questions on, and answers some of them with an event stream that nobody
 * asked for, or with the refusal of servers that know nothing else.
 */
export async function streamingFront(behind: string) {
  let questions = 0;
  let streamed = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      questions += 1;
      if (questions % STREAMED_EVERY === 0) {
        streamed += 1;
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: {"choices":[]}\n\n');
        return;
      }
      if (questions % STREAMED_EVERY === STREAMED_EVERY / 2) {
        streamed += 1;
        const error = { message: 'Only stream=true is supported.' };
        response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
        return;
      }
      const gone = new AbortController();
      response.on('close', () => gone.abort());
      fetch(`${behind}${request.url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.concat(chunks),
        signal: gone.signal,
      })
        .then(async (answer) => {
          const retryAfter = answer.headers.get('retry-after');
          response.writeHead(answer.status, {
            'content-type': answer.headers.get('content-type') ?? 'text/plain',
            ...(retryAfter === null ? {} : { 'retry-after': retryAfter }),
          });
          response.end(await answer.text());
        })
        .catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streamed: () => streamed,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
