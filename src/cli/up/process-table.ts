import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** The command line of a running process; null when there is none with this ID. */
export function commandOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
    if (process.platform === 'win32') return 'a running process';
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Ends a process: asks, waits `patienceMs`, then kills. Resolves when it is gone. */
export async function endProcess(pid: number, patienceMs: number): Promise<void> {
  const signalled = (signal: NodeJS.Signals): boolean => {
    try {
      return process.kill(pid, signal);
    } catch {
      return false;
    }
  };
  if (!signalled('SIGTERM')) return;
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline && commandOf(pid) !== null;)
    await delay(50);
  if (commandOf(pid) === null || !signalled('SIGKILL')) return;
  while (commandOf(pid) !== null) await delay(20);
}
