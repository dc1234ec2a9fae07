import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ProcessRecord } from './lock.js';

export interface SupervisedOptions {
  /** In logs and messages, and of its output file. */
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Where it runs. Default: where `up` does. */
  cwd?: string;
  /** Folder that keeps what it prints. */
  logDir: string;
  /** It understands a channel to us: tells when it is ready, and ends when the channel closes. */
  hasChannel: boolean;
  /** Resolves when the process does its work; rejects when it will not. */
  ready: (child: ChildProcess) => Promise<void>;
  /** How long it may take to end by itself when stopped. */
  patienceMs: number;
  record: ProcessRecord;
  logger: Logger;
}

/** So many restarts within the window mean that a restart does not help. */
const MOST_RESTARTS = 5;
const RESTART_WINDOW_MS = 60_000;
const RESTART_PAUSE_MS = 300;
/** What a process said last is mostly why it ended; a stack or a log line may be long. */
const LONGEST_LAST_WORDS = 500;

/** A process of ours failed for good. */
export class ProcessFailedError extends Error {
  override readonly name = 'ProcessFailedError';
}

/**
 * A process that is started again when it ends without being told to. It leads a group of its own, so that Ctrl-C in
 * the terminal reaches `up` only, and has a channel to `up`, so that it ends when `up` is killed (Temporal's server
 * knows no such channel: the next start ends it).
 */
export class SupervisedProcess {
  private child: ChildProcess | null = null;
  private stopping = false;
  private restarts: number[] = [];
  private giveUp: (error: ProcessFailedError) => void = () => undefined;
  /** Rejects with a `ProcessFailedError` when restarts no longer help. */
  readonly failure = new Promise<never>((_resolve, reject) => {
    this.giveUp = reject;
  });

  constructor(private readonly options: SupervisedOptions) {
    this.failure.catch(() => undefined);
  }

  /** Resolves when the process is ready. A process that ends before that is not tried again. */
  async start(): Promise<void> {
    try {
      await this.spawnUntilReady();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  private async spawnUntilReady(): Promise<void> {
    const { name, command, args, env, cwd, logDir, hasChannel, ready, record, logger } = this.options;
    mkdirSync(logDir, { recursive: true });
    const outputFile = path.join(logDir, `${name}.out`);
    const output = openSync(outputFile, 'a', 0o600);
    const earlierBytes = fstatSync(output).size;
    const child = spawn(command, [...args], {
      env,
      cwd,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', output, output, ...(hasChannel ? ['ipc' as const] : [])],
    });
    closeSync(output);
    this.child = child;
    const early = endsEarly(child, name, { outputFile, earlierBytes });
    child.once('exit', (code, signal) => void this.onExit(child, signal ?? `code ${code}`));
    child.once('error', (error) => void this.onExit(child, error.message));
    await Promise.race([new Promise((resolve) => child.once('spawn', resolve)), early]);
    record.add(name, child.pid as number);
    logger.debug({ name, pid: child.pid }, `${name} started`);
    await Promise.race([ready(child), early]);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const patient = new AbortController();
    const inTime = await Promise.race([
      ended.then(() => true),
      delay(this.options.patienceMs, false, { signal: patient.signal }).catch(() => true),
    ]);
    patient.abort();
    if (inTime) return;
    this.options.logger.warn(
      { name: this.options.name },
      `${this.options.name} did not end in time and is killed`,
    );
    child.kill('SIGKILL');
    await ended;
  }

  private async onExit(child: ChildProcess, how: string): Promise<void> {
    const { name, record, logger, logDir } = this.options;
    if (this.child !== child) return;
    record.remove(name);
    if (this.stopping) return;
    const now = Date.now();
    this.restarts = [...this.restarts.filter((at) => now - at < RESTART_WINDOW_MS), now];
    if (this.restarts.length > MOST_RESTARTS) {
      const output = path.join(logDir, `${name}.out`);
      this.giveUp(
        new ProcessFailedError(
          `${name} ended ${this.restarts.length} times within a minute (${how}); see ${output}`,
        ),
      );
      return;
    }
    logger.warn({ name }, `${name} ended (${how}); starting it again`);
    await delay(RESTART_PAUSE_MS * this.restarts.length);
    // A failure to start again becomes another exit, and is counted there.
    if (!this.stopping) await this.spawnUntilReady().catch(() => this.child?.kill('SIGKILL'));
  }
}

async function endsEarly(
  child: ChildProcess,
  name: string,
  { outputFile, earlierBytes }: { outputFile: string; earlierBytes: number },
): Promise<never> {
  await once(child, 'exit').catch((cause: unknown) => {
    throw new ProcessFailedError(`${name} cannot be started`, { cause });
  });
  const lines = readFileSync(outputFile).subarray(earlierBytes).toString('utf8').trimEnd().split('\n');
  const lastWords = (lines.at(-1) ?? '').slice(0, LONGEST_LAST_WORDS);
  throw new ProcessFailedError(
    `${name} ended before it was ready${lastWords && `: ${lastWords}`}; see ${outputFile}`,
  );
}
