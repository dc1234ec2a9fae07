import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writePrivateFile } from './runtime-file.js';
import { commandOf, endProcess } from './process-table.js';

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
