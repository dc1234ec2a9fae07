import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { JournalEntry } from './types.js';

const FILE_NAME = 'freshdesk-journal.jsonl';
const NEW_LINE = 0x0a;

/** Keeps every change of the world. `append` has handed the entry to the operating system when it returns. */
export interface Journal {
  append(entry: JournalEntry): void;
  close(): void;
}

/** Keeps nothing: the world ends with the process. */
export const NO_JOURNAL: Journal = { append: () => undefined, close: () => undefined };

/**
 * Opens the journal in a folder, which it makes when missing, and reads what is there. Entries survive SIGKILL of
 * this process, not a power failure: they are not synced to the disk. A torn last line, never answered, is cut off.
 * @throws {Error} when an entry before the last cannot be read.
 */
export function openJournal(folder: string): { journal: Journal; entries: JournalEntry[] } {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, FILE_NAME);
  const descriptor = openSync(file, 'a+');
  const content = readFileSync(file);
  const end = content.lastIndexOf(NEW_LINE) + 1;
  if (end < content.length) ftruncateSync(descriptor, end);
  const lines = content.subarray(0, end).toString('utf8').split('\n');
  const entries = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as JournalEntry);
  const journal = {
    append: (entry: JournalEntry) => writeFully(descriptor, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(descriptor),
  };
  return { journal, entries };
}

function writeFully(descriptor: number, line: string): void {
  const bytes = Buffer.from(line, 'utf8');
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
}
