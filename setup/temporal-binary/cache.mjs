import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { firstWritable } from './cache-folder.mjs';
import { hashFile } from './hash-file.mjs';

const PARTIAL_PREFIX = 'partial-';
const LEFT_BEHIND_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} CacheEntry
 * @property {string[]} folders where it may lie, best first
 * @property {string} fileName
 * @property {string} sha256 of its content
 * @property {(text: string) => void} onMessage
 */

/**
 * The path of the cached file, null when there is none. Its content is the expected one: the stamp beside it
 * holds size, modification time and hash from the last look, and a file that does not fit its stamp is hashed
 * again, and deleted with a message when it is another one.
 * @param {CacheEntry} entry
 */
export async function findInCache({ folders, fileName, sha256, onMessage }) {
  for (const folder of folders) {
    const file = path.join(folder, fileName);
    const expected = await describe(file, sha256);
    if (expected === null) continue;
    if ((await readFile(stampOf(file), 'utf8').catch(() => '')) === expected) return file;
    const found = await hashFile(file);
    if (found === sha256) {
      await writeStamp(file, expected).catch(() => {}); // a cache that only others may write still serves
      return file;
    }
    onMessage(`${file} is not what it was (SHA-256 ${found}, expected ${sha256}): thrown away`);
    await rm(file, { force: true });
  }
  return null;
}

/**
 * Lets `fetchInto` bring the file into an empty folder, verifies it, and only then moves it into the cache with
 * one rename: others see the whole file or none, also when two do this at once.
 * @param {CacheEntry} entry
 * @param {(folder: string) => Promise<string>} fetchInto returns the path of the file that it brought
 * @returns {Promise<string>} the path in the cache
 * @throws {Error} when the content is not the expected one, or as `fetchInto` does; nothing stays behind
 */
export async function addToCache({ folders, fileName, sha256 }, fetchInto) {
  const folder = await firstWritable(folders);
  await removeLeftBehind(folder);
  const partial = await mkdtemp(path.join(folder, PARTIAL_PREFIX));
  try {
    const brought = await fetchInto(partial);
    const found = await hashFile(brought);
    if (found !== sha256) throw new Error(`wrong content: SHA-256 is ${found}, expected ${sha256}`);
    await chmod(brought, 0o755);
    const file = path.join(folder, fileName);
    await rename(brought, file);
    await writeStamp(file, (await describe(file, sha256)) ?? '');
    return file;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** @param {string} file @param {string} sha256 */
async function describe(file, sha256) {
  const found = await stat(file).catch(() => null);
  return found && `${found.size} ${found.mtimeMs} ${sha256}`;
}

/** @param {string} file @param {string} stamp */
async function writeStamp(file, stamp) {
  const partial = `${stampOf(file)}.${randomUUID()}`;
  await writeFile(partial, stamp);
  await rename(partial, stampOf(file));
}

function stampOf(/** @type {string} */ file) {
  return `${file}.stamp`;
}

/** A set-up that was killed while it fetched could not tidy up. */
async function removeLeftBehind(/** @type {string} */ folder) {
  for (const name of await readdir(folder)) {
    const { mtimeMs } = await stat(path.join(folder, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (!name.startsWith(PARTIAL_PREFIX) || Date.now() - mtimeMs < LEFT_BEHIND_AFTER_MS) continue;
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
