import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
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
import { ConfigurationError } from '../ports/setting.js';

/** A named AES-256 key. It is held as a KeyObject so that printing it never shows its bytes. */
export interface EncryptionKey {
  /** 1 to 64 letters, digits, `_`, `.` or `-`. Stored in the clear beside everything the key encrypts. */
  id: string;
  key: KeyObject;
}

/** At least one key, with ids that differ. The first encrypts, all decrypt. */
export type EncryptionKeys = readonly [EncryptionKey, ...EncryptionKey[]];

/** What `parseEncryptionKeys` accepts, as it completes "expected …". */
export const KEYS_FORMAT = 'id:base64key pairs separated by commas';

const KEY_BYTES = 32;
const ID = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * Reads `id:base64key[,id:base64key…]`. Spaces around an entry are ignored.
 * The faults complete the sentence "expected …" and name entries by position only: in a mistyped entry, any part of
 * it may be key material.
 */
export function parseEncryptionKeys(text: string): { keys: EncryptionKeys } | { faults: string[] } {
  const entries = text.split(',').map((entry) => parseEntry(entry.trim()));
  const faults: string[] = [];
  const positionOf = new Map<string, number>();
  entries.forEach((entry, index) => {
    const name = `key ${index + 1} of ${entries.length}`;
    if (typeof entry === 'string') faults.push(`${entry} as ${name}`);
    else if (positionOf.has(entry.id))
      faults.push(`an id of its own for ${name} (key ${positionOf.get(entry.id)} has the same)`);
    else positionOf.set(entry.id, index + 1);
  });
  if (faults.length > 0) return { faults };
  return { keys: entries as unknown as EncryptionKeys };
}

/** A new random key as it is written into a setting or a file: `id:base64key`. */
export function newEncryptionKeyText(id: string): string {
  return `${id}:${randomBytes(KEY_BYTES).toString('base64')}`;
}

/** The key, or what was expected instead. */
function parseEntry(entry: string): EncryptionKey | string {
  const colon = entry.indexOf(':');
  if (colon === -1) return 'id:base64key';
  const id = entry.slice(0, colon);
  const encoded = entry.slice(colon + 1);
  if (!ID.test(id)) return 'an id of 1 to 64 letters, digits, "_", "." or "-"';
  const bytes = Buffer.from(encoded, 'base64');
  // Buffer.from skips what is no base64; only the round trip shows that nothing was skipped.
  if (bytes.toString('base64') !== encoded || bytes.length !== KEY_BYTES)
    return `${KEY_BYTES} bytes in base64 (44 characters)`;
  return { id, key: createSecretKey(bytes) };
}

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
