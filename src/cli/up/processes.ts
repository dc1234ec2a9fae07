import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import got from 'got';
import type { Logger } from 'pino';
import { directAgents } from '../../http/outgoing.js';
import { CHECKOUT } from '../../config/environment.js';
import type { PlatformName } from '../../contract/names.js';
import {
  SERVER_ENVIRONMENT,
  startDevArguments,
  storeFolderIn,
  temporalIsReady,
  type EmbeddedTemporalOptions,
} from './embedded-temporal.js';
import type { ProcessRecord } from './lock.js';
import { SupervisedProcess } from './supervised-process.js';

/** What every process of an `up` has in common. */
export interface ProcessContext {
  dataDir: string;
  env: NodeJS.ProcessEnv;
  record: ProcessRecord;
  logger: Logger;
}

/** A worker finishes the steps under way before it ends: the longest is a model call, and then its own clean-up. */
const PATIENCE_AFTER_MODEL_CALL_MS = 10_000;
const PATIENCE_MS = 10_000;
const READY_WITHIN_MS = 60_000;

const logDirOf = (dataDir: string): string => path.join(dataDir, 'logs');

export function temporalProcess(
  context: ProcessContext,
  binary: string,
  options: EmbeddedTemporalOptions,
): SupervisedProcess {
  return new SupervisedProcess({
    ...context,
    env: { ...SERVER_ENVIRONMENT, ...context.env },
    name: 'temporal',
    // A relative one of the settings would be looked for in the folder that the server runs in.
    command: path.resolve(binary),
    args: startDevArguments(options),
    cwd: storeFolderIn(options.dataDir),
    logDir: logDirOf(context.dataDir),
    hasChannel: false,
    ready: () => temporalIsReady(`127.0.0.1:${options.port}`, options.namespace),
    patienceMs: PATIENCE_MS,
  });
}

/** `ticket-processor worker` as a child. */
export function workerProcess(context: ProcessContext, modelTimeoutMs: number): SupervisedProcess {
  return new SupervisedProcess({
    ...context,
    env: { ...WORKER_MEMORY.env, ...context.env },
    name: 'worker',
    ...builtFile('src/cli/run.js', ['worker'], WORKER_MEMORY.nodeArguments),
    logDir: logDirOf(context.dataDir),
    hasChannel: true,
    ready: tellsReady,
    patienceMs: modelTimeoutMs + PATIENCE_AFTER_MODEL_CALL_MS,
  });
}

/** `ticket-processor gateway` as a child. */
export function gatewayProcess(context: ProcessContext): SupervisedProcess {
  return new SupervisedProcess({
    ...context,
    name: 'gateway',
    ...builtFile('src/cli/run.js', ['gateway']),
    logDir: logDirOf(context.dataDir),
    hasChannel: true,
    ready: tellsReady,
    patienceMs: PATIENCE_MS,
  });
}

/** A simulator, known by its path only: production code never imports one. Its state is kept in the data folder. */
export function simulatorProcess(
  context: ProcessContext,
  { kind, port, args }: { kind: PlatformName | 'llm'; port: number; args: readonly string[] },
): SupervisedProcess {
  return new SupervisedProcess({
    ...context,
    name: `simulator-${kind}`,
    ...builtFile(`simulators/${kind}/main.js`, ['--port', String(port), ...args]),
    logDir: logDirOf(context.dataDir),
    hasChannel: true,
    ready: () => answers(`http://127.0.0.1:${port}/_sim/ledger`),
    patienceMs: PATIENCE_MS,
  });
}

const builtFile = (entry: string, args: readonly string[], nodeArguments: readonly string[] = []) => ({
  command: process.execPath,
  args: ['--enable-source-maps', ...nodeArguments, path.join(CHECKOUT, 'dist', entry), ...args],
});

function tellsReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`not ready within ${READY_WITHIN_MS / 1000} s`)),
      READY_WITHIN_MS,
    );
    child.once('exit', () => clearTimeout(timer));
    child.once('message', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function answers(url: string): Promise<void> {
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline;) {
    const options = { agent: directAgents(), retry: { limit: 0 }, timeout: { request: READY_WITHIN_MS } };
    const ok = await got(url, options).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await delay(50);
  }
  throw new Error(`${url} did not answer within ${READY_WITHIN_MS / 1000} s`);
}

/**
 * Keeps a worker's memory flat. V8 grows its heaps as long as the machine has memory, and glibc keeps an arena a
 * thread; so each of a worker's two heaps (ours, and that of the workflow sandbox) is bounded, and so are the arenas.
 * A bounded heap holds the cached workflows (about 0.3 MiB each) twice over. @see docs/performance.md for figures
 */
export const WORKER_MEMORY = {
  nodeArguments: ['--max-old-space-size=320'],
  /** @see mallopt(3), M_ARENA_MAX */
  env: { MALLOC_ARENA_MAX: '2' },
} as const;
