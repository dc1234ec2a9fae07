import { newEncryptionKeyText, parseEncryptionKeys, type EncryptionKeys } from '../../src/crypto/keys.js';

/** New random keys of these ids. */
export function freshKeys(...ids: string[]): EncryptionKeys {
  const parsed = parseEncryptionKeys(ids.map(newEncryptionKeyText).join(','));
  if ('faults' in parsed) throw new Error(parsed.faults.join('; '));
  return parsed.keys;
}
