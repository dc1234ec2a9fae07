import { spawn } from 'node:child_process';

/**
 * @typedef {object} CommandResult
 * @property {boolean} ok true when the command was started and ended with code 0
 * @property {string} output stdout and stderr in the order they came
 * @property {string} failure why `ok` is false, in a few words; empty when `ok`
 *
 * @typedef {object} CommandOptions
 * @property {Record<string, string | undefined>} [env] the whole environment of the command; default: ours
 * @property {string} [cwd] default: ours
 * @property {number} [timeoutMs] the command is killed after this time; default: never
 *
 * @typedef {(file: string, args: string[], options?: CommandOptions) => Promise<CommandResult>} RunCommand
 */

/**
 * Runs a program without a shell and waits for its end. Never rejects: a program that is missing, fails,
 * hangs or dies of a signal is told by `ok` and `failure`.
 * @type {RunCommand}
 */
export function runCommand(file, args, { env = process.env, cwd, timeoutMs } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(file, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    // spawn's own time-out outlives a program that could not be started, and keeps the process alive
    const timer = timeoutMs ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined;
    const end = (/** @type {string} */ failure) => {
      clearTimeout(timer);
      resolve({ ok: failure === '', output, failure });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', (error) => end(describeStartFailure(error)));
    child.on('close', (code, signal) => end(code === 0 ? '' : describeEnd(code, signal, output)));
  });
}

/** The last lines of a command's output, for an error message. */
export function lastLines(/** @type {string} */ output, count = 20) {
  return output.trimEnd().split(/\r?\n/).slice(-count).join('\n');
}

function describeStartFailure(/** @type {NodeJS.ErrnoException} */ error) {
  if (error.code === 'ENOENT') return 'not found';
  if (error.code === 'EACCES') return 'not executable';
  return error.message;
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @param {string} output
 */
function describeEnd(code, signal, output) {
  const how = signal ? `ended by ${signal}` : `exit code ${code}`;
  const reason = lastLines(output, 1).trim();
  return reason ? `${how}: ${reason}` : how;
}
