import { z } from 'zod';
import { KEYS_FORMAT, parseEncryptionKeys, type EncryptionKeys } from '../crypto/keys.js';
import { settingNotes } from '../ports/setting-notes.js';

/** What encrypts the payloads that Temporal stores. */
export interface EncryptionConfig {
  /** Null: none configured. */
  keys: EncryptionKeys | null;
}

/** `PAYLOAD_ENCRYPTION_KEYS`: `id:base64key[,id:base64key…]`, the first encrypts, all decrypt. */
export const encryptionSchema = z
  .object({
    PAYLOAD_ENCRYPTION_KEYS: z
      .string()
      .transform((text, context) => {
        const parsed = parseEncryptionKeys(text);
        if ('keys' in parsed) return parsed.keys;
        for (const fault of parsed.faults)
          context.addIssue({ code: 'custom', message: `${KEYS_FORMAT}, with ${fault}` });
        return z.NEVER;
      })
      .optional()
      .register(settingNotes, {
        means: 'AES-256 keys for everything that Temporal stores: the first encrypts, all decrypt.',
        values: 'id:base64key[,id:base64key…]',
        otherwise: '`npm start` makes one and keeps it in `DATA_DIR`; a production worker refuses to start',
      }),
  })
  .transform((env): EncryptionConfig => ({ keys: env.PAYLOAD_ENCRYPTION_KEYS ?? null }));
