import { expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withDotEnv } from '../../setup/dot-env.mjs';
import { useTemporaryFolders } from './support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

test('.env is read; what the environment sets wins, also when it is empty', async () => {
  const checkout = await temporaryFolder();
  await writeFile(
    path.join(checkout, '.env'),
    '# where\nTEMPORAL_ADDRESS=a:1\nLOG_LEVEL=debug\nDATA_DIR="x y"\n',
  );
  const env = { LOG_LEVEL: 'warn', TEMPORAL_ADDRESS: '' };
  expect(await withDotEnv(checkout, env)).toEqual({
    LOG_LEVEL: 'warn',
    TEMPORAL_ADDRESS: '',
    DATA_DIR: 'x y',
  });
  expect(env).toEqual({ LOG_LEVEL: 'warn', TEMPORAL_ADDRESS: '' });
});

test('no .env → the environment', async () => {
  expect(await withDotEnv(await temporaryFolder(), { A: '1' })).toEqual({ A: '1' });
});
