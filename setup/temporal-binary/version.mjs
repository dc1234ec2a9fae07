import { runCommand } from '../run-command.mjs';

const ANSWER_TIMEOUT_MS = 20_000;

/**
 * Asks an executable of the Temporal CLI for its version.
 * @param {string} file
 * @param {import('../run-command.mjs').RunCommand} [run]
 * @returns {Promise<{ version: string } | { failure: string }>} the failure in a few words, for a message
 */
export async function askVersion(file, run = runCommand) {
  const result = await run(file, ['--version'], { timeoutMs: ANSWER_TIMEOUT_MS });
  if (!result.ok) return { failure: `does not run: ${result.failure}` };
  const version = /^temporal version (\d+\.\d+\.\d+)/m.exec(result.output)?.[1];
  return version ? { version } : { failure: 'does not answer --version as the Temporal CLI does' };
}

/** Whether version `a` is `b` or newer; both `major.minor.patch`. */
export function isAtLeast(/** @type {string} */ a, /** @type {string} */ b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const index = left.findIndex((number, position) => number !== right[position]);
  return index === -1 || left[index] > right[index];
}
