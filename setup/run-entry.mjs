import { SetUpError } from './set-up-error.mjs';

/**
 * Runs what an npm script stands for and makes its result the exit code of this process. A failure that set-up
 * explains is shown as its message, any other one with its stack; both give exit code 1.
 * @param {() => Promise<number | void>} entry
 */
export async function runEntry(entry) {
  try {
    process.exitCode = (await entry()) ?? 0;
  } catch (error) {
    const explained = error instanceof SetUpError;
    console.error(explained ? `set-up failed: ${error.message}` : error);
    process.exitCode = 1;
  }
}
