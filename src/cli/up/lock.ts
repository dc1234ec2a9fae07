import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writePrivateFile } from './runtime-file.js';
import { commandOf, endProcess } from './process-table.js';

/** Another `up` uses the data folder. */
export class DataDirLockedError extends Error {
  override readonly name = 'DataDirLockedError';
}

interface Holder {
  pid: number;
  command: string | null;
}

/**
 * Takes the data folder for this process. A lock whose process is gone (killed, machine restarted) is taken over.
 * The lock appears with its content in one step, so that nobody who starts at the same moment takes a lock that is
 * being written for one that was left behind.
 * @returns a function that gives the folder back.
 * @throws {DataDirLockedError} naming the process that holds it.
 */
export function lockDataDir(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, 'up.lock');
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, command: commandOf(process.pid) }), { mode: 0o600 });
  try {
    while (!linked(own, file)) {
      refuseIfHeld(file, dataDir);
      removeLeftover(file, dataDir);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(file, { force: true });
}

/** False when `file` is there already. */
function linked(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function refuseIfHeld(file: string, dataDir: string): void {
  const holder = readHolder(file);
  if (holder === null || holder.pid === process.pid || commandOf(holder.pid) !== holder.command) return;
  throw new DataDirLockedError(
    `${dataDir} is in use by process ${holder.pid}; stop it, or set another DATA_DIR`,
  );
}

/** Moves the lock aside before removing it: somebody else may have put theirs in its place since it was read. */
function removeLeftover(file: string, dataDir: string): void {
  const aside = `${file}.${process.pid}.left`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return;
  }
  try {
    refuseIfHeld(aside, dataDir);
  } catch (error) {
    linked(aside, file);
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder | null;
  } catch {
    return null;
  }
}

/** A process that `up` started, recognisable after a restart of this machine reused its number. */
interface RecordedProcess {
  name: string;
  pid: number;
  command: string | null;
}

/** How long a leftover may take to end by itself before it is killed. */
const PATIENCE_MS = 5_000;

/** The processes of one `up`, kept in its data folder so that the next start can end what a killed one left behind. */
export class ProcessRecord {
  private readonly file: string;
  private readonly running = new Map<string, RecordedProcess>();

  constructor(dataDir: string) {
    this.file = path.join(dataDir, 'processes.json');
  }

  add(name: string, pid: number): void {
    this.running.set(name, { name, pid, command: commandOf(pid) });
    this.save();
  }

  remove(name: string): void {
    this.running.delete(name);
    this.save();
  }

  /** Ends the processes of an earlier `up` that still run. Call it with the folder locked. Returns their names. */
  async endLeftovers(): Promise<string[]> {
    const left = this.load().filter(({ pid, command }) => command !== null && commandOf(pid) === command);
    await Promise.all(left.map(({ pid }) => endProcess(pid, PATIENCE_MS)));
    this.save();
    return left.map(({ name }) => name);
  }

  private load(): RecordedProcess[] {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as RecordedProcess[];
    } catch {
      return [];
    }
  }

  private save(): void {
    writePrivateFile(this.file, `${JSON.stringify([...this.running.values()], null, 2)}\n`);
  }
}
