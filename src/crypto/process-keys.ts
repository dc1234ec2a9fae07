import { ConfigurationError } from '../ports/faults.js';
import { KEYS_FORMAT, type EncryptionKeys } from './keys.js';
import { readKeyFile } from './key-file.js';

/**
 * The keys of one process: those configured, else those that `up` keeps in the data folder, so that every command
 * beside a running `up` reads what it wrote.
 * @throws {ConfigurationError} when there are none: nothing is ever sent unencrypted for want of a key.
 * @throws {KeyFileDamagedError}
 */
export function processKeys({
  configured,
  dataDir,
}: {
  configured: EncryptionKeys | null;
  dataDir: string;
}): EncryptionKeys {
  const keys = configured ?? readKeyFile(dataDir);
  if (keys !== null) return keys;
  throw new ConfigurationError([
    { variable: 'PAYLOAD_ENCRYPTION_KEYS', expected: KEYS_FORMAT, got: 'unset' },
  ]);
}
