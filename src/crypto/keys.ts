import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

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
