import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that does nothing until it is ended. `deaf`: it ignores SIGTERM. */
export const idleScript = ({ deaf = false } = {}): string =>
  `${deaf ? "process.on('SIGTERM', () => {});" : ''} process.stdout.write('up'); setInterval(() => {}, 1000);`;

/** Runs `use` with the number of an idle process that is ended afterwards. */
export async function withIdleProcess<T>(
  use: (pid: number) => T | Promise<T>,
  options: { deaf?: boolean } = {},
): Promise<T> {
  const child = spawn(process.execPath, ['-e', idleScript(options)], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  try {
    await once(child.stdout, 'data');
    return await use(child.pid as number);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
