import type { EncryptionKeys } from '../../crypto/keys.js';
import { KeyFileDamagedError, readKeyFile } from '../../crypto/key-file.js';
import { error, ok, warning, type Check, type Finding } from './check.js';

export interface EncryptionKeyOptions {
  configured: EncryptionKeys | null;
  dataDir: string;
  /** A Temporal server is named: its workers are those of a production, which `up` makes no key for. */
  ownServer: boolean;
}

/** `encryption_key`: there is a key for what Temporal stores. Key IDs are shown, keys never. */
export function encryptionKeyCheck(options: EncryptionKeyOptions): Check {
  return { name: 'encryption_key', run: () => Promise.resolve(encryptionKey(options)) };
}

function encryptionKey({ configured, dataDir, ownServer }: EncryptionKeyOptions): Finding {
  if (configured !== null)
    return ok(`from PAYLOAD_ENCRYPTION_KEYS: ${shown(configured)}`, detailsOf(configured));
  try {
    const kept = readKeyFile(dataDir);
    if (kept !== null) return ok(`kept in the data folder: ${shown(kept)}`, detailsOf(kept));
  } catch (cause) {
    if (!(cause instanceof KeyFileDamagedError)) throw cause;
    return error('failed', cause.message, 'restore the file from a backup before anything else starts');
  }
  if (ownServer) {
    const advice = 'set PAYLOAD_ENCRYPTION_KEYS: a worker refuses to start without';
    return error('configuration', 'there is no key', advice);
  }
  return warning('there is no key yet', 'nothing: `up` makes one at its first start; keep a copy of it');
}

function shown([current, ...older]: EncryptionKeys): string {
  const also = older.length === 0 ? '' : `, ${older.map(({ id }) => id).join(', ')} decrypt too`;
  return `${current.id} encrypts${also}`;
}

const detailsOf = (keys: EncryptionKeys) => ({ details: { keyIds: keys.map(({ id }) => id) } });
