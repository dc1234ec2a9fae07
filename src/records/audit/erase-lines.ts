import { open } from 'node:fs/promises';
import path from 'node:path';
import type { KeptEntry } from './entries.js';
import { rawLines } from './folder.js';
import { erasedLine, parseLine } from './stored-line.js';

/** Lines to erase, by file. */
export function linesByFile(kept: readonly KeptEntry[]): Record<string, number[]> {
  const lines: Record<string, number[]> = {};
  for (const { file, seq } of kept) (lines[file] ??= []).push(seq);
  return lines;
}

/**
 * Writes over the lines that keep these entries, in their place, so that a worker may go on adding to the file. What
 * stood there is gone; that something did, and its digest, stay. Repeating it changes nothing.
 */
export async function eraseLines(folder: string, kept: readonly KeptEntry[]): Promise<void> {
  for (const { file, offset } of kept) {
    const target = path.join(folder, file);
    const text = await lineAt(target, offset);
    const line = text === null ? null : parseLine(text);
    if (text === null || line === null || 'erased' in line) continue;
    const handle = await open(target, 'r+');
    try {
      await handle.write(erasedLine(text, line), offset, 'utf8');
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }
}

async function lineAt(file: string, offset: number): Promise<string | null> {
  for await (const { text, whole } of rawLines(file, offset)) return whole ? text : null;
  return null;
}
