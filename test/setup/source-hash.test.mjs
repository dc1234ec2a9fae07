import { expect, test } from '@jest/globals';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hashSources } from '../../setup/source-hash.mjs';
import { useTemporaryFolders } from './support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

async function sources() {
  const checkout = await temporaryFolder();
  await mkdir(path.join(checkout, 'src', 'deep'), { recursive: true });
  await writeFile(path.join(checkout, 'src', 'deep', 'a.ts'), 'a');
  await writeFile(path.join(checkout, 'lock.json'), '{}');
  return checkout;
}

const hash = (checkout) => hashSources(checkout, ['src', 'lock.json', 'not-there']);

test('the same files elsewhere → the same hash', async () => {
  expect(await hash(await sources())).toBe(await hash(await sources()));
});

test.each([
  ['changed content', (checkout) => writeFile(path.join(checkout, 'src', 'deep', 'a.ts'), 'b')],
  ['a changed single file', (checkout) => writeFile(path.join(checkout, 'lock.json'), '[]')],
  ['a new file', (checkout) => writeFile(path.join(checkout, 'src', 'b.ts'), '')],
  [
    'a new name',
    (checkout) => rename(path.join(checkout, 'src', 'deep', 'a.ts'), path.join(checkout, 'src', 'a.ts')),
  ],
])('%s → another hash', async (_what, change) => {
  const checkout = await sources();
  const before = await hash(checkout);
  await change(checkout);
  expect(await hash(checkout)).not.toBe(before);
});
