import { createHash } from 'node:crypto';
import { z } from 'zod';
import { openText, sealText } from '../../crypto/line-cipher.js';
import type { EncryptionKeys } from '../../crypto/keys.js';
import type { AuditEntry } from '../../ports/audit-log.js';
import { lineContext } from '../../crypto/sealed-log.js';

/** How far a file goes: how many lines, and the digest of the last. */
export interface Head {
  file: string;
  lines: number;
  hash: string;
}

/** First line of each file. Always in the clear: it holds nothing of tickets, and the chain is followed by it. */
export interface BeginEntry {
  kind: 'begin';
  at: string;
  file: string;
  /** Process and host that write it. */
  by: string;
  /** The newest file in the folder when this one was begun; null: there was none. */
  follows: Head | null;
}

const place = { seq: z.number().int().positive(), prev: z.string() };
const head = z.object({ file: z.string(), lines: z.number().int(), hash: z.string() });
const begin = z.object({
  ...{ kind: z.literal('begin'), at: z.string(), file: z.string(), by: z.string() },
  follows: head.nullable(),
});

/** What may stand in a line: an entry in the clear or encrypted, or what is left of an erased one. */
const storedLine = z.union([
  z.object({ ...place, begin }),
  z.object({ ...place, entry: z.looseObject({ kind: z.string(), id: z.string(), at: z.string() }) }),
  z.object({ ...place, key: z.string(), sealed: z.string() }),
  z.object({ ...place, erased: z.string() }),
]);

export type StoredLine = z.output<typeof storedLine>;

/** SHA-256 of a line as it is stored, hex. */
export const lineHash = (line: string): string => createHash('sha256').update(line).digest('hex');

/** Where a line stands: its number in the file, from 1, and the digest of the one before (empty for the first). */
export interface Place {
  seq: number;
  prev: string;
}

export const beginLine = (entry: BeginEntry): string => JSON.stringify({ seq: 1, prev: '', begin: entry });

/** The line that keeps an entry, encrypted when there are keys. */
export function entryLine({ seq, prev }: Place, entry: AuditEntry, keys: EncryptionKeys | null): string {
  if (keys === null) return JSON.stringify({ seq, prev, entry });
  return JSON.stringify({
    seq,
    prev,
    ...sealText(keys[0], JSON.stringify(entry), lineContext({ seq, prev })),
  });
}

/**
 * What is put over a line that is erased: as long as that one, so that the rest of the file stays where it is, and
 * with its digest, so that the chain still holds.
 */
export function erasedLine(line: string, { seq, prev }: Place): string {
  const tombstone = JSON.stringify({ seq, prev, erased: lineHash(line) });
  return tombstone.padEnd(Buffer.byteLength(line));
}

/** The digest that the next line refers to: of the line, or of what stood there before it was erased. */
export function storedHash(line: string): string {
  const parsed = parseLine(line);
  return parsed !== null && 'erased' in parsed ? parsed.erased : lineHash(line);
}

/** Null when it is no line of an audit file. */
export function parseLine(line: string): StoredLine | null {
  try {
    const parsed = storedLine.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * The entry of a line; null where there is none: a file's beginning, an erased line, or one encrypted when `keys` is
 * null.
 * @throws {SealedTextError} for a line that was changed or moved, or whose key is not among these.
 */
export function entryOf(line: StoredLine, keys: EncryptionKeys | null): AuditEntry | null {
  if ('entry' in line) return line.entry as unknown as AuditEntry;
  if (!('sealed' in line) || keys === null) return null;
  return JSON.parse(openText(keys, line, lineContext(line))) as AuditEntry;
}
