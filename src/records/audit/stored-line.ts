import { createHash } from 'node:crypto';
import { z } from 'zod';
import { openText, sealText, lineContext } from '../../crypto/line-cipher.js';
import type { EncryptionKeys } from '../../crypto/keys.js';
import type { AuditEntry } from '../../ports/audit-log.js';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

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
interface Place {
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

/** The folder of the audit log in a data folder. */
export const auditFolderIn = (dataDir: string): string => path.join(dataDir, 'audit');

/** Named by the moment it was begun, so that names sort by time; the end keeps processes apart. */
const FILE = /^(\d{4}-\d{2}-\d{2})T\d{2}-\d{2}-\d{2}\.\d{3}Z-[0-9a-f]{8}\.jsonl$/;

/** The UTC day that a file is for, `2026-11-22`; null when it is no audit file. */
export const dayOfFile = (name: string): string | null => FILE.exec(name)?.[1] ?? null;

export const fileName = (begun: Date, writerId: string): string =>
  `${begun.toISOString().replaceAll(':', '-')}-${writerId}.jsonl`;

/** Names of the audit files of a folder, oldest first; none when there is no folder. */
export async function auditFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => dayOfFile(name) !== null).sort();
}

/** A line of a file, where it begins in bytes, and whether its end was written. */
interface RawLine {
  text: string;
  offset: number;
  whole: boolean;
}

const NEWLINE = 10;

/** The lines of a file, from byte `from` on. The last one is not `whole` when a crash, or somebody, cut it. */
export async function* rawLines(file: string, from = 0): AsyncGenerator<RawLine> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = from;
  for await (const chunk of createReadStream(file, { start: from }) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, start)) {
      yield { text: rest.toString('utf8', start, end), offset: offset + start, whole: true };
      start = end + 1;
    }
    rest = rest.subarray(start);
    offset += start;
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), offset, whole: false };
}

/** How far the newest file of a folder with a whole line goes; null when there is none. */
export async function newestHead(folder: string): Promise<Head | null> {
  for (const file of (await auditFiles(folder)).reverse()) {
    let lines = 0;
    let last = '';
    for await (const { text, whole } of rawLines(path.join(folder, file))) {
      if (!whole) continue;
      lines += 1;
      last = text;
    }
    if (lines > 0) return { file, lines, hash: storedHash(last) };
  }
  return null;
}
