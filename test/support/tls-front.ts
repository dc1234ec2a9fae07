import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { createServer, type TlsOptions } from 'node:tls';

/** A file of the fixtures: `server-certificate.pem` and its like. */
export const tlsFile = (name: string): string => path.join(import.meta.dirname, '../fixtures/tls', name);

/** Speaks TLS for a server that does not: what `temporal.test` would be. */
export async function tlsFront(address: string, options: TlsOptions = {}) {
  const [host = '', port = ''] = address.split(':');
  const sockets = new Set<Socket>();
  const server = createServer(
    {
      key: readFileSync(tlsFile('server-key.pem')),
      cert: readFileSync(tlsFile('server-certificate.pem')),
      ALPNProtocols: ['h2'],
      ...options,
    },
    (secured) => {
      const there = connect(Number(port), host);
      for (const socket of [secured, there]) {
        sockets.add(socket);
        socket.on('error', () => undefined);
      }
      secured.on('close', () => there.destroy());
      there.on('close', () => secured.destroy());
      there.pipe(secured).pipe(there);
    },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
