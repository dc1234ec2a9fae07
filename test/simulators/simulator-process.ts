import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Which simulator. */
export type SimulatorName = 'zendesk' | 'freshdesk' | 'llm';

/** A simulator in its own process, with an IPC channel. */
export interface SimulatorProcess {
  url: string;
  child: ChildProcess;
}

const started: ChildProcess[] = [];

/** Kills whatever the tests started and that still runs. */
export function endProcesses(): void {
  for (const child of started.splice(0)) child.kill('SIGKILL');
}

/** Forks a simulator's entry; what it writes is in the child's streams. */
export function forkSimulator(name: SimulatorName, args: readonly string[]): ChildProcess {
  const entry = path.join(ROOT, 'simulators', name, 'main.ts');
  const child = fork(entry, args, {
    cwd: ROOT,
    execArgv: ['--import', 'tsx'],
    silent: true,
    env: { PATH: process.env['PATH'] },
  });
  started.push(child);
  return child;
}

/** Starts a simulator and waits for its first line. */
export async function startProcess(name: SimulatorName, args: readonly string[]): Promise<SimulatorProcess> {
  const child = forkSimulator(name, args);
  if (child.stdout === null) throw new Error('the simulator has no stdout');
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: (JSON.parse(line) as { url: string }).url, child };
  }
  throw new Error('the simulator ended before it printed its address');
}
