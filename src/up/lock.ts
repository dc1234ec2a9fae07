import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { commandOf } from './process-table.js';

/** Another `up` uses the data folder. */
export class DataDirLockedError extends Error {
  override readonly name = 'DataDirLockedError';
}

/**
 * Takes the data folder for this process. A lock whose process is gone (killed, machine restarted) is taken over.
 * @returns a function that gives the folder back.
 * @throws {DataDirLockedError} naming the process that holds it.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, 'up.lock');
  for (;;) {
    try {
      const descriptor = openSync(file, 'wx', 0o600);
      writeSync(descriptor, JSON.stringify({ pid: process.pid, command: commandOf(process.pid) }));
      closeSync(descriptor);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder !== null && holder.pid !== process.pid && commandOf(holder.pid) === holder.command) {
      throw new DataDirLockedError(
        `${dataDir} is in use by process ${holder.pid}; stop it, or set another DATA_DIR`,
      );
    }
    rmSync(file, { force: true });
  }
}

function readHolder(file: string): { pid: number; command: string | null } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; command: string | null };
  } catch {
    return null;
  }
}
