import { afterEach } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { create } from 'tar';

/** A .tar.gz with one file, as bytes. */
export async function makeArchive({ folder, fileName, content }) {
  await writeFile(path.join(folder, fileName), content);
  return create({ cwd: folder, gzip: true, sync: true }, [fileName]).read();
}

/** Starts local HTTP servers that answer with `listener`; all are closed after each test. */
export function useServers() {
  const servers = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
  return async (listener) => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${server.address().port}`;
  };
}
