import { expect, test } from '@jest/globals';
import path from 'node:path';
import { locateTemporalBinary } from '../../../setup/temporal-binary/locate.mjs';
import { fakeMachine, placeExecutable } from '../support/fake-machine.mjs';
import { useTemporaryFolders } from '../support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

test('nothing there → null, and nothing is fetched', async () => {
  const { env, ...machine } = fakeMachine({ folder: await temporaryFolder() });
  const fetch = () => Promise.reject(new Error('must not be asked'));
  expect(await locateTemporalBinary(env, { ...machine, fetch })).toBeNull();
  expect(machine.commands).toEqual([]);
});

test('TEMPORAL_CLI_PATH → as it is, without running it', async () => {
  const machine = fakeMachine({ folder: await temporaryFolder() });
  const found = await locateTemporalBinary({ TEMPORAL_CLI_PATH: '/opt/temporal' }, machine);
  expect(found).toEqual({ path: '/opt/temporal', version: null, source: 'TEMPORAL_CLI_PATH' });
  expect(machine.commands).toEqual([]);
});

test('PATH before cache, as set-up does', async () => {
  const folder = await temporaryFolder();
  const { env, ...machine } = fakeMachine({ folder });
  const cached = path.join(folder, 'checkout', '.cache', 'temporal-1.9.1', 'temporal');
  await placeExecutable(cached);
  expect(await locateTemporalBinary(env, machine)).toMatchObject({ path: cached, source: 'cache' });
  const onPath = await placeExecutable(path.join(folder, 'bin', 'temporal'));
  expect(await locateTemporalBinary(env, machine)).toMatchObject({ path: onPath, source: 'PATH' });
});
