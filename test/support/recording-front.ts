import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One request as it came. */
export interface SeenRequest {
  method: string;
  /** With its query. */
  path: string;
  authorization: string;
  body: string;
}

/** Answers a request instead of the server behind; false: that one answers. */
export type Misbehave = (request: SeenRequest, reply: ServerResponse) => boolean;

/** A server before another one: it remembers all that is said to it, and may misbehave. */
export interface RecordingFront {
  url: string;
  seen: SeenRequest[];
  /** Null: it behaves. */
  misbehave: Misbehave | null;
  close(): Promise<void>;
}

/** Headers of an answer that hold for one connection, or for a body that was not decoded. */
const NOT_PASSED_ON = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding'];

/** Starts a front on a free port of this machine. */
export async function openFront(target: string, misbehave: Misbehave | null = null): Promise<RecordingFront> {
  const server = createServer((request, reply) => {
    // The caller may have gone meanwhile, which is what hanging is for.
    void answer(request, reply).catch(() => reply.destroy());
  });
  // A connection that is closed as it is taken up again would look like an outage.
  server.keepAliveTimeout = 120_000;
  const front: RecordingFront = {
    url: '',
    seen: [],
    misbehave,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const answer = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers } = request;
    const body = (await buffer(request)).toString();
    const seen = { method, path, authorization: headers.authorization ?? '', body };
    front.seen.push(seen);
    if (front.misbehave?.(seen, reply)) return;
    const passedOn = Object.entries(headers).filter(
      ([name]) => !['host', 'connection', 'content-length', 'accept-encoding'].includes(name),
    ) as [string, string][];
    const answered = await fetch(`${target}${path}`, {
      ...{ method, headers: passedOn },
      ...(body === '' ? {} : { body }),
    });
    const given = [...answered.headers].filter(([name]) => !NOT_PASSED_ON.includes(name));
    reply.writeHead(answered.status, Object.fromEntries(given));
    reply.end(Buffer.from(await answered.arrayBuffer()));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  front.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return front;
}
