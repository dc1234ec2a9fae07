import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseEncryptionKeys, type EncryptionKeys } from '../crypto/keys.js';
import { settingNotes } from '../ports/setting-notes.js';

/** What encrypts the log file and the audit log. */
export interface LogEncryptionConfig {
  /** Null: both are written in the clear. */
  keys: EncryptionKeys | null;
}

const FORMAT = 'a base64key, or [id:]base64key entries separated by commas';
const FINGERPRINT_LETTERS = 8;

/**
 * `LOG_ENCRYPTION_KEY`: an AES-256 key in base64, or several as `[id:]base64key[,…]`; the first encrypts, all decrypt.
 * A key without an id is known by the beginning of its SHA-256, so that it may be followed by another one later.
 */
export const loggingKeySchema = z
  .object({
    LOG_ENCRYPTION_KEY: z
      .string()
      .transform((text, context) => {
        const parsed = parseEncryptionKeys(text.split(',').map(withId).join(','));
        if ('keys' in parsed) return parsed.keys;
        for (const fault of parsed.faults)
          context.addIssue({ code: 'custom', message: `${FORMAT}, with ${fault}` });
        return z.NEVER;
      })
      .optional()
      .register(settingNotes, {
        means: 'AES-256 keys for `LOG_FILE` and the audit log: the first encrypts, all decrypt.',
        values: '[id:]base64key[,…]',
        otherwise: 'both are written in the clear',
      }),
  })
  .transform((env): LogEncryptionConfig => ({ keys: env.LOG_ENCRYPTION_KEY ?? null }));

/** Base64 has no colon. */
function withId(entry: string): string {
  const key = entry.trim();
  if (key.includes(':')) return key;
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return `key-${digest.slice(0, FINGERPRINT_LETTERS)}:${key}`;
}
