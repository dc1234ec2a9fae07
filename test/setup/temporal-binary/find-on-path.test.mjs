import { expect, test } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findOnPath } from '../../../setup/temporal-binary/find-on-path.mjs';
import { placeExecutable } from '../support/fake-machine.mjs';
import { useTemporaryFolders } from '../support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

test('the first executable file wins; folders and plain files of that name are passed over', async () => {
  const folder = await temporaryFolder();
  const [first, second, third, fourth] = ['1', '2', '3', '4'].map((name) => path.join(folder, name));
  await mkdir(path.join(first, 'temporal'), { recursive: true });
  await mkdir(second);
  await writeFile(path.join(second, 'temporal'), '', { mode: 0o644 });
  const file = await placeExecutable(path.join(third, 'temporal'));
  await placeExecutable(path.join(fourth, 'temporal'));
  const PATH = ['', 'relative', path.join(folder, 'gone'), first, second, third, fourth].join(path.delimiter);
  expect(await findOnPath('temporal', { PATH })).toBe(file);
});

test('the variable is found as Windows spells it', async () => {
  const folder = await temporaryFolder();
  const file = await placeExecutable(path.join(folder, 'temporal.exe'));
  expect(await findOnPath('temporal.exe', { Path: folder })).toBe(file);
});

test('no such file, or no PATH → null', async () => {
  expect(await findOnPath('temporal', { PATH: await temporaryFolder() })).toBeNull();
  expect(await findOnPath('temporal', {})).toBeNull();
});
