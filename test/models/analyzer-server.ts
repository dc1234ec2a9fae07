import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the analyzer was asked. */
export interface AnalyzeRequest {
  path: string | undefined;
  body: { text: string; language: string; score_threshold: number };
}

export interface AnalyzerServer {
  url: string;
  requests: AnalyzeRequest[];
  close: () => Promise<void>;
}

type Answer = (request: AnalyzeRequest, response: ServerResponse) => void;

/** Answers as the documented API does, with the findings made of the text. */
export const findings =
  (find: (text: string) => unknown): Answer =>
  ({ body }, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(find(body.text)));
  };

/** A local server with the analyzer's one route. @see https://microsoft.github.io/presidio/api-docs/api-docs.html */
export async function startAnalyzer(answer: Answer): Promise<AnalyzerServer> {
  const requests: AnalyzeRequest[] = [];
  const server = createServer((incoming: IncomingMessage, response) => {
    let text = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    incoming.on('end', () => {
      const request = { path: incoming.url, body: JSON.parse(text) as AnalyzeRequest['body'] };
      requests.push(request);
      answer(request, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
