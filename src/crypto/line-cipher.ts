import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EncryptionKey, EncryptionKeys } from './keys.js';
import { Writable } from 'node:stream';

/** One line of a file, encrypted. Both fields are stored in the clear. */
interface SealedText {
  /** Id of the key. */
  key: string;
  /** Nonce ‖ ciphertext ‖ tag, base64. */
  sealed: string;
}

/** A line that cannot be decrypted. The message names key ids at most, never content. */
export class SealedTextError extends Error {
  override readonly name = 'SealedTextError';
}

const CIPHER = 'aes-256-gcm';
/** @see NIST SP 800-38D §8.2 */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a text with AES-256-GCM under a random 96-bit nonce. `context` is authenticated with it and not stored: the
 * text opens only in the place that it was sealed for. A key is good for 2^32 lines. @see NIST SP 800-38D §8.3
 */
export function sealText({ id, key }: EncryptionKey, text: string, context = ''): SealedText {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(authenticated(id, context));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { key: id, sealed: sealed.toString('base64') };
}

/** @throws {SealedTextError} unknown key, another context, or a text that was changed. */
export function openText(keys: EncryptionKeys, { key: id, sealed }: SealedText, context = ''): string {
  const key = keys.find((known) => known.id === id)?.key;
  if (key === undefined)
    throw new SealedTextError(`it was encrypted with key ${JSON.stringify(id)}, which is not given`);
  try {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(authenticated(id, context)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return (
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch {
    // OpenSSL's own message helps nobody.
    throw new SealedTextError(
      `it cannot be decrypted with key ${JSON.stringify(id)}: it was changed or moved since, or another key of the same id encrypted it`,
    );
  }
}

const authenticated = (id: string, context: string): Buffer => Buffer.from(`line\0${id}\0${context}`);

/** A stream of log lines that hands each one on encrypted, as `{"key","sealed"}` on a line of its own. */
export function sealingLines(key: EncryptionKey, file: { write(line: string): unknown }): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      file.write(`${JSON.stringify(sealText(key, chunk.toString().trimEnd()))}\n`);
      done();
    },
  });
}

/** A line of a log or audit file. */
type StoredLine = Partial<SealedText> & { seq?: number; prev?: string };

/**
 * The line as it was written before it was encrypted; one that is not encrypted stays as it is.
 * @throws {SealedTextError}
 */
export function openedLine(line: string, keys: EncryptionKeys): string {
  const { key, sealed, seq, prev } = fieldsOf(line);
  if (typeof key !== 'string' || typeof sealed !== 'string') return line;
  return openText(keys, { key, sealed }, seq === undefined ? '' : lineContext({ seq, prev: prev ?? '' }));
}

/** Binds an encrypted line of the audit log to its place in the chain. */
export const lineContext = ({ seq, prev }: { seq: number; prev: string }): string => `${seq}:${prev}`;

function fieldsOf(line: string): StoredLine {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
