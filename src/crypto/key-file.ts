import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { newEncryptionKeyText, parseEncryptionKeys, type EncryptionKeys } from './keys.js';

/** The key file is there but holds no usable keys. The message says what is lost and never shows its content. */
export class KeyFileDamagedError extends Error {
  override readonly name = 'KeyFileDamagedError';
}

/** Path of the file that holds the generated keys, in the form of PAYLOAD_ENCRYPTION_KEYS. */
export const keyFileIn = (dataDir: string): string => path.join(dataDir, 'payload-encryption-keys');

/**
 * The keys kept in the data folder; null when none were made yet.
 * @throws {KeyFileDamagedError}
 */
export function readKeyFile(dataDir: string): EncryptionKeys | null {
  const file = keyFileIn(dataDir);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const parsed = parseEncryptionKeys(text.trim());
  if ('keys' in parsed) return parsed.keys;
  throw new KeyFileDamagedError(
    `${file} is damaged (expected ${parsed.faults.join('; ')}). It holds the only keys to what this data folder ` +
      'stores encrypted: restore it from a backup. Without it, inputs, results and failures of past runs are lost, ' +
      'and open runs cannot go on. To begin anew, stop all processes and move the whole data folder away; ' +
      'tickets are then read again from the help desk.',
  );
}

/**
 * The keys kept in the data folder; makes one on first use, named by the day. The file is readable by its owner only,
 * appears whole or not at all, and is never overwritten: of two processes that make a key, both use the first one's.
 * @throws {KeyFileDamagedError}
 */
export function loadOrCreateKey(dataDir: string, now = new Date()): EncryptionKeys {
  const kept = readKeyFile(dataDir);
  if (kept !== null) return kept;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  createWhole(keyFileIn(dataDir), `${newEncryptionKeyText(now.toISOString().slice(0, 10))}\n`);
  return readKeyFile(dataDir) as EncryptionKeys;
}

/** Unlike a rename, a link refuses to replace a file that came meanwhile. */
function createWhole(file: string, content: string): void {
  const next = `${file}.${process.pid}.next`;
  try {
    const descriptor = openSync(next, 'w', 0o600);
    try {
      writeSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    linkSync(next, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(next, { force: true });
  }
}
