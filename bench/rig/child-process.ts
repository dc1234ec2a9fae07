import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from '../../src/config/environment.js';

/** What a rig passes on of its own environment: nothing that could name a real account. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'] as const;
const PATIENCE_MS = 20_000;

export interface ChildOptions {
  name: string;
  command: string;
  args: readonly string[];
  env?: Record<string, string>;
  /** Where it runs. Default: the folder of what it prints. */
  cwd?: string;
  /** Folder of what it prints. */
  logDir: string;
  /** It has a channel to this process: workers say over it that they are ready, simulators end when it closes. */
  hasChannel?: boolean;
}

/** A process of a rig, whose output goes to a file. It can be started again after its end, as a supervisor would. */
export class RigProcess {
  child: ChildProcess;

  constructor(private readonly options: ChildOptions) {
    this.child = this.spawn();
  }

  get pid(): number {
    return this.child.pid as number;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Resolves with its first message. @throws when it ends before that. */
  async ready(): Promise<void> {
    const { name, logDir } = this.options;
    const waiting = new AbortController();
    const { signal } = waiting;
    const early = once(this.child, 'exit', { signal }).then(() => {
      throw new Error(`${name} ended before it was ready; see ${path.join(logDir, `${name}.out`)}`);
    });
    try {
      await Promise.race([once(this.child, 'message', { signal }), early]);
    } finally {
      early.catch(() => undefined);
      waiting.abort();
    }
  }

  /** SIGKILL: no goodbye. Resolves when the system has taken it away. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  /** Starts it once more after its end, with the same command, arguments and environment. */
  startAgain(): void {
    this.child = this.spawn();
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const patience = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MS);
    await ended;
    clearTimeout(patience);
  }

  private spawn(): ChildProcess {
    const { name, command, args, env = {}, logDir, cwd = logDir, hasChannel = false } = this.options;
    const output = openSync(path.join(logDir, `${name}.out`), 'a');
    const child = spawn(command, [...args], {
      cwd,
      env: { ...baseEnvironment(), ...env },
      stdio: ['ignore', output, output, ...(hasChannel ? ['ipc' as const] : [])],
    });
    closeSync(output);
    return child;
  }
}

/** What every process of a rig is given of our own environment. */
export const baseEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(PASSED_ON.map((key) => [key, process.env[key]]));

/** A built file of the project, run by this Node. */
export const built = (entry: string, args: readonly string[], nodeArguments: readonly string[] = []) => ({
  command: process.execPath,
  args: [...nodeArguments, path.join(CHECKOUT, 'dist', entry), ...args],
});
