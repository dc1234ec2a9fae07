import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { downloadRelease } from '../../../setup/temporal-binary/release-download.mjs';
import { makeArchive, useServers } from '../support/archive-server.mjs';
import { recordedProgress } from '../support/recorded-progress.mjs';
import { useTemporaryFolders } from '../support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();
const serve = useServers();

async function download(url, options = {}) {
  const folder = await temporaryFolder();
  return downloadRelease({ url, fileName: 'temporal', folder, progress: recordedProgress(), ...options });
}

async function addressWithoutServer() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const archiveOf = async (fileName) =>
  makeArchive({ folder: await temporaryFolder(), fileName, content: 'program' });

describe('a release that is there', () => {
  test('redirected as the vendor does → followed, unpacked, progress up to the whole size', async () => {
    const archive = await archiveOf('temporal');
    const url = await serve((request, response) => {
      if (request.url === '/v1/a.tar.gz') return response.writeHead(302, { location: '/elsewhere' }).end();
      return response.writeHead(200, { 'content-length': archive.length }).end(archive);
    });
    const progress = recordedProgress();
    const file = await download(`${url}/v1/a.tar.gz`, { progress });
    expect(await readFile(file, 'utf8')).toBe('program');
    expect(progress.updates.at(-1)).toEqual([archive.length, archive.length]);
  });

  test('an archive without the file → says so', async () => {
    const archive = await archiveOf('LICENSE');
    const url = await serve((_request, response) => response.end(archive));
    await expect(download(`${url}/a.tar.gz`)).rejects.toThrow('the archive holds no file temporal');
  });

  test('no archive at all → fails', async () => {
    const url = await serve((_request, response) =>
      response.end('<html>sign in to the guest network</html>'),
    );
    await expect(download(`${url}/a.tar.gz`)).rejects.toThrow();
  });
});

describe('a release that cannot be had', () => {
  test('404 → the status is the reason', async () => {
    const url = await serve((_request, response) => response.writeHead(404).end());
    await expect(download(`${url}/a.tar.gz`)).rejects.toThrow('answered 404');
  });

  test('nobody listens → the cause, not "fetch failed"', async () => {
    const url = await addressWithoutServer();
    await expect(download(`${url}/a.tar.gz`)).rejects.toThrow(/ECONNREFUSED/);
  });

  test('a site that never answers → given up after the connect time-out', async () => {
    const url = await serve(() => {});
    const options = { connectTimeoutMs: 50 };
    await expect(download(`${url}/a.tar.gz`, options)).rejects.toThrow('no answer within 0.05 s');
  });

  test('an answer that stops half-way → given up after the stall time-out', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(200, { 'content-length': 10 }).write('half'),
    );
    const options = { stallTimeoutMs: 50 };
    await expect(download(`${url}/a.tar.gz`, options)).rejects.toThrow('nothing came for 0.05 s');
  });
});
