import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** A free port on loopback: the first of `preferred` that is free, else any. Ports already given out are not repeated. */
export async function freePort(preferred: readonly number[], taken: Set<number>): Promise<number> {
  for (const port of [...preferred.filter((port) => !taken.has(port)), 0]) {
    const found = await tryPort(port);
    if (found === null || taken.has(found)) continue;
    taken.add(found);
    return found;
  }
  return freePort([], taken);
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
