import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { EXIT } from './context.js';

/** The exit code of a program that is run in our place; what would stop us stops it first. */
export async function exitCodeOf(child: ChildProcess): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)
    process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? EXIT.failed;
}
