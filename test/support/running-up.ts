import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RuntimeInfo } from '../../src/cli/up/runtime-file.js';

const CLI = path.resolve(import.meta.dirname, '../../dist/src/cli/run.js');

/** Lifts the limits that would make a test wait: the rate limits have tests of their own. */
const QUICK = {
  ZENDESK_REQUESTS_PER_MINUTE: '100000',
  ZENDESK_UPDATES_PER_MINUTE: '30000',
  FRESHDESK_REQUESTS_PER_MINUTE: '100000',
  FRESHDESK_UPDATES_PER_MINUTE: '30000',
  CONCURRENCY: '20',
};

/** What a help desk simulator tells of itself (INTERFACE section 7). */
export interface Ledger {
  requests: number;
  tickets: Record<
    string,
    {
      writes: number;
      aiComments: number;
      tags: string[];
      priority: string | null;
      lostForeignTags: string[];
      status: string;
      personPriority: boolean;
      overwrittenPriorities: number;
    }
  >;
}

/** A data folder of its own in a folder without `.env`, and what runs on it. */
export class TestInstallation {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'ticket-processor-'));
  readonly dataDir = path.join(this.folder, 'data');
  private readonly children: { child: ChildProcess; ended: Promise<number | null> }[] = [];

  /** Runs a command of the built CLI. */
  cli(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): { child: ChildProcess; ended: Promise<number | null>; output: () => string } {
    const chunks: string[] = [];
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: this.folder,
      env: { ...process.env, DATA_DIR: this.dataDir, ...QUICK, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    const ended = once(child, 'exit').then(([code]) => code as number | null);
    this.children.push({ child, ended });
    return { child, ended, output: () => chunks.join('') };
  }

  get runtime(): RuntimeInfo {
    return JSON.parse(readFileSync(path.join(this.dataDir, 'runtime.json'), 'utf8')) as RuntimeInfo;
  }

  /** The processes that `up` started, by name. */
  get processes(): { name: string; pid: number }[] {
    return JSON.parse(readFileSync(path.join(this.dataDir, 'processes.json'), 'utf8')) as {
      name: string;
      pid: number;
    }[];
  }

  /** Kills `up` and everything it started, as a crash of the machine would. */
  killAll(up: ChildProcess): void {
    const started = existsSync(path.join(this.dataDir, 'processes.json')) ? this.processes : [];
    for (const pid of [up.pid as number, ...started.map((child) => child.pid)]) kill(pid);
  }

  killOne(name: string): void {
    kill(this.processes.find((child) => child.name === name)?.pid as number);
  }

  /** Runs a simulator as its own process, as an outside stand-in would be. */
  async simulate(kind: 'zendesk' | 'freshdesk' | 'llm', flags: readonly string[] = []): Promise<string> {
    const { output } = this.cli(['simulate', kind, ...flags]);
    await until(`the ${kind} simulator says where it is`, () => output().includes('\n'));
    return (JSON.parse(output().split('\n')[0] as string) as { url: string }).url;
  }

  /** Ends what still runs and removes the folder. */
  async close(): Promise<void> {
    for (const { child, ended } of this.children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGTERM');
      const patience = setTimeout(() => this.killAll(child), 20_000);
      await ended;
      clearTimeout(patience);
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Asks a simulator for something of its control surface. */
export async function sim<T>(url: string, path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await fetch(`${new URL(url).origin}/_sim/${path}`, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Polls until `done` holds; fails after `withinMs`. */
export async function until(
  what: string,
  done: () => Promise<boolean> | boolean,
  withinMs = 120_000,
): Promise<void> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await delay(100)) {
    if (await Promise.resolve(done()).catch(() => false)) return;
  }
  throw new Error(`waited ${withinMs / 1000} s in vain until ${what}`);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already: as dead as it was to be.
  }
}
