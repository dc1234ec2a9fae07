import { clearInterval, setInterval } from 'node:timers';

const BAR_WIDTH = 30;
const BYTES_PER_MB = 1_000_000;
const PLAIN_STEP_PERCENT = 25;
const PLAIN_WAIT_MS = 10_000;
const TERMINAL_WAIT_MS = 1_000;

/**
 * @typedef {object} Progress
 * @property {(text: string) => void} line prints one whole line
 * @property {(label: string) => Transfer} transfer shows how much of a known or unknown size has come
 * @property {<T>(label: string, work: Promise<T>) => Promise<T>} waiting shows that something is still running
 *
 * @typedef {object} Transfer
 * @property {(doneBytes: number, totalBytes: number | null) => void} update
 * @property {() => void} end
 *
 * @typedef {{ write(text: string): unknown, isTTY?: boolean }} Output
 */

/**
 * Progress on a terminal as a bar that redraws itself; anywhere else (a log, a CI job) as plain lines, at most
 * one every 25 % or every 10 s.
 * @param {Output} [output] default: stderr, so that stdout belongs to the program that is set up
 * @returns {Progress}
 */
export function createProgress(output = process.stderr) {
  const isTerminal = output.isTTY === true;
  const line = (/** @type {string} */ text) => void output.write(`${text}\n`);
  return {
    line,
    transfer: (label) => (isTerminal ? drawBar(output, label) : printSteps(line, label)),
    waiting: (label, work) => showWaiting({ output, isTerminal, label, work }),
  };
}

/** @param {Output} output @param {string} label @returns {Transfer} */
function drawBar(output, label) {
  let shown = '';
  return {
    update(doneBytes, totalBytes) {
      const percent = percentOf(doneBytes, totalBytes);
      const filled = Math.round(((percent ?? 0) / 100) * BAR_WIDTH);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${percent} %`;
      const text = `  ${label} ${percent === null ? megabytes(doneBytes) : bar}`;
      if (text !== shown) output.write(`\r${text}`);
      shown = text;
    },
    end: () => void output.write('\n'),
  };
}

/** @param {(text: string) => void} line @param {string} label @returns {Transfer} */
function printSteps(line, label) {
  let nextPercent = PLAIN_STEP_PERCENT;
  return {
    update(doneBytes, totalBytes) {
      const percent = percentOf(doneBytes, totalBytes);
      if (percent === null || percent < nextPercent) return;
      line(`  ${label} ${percent} % of ${megabytes(totalBytes ?? 0)}`);
      nextPercent = percent - (percent % PLAIN_STEP_PERCENT) + PLAIN_STEP_PERCENT;
    },
    end() {},
  };
}

/**
 * @template T
 * @param {{ output: Output, isTerminal: boolean, label: string, work: Promise<T> }} options
 */
async function showWaiting({ output, isTerminal, label, work }) {
  const begunAt = Date.now();
  const show = () => {
    const text = `  ${label} … ${Math.round((Date.now() - begunAt) / 1000)} s`;
    output.write(isTerminal ? `\r${text}` : `${text}\n`);
  };
  const timer = setInterval(show, isTerminal ? TERMINAL_WAIT_MS : PLAIN_WAIT_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (isTerminal) output.write('\r\x1b[K');
  }
}

/** @param {number} doneBytes @param {number | null} totalBytes */
function percentOf(doneBytes, totalBytes) {
  return totalBytes ? Math.min(100, Math.floor((doneBytes / totalBytes) * 100)) : null;
}

function megabytes(/** @type {number} */ bytes) {
  return `${(bytes / BYTES_PER_MB).toFixed(0)} MB`;
}
