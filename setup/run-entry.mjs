import { requireNodeVersion } from './node-version.mjs';
import { SetUpError } from './set-up-error.mjs';

/**
 * Runs what an npm script stands for and makes its result the exit code of this process. A failure that set-up
 * explains is shown as its message, any other one with its stack; both give exit code 1.
 *
 * A Node that is too old is told so first. It could not even read newer files: what an entry needs it imports inside
 * `entry`, and an entry, like this file, is written in what Node 12 understands (no `await` outside functions, no `??`).
 * @param {() => Promise<number | void>} entry
 */
export async function runEntry(entry) {
  try {
    requireNodeVersion();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  try {
    process.exitCode = (await entry()) || 0;
  } catch (error) {
    const explained = error instanceof SetUpError;
    console.error(explained ? `set-up failed: ${error.message}` : error);
    process.exitCode = 1;
  }
}
