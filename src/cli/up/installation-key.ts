import { existsSync } from 'node:fs';
import { keyFileIn, loadOrCreateKey, readKeyFile } from '../../crypto/key-file.js';
import { ConfigurationError } from '../../ports/faults.js';
import { storeFileIn } from './embedded-temporal.js';

/**
 * Makes sure that the data folder has a key. One is made for a new folder only: a store that is there already was
 * written with a key that is somewhere else, and a new one could not read it.
 * @throws {ConfigurationError | KeyFileDamagedError}
 */
export function ensureInstallationKey(dataDir: string): void {
  if (readKeyFile(dataDir) === null && existsSync(storeFileIn(dataDir))) {
    throw new ConfigurationError([
      {
        variable: 'PAYLOAD_ENCRYPTION_KEYS',
        expected: `the keys that ${storeFileIn(dataDir)} was written with, here or in ${keyFileIn(dataDir)} from a backup`,
        got: 'unset, and no such file',
      },
    ]);
  }
  loadOrCreateKey(dataDir);
}
