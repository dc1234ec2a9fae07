import { Writable } from 'node:stream';
import { openText, sealText, type SealedText } from './line-cipher.js';
import type { EncryptionKey, EncryptionKeys } from './keys.js';

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
