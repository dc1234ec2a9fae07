import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * One SHA-256 (hex) over names and contents of all files in these folders and files; what does not exist counts
 * as empty. The same for the same content, on every platform and in every order of listing.
 * @param {string} checkout the folder that `entries` are relative to
 * @param {string[]} entries
 */
export async function hashSources(checkout, entries) {
  const files = (await Promise.all(entries.map((entry) => listFiles(checkout, entry)))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(path.join(checkout, file));
    hash.update(`${file.split(path.sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} checkout @param {string} entry @returns {Promise<string[]>} paths relative to the checkout */
async function listFiles(checkout, entry) {
  const found = await stat(path.join(checkout, entry)).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [path.normalize(entry)];
  const names = await readdir(path.join(checkout, entry));
  return (await Promise.all(names.map((name) => listFiles(checkout, path.join(entry, name))))).flat();
}
