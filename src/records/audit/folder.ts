import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { storedHash, type Head } from './stored-line.js';

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
export interface RawLine {
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
