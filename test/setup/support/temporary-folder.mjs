import { afterEach } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Empty folders that are gone after each test of the file that calls this. */
export function useTemporaryFolders() {
  const folders = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'set-up-test-'));
    folders.push(folder);
    return folder;
  };
}
