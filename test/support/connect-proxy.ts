import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface ConnectProxyOptions {
  /** What it answers instead of connecting: 407, 403, 502. */
  refuseWith?: number;
  /** The credentials it wants, as `user:password`. */
  credentials?: string;
}

/**
 * An HTTP proxy that tunnels, on this machine. Whatever host it is asked for, it connects to the same port of this
 * machine, so that tests can use names that no resolver knows.
 */
export async function connectProxy({ refuseWith, credentials }: ConnectProxyOptions = {}) {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(501).end();
  });
  const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  server.on('connection', (socket: Socket) => void sockets.add(socket));
  server.on('connect', (request, socket: Socket, head: Buffer) => {
    asked.push(request.url as string);
    socket.on('error', () => undefined);
    const refusal = expected && request.headers['proxy-authorization'] !== expected ? 407 : refuseWith;
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const there = connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.write(head);
      there.pipe(socket).pipe(there);
    });
    sockets.add(there);
    there.on('error', () => socket.destroy());
    there.on('close', () => socket.destroy());
    socket.on('close', () => there.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    /** `HOST:PORT` of every tunnel that was asked for. */
    asked,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type ConnectProxy = Awaited<ReturnType<typeof connectProxy>>;
