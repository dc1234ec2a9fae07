import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addToCache, findInCache } from '../../../setup/temporal-binary/cache.mjs';
import { useTemporaryFolders } from '../support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

function entryIn(folder, content = 'right') {
  const messages = [];
  const sha256 = createHash('sha256').update(content).digest('hex');
  return {
    folders: [folder],
    fileName: 'program',
    sha256,
    messages,
    onMessage: (text) => messages.push(text),
  };
}

const bring = (content) => async (folder) => {
  const file = path.join(folder, 'brought');
  await writeFile(file, content);
  return file;
};

describe('adding', () => {
  test('the right content → in the cache, executable, found again', async () => {
    const entry = entryIn(await temporaryFolder());
    const file = await addToCache(entry, bring('right'));
    expect((await stat(file)).mode & 0o111).toBe(0o111);
    expect(await findInCache(entry)).toBe(file);
  });

  test('the wrong content → refused, nothing stays behind', async () => {
    const folder = await temporaryFolder();
    await expect(addToCache(entryIn(folder), bring('wrong'))).rejects.toThrow(/wrong content/);
    expect(await readdir(folder)).toEqual([]);
  });

  test('a fetch that fails half-way → nothing stays behind', async () => {
    const folder = await temporaryFolder();
    const fail = async (partial) => {
      await bring('half')(partial);
      throw new Error('cable cut');
    };
    await expect(addToCache(entryIn(folder), fail)).rejects.toThrow('cable cut');
    expect(await readdir(folder)).toEqual([]);
  });

  test('two at once → both succeed and one whole file is there', async () => {
    const folder = await temporaryFolder();
    const entry = entryIn(folder);
    const files = await Promise.all([addToCache(entry, bring('right')), addToCache(entry, bring('right'))]);
    expect(files).toEqual([path.join(folder, 'program'), path.join(folder, 'program')]);
    expect((await readdir(folder)).sort()).toEqual(['program', 'program.stamp']);
    expect(await findInCache(entry)).toBe(files[0]);
  });

  test('what a killed set-up left behind is removed after a day, not before', async () => {
    const folder = await temporaryFolder();
    const aged = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await mkdir(path.join(folder, 'partial-old'));
    await mkdir(path.join(folder, 'partial-new'));
    await utimes(path.join(folder, 'partial-old'), aged, aged);
    await addToCache(entryIn(folder), bring('right'));
    expect((await readdir(folder)).sort()).toEqual(['partial-new', 'program', 'program.stamp']);
  });

  test('a first folder that cannot be written → the second one', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'a-file'), '');
    const folders = [path.join(folder, 'a-file', 'below'), path.join(folder, 'second')];
    const entry = { ...entryIn(folder), folders };
    const file = await addToCache(entry, bring('right'));
    expect(file).toBe(path.join(folder, 'second', 'program'));
    expect(await findInCache(entry)).toBe(file);
  });
});

describe('finding', () => {
  test('an empty cache → null', async () => {
    expect(await findInCache(entryIn(await temporaryFolder()))).toBeNull();
  });

  test('a right file without a stamp → found, and stamped', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'program'), 'right');
    expect(await findInCache(entryIn(folder))).toBe(path.join(folder, 'program'));
    expect(await readFile(path.join(folder, 'program.stamp'), 'utf8')).toMatch(/^5 /);
  });

  test('a file changed since → thrown away with a message', async () => {
    const folder = await temporaryFolder();
    const entry = entryIn(folder);
    const file = await addToCache(entry, bring('right'));
    await writeFile(file, 'wrong');
    await utimes(file, new Date(0), new Date(0));
    expect(await findInCache(entry)).toBeNull();
    expect(entry.messages).toEqual([expect.stringMatching(/is not what it was.*thrown away/)]);
    await expect(stat(file)).rejects.toThrow(/ENOENT/);
  });

  test('a stamp that fits spares the hashing', async () => {
    const folder = await temporaryFolder();
    const entry = entryIn(folder);
    const file = await addToCache(entry, bring('right'));
    const { atime, mtime } = await stat(file);
    await writeFile(file, 'wrong');
    await utimes(file, atime, mtime);
    const { mtimeMs } = await stat(file);
    await writeFile(`${file}.stamp`, `5 ${mtimeMs} ${entry.sha256}`);
    expect(await findInCache(entry)).toBe(file);
  });
});
