import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from '../../src/config/checkout.js';

/** What a benchmark passes on of its own environment: nothing that could name a real account. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'] as const;

export interface ChildOptions {
  name: string;
  command: string;
  args: readonly string[];
  env?: Record<string, string>;
  /** Folder of what it prints. */
  logDir: string;
  /** It sends a message when it is ready. */
  tellsReady?: boolean;
}

/** A process under measurement, whose output goes to a file. */
export class BenchProcess {
  readonly child: ChildProcess;

  constructor(private readonly options: ChildOptions) {
    const { name, command, args, env = {}, logDir, tellsReady = false } = options;
    const output = openSync(path.join(logDir, `${name}.out`), 'a');
    const base = Object.fromEntries(PASSED_ON.map((key) => [key, process.env[key]]));
    this.child = spawn(command, [...args], {
      cwd: logDir,
      env: { ...base, ...env },
      stdio: ['ignore', output, output, ...(tellsReady ? ['ipc' as const] : [])],
    });
    closeSync(output);
  }

  get pid(): number {
    return this.child.pid as number;
  }

  /** Resolves with its first message. @throws when it ends before that. */
  async ready(): Promise<void> {
    const { name, logDir } = this.options;
    const early = once(this.child, 'exit').then(() => {
      throw new Error(`${name} ended before it was ready; see ${path.join(logDir, `${name}.out`)}`);
    });
    await Promise.race([once(this.child, 'message'), early]);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const patience = setTimeout(() => this.child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(patience);
  }
}

/** A built file of the project, run by this Node. */
export const built = (entry: string, args: readonly string[]) => ({
  command: process.execPath,
  args: [path.join(CHECKOUT, 'dist', entry), ...args],
});
