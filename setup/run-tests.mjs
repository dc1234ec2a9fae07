import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CHECKOUT_FOLDER } from './checkout.mjs';
import { setUp } from './set-up.mjs';
import { testEnvironment } from './test-environment.mjs';
import { addSummaries, describeSummary, summarize } from './test-summary.mjs';

/**
 * One file after the other: several tests run servers of their own, and two cores are not enough for two such
 * tests. A memory limit makes jest use a process of its own for the tests and replace it when it has grown:
 * the module graph of every test file stays in memory otherwise.
 */
const JEST_DEFAULTS = ['--maxWorkers=1', '--workerIdleMemoryLimit=1GB'];
const CHOOSES_WORKERS = /^(-i|-w|--runInBand|--maxWorkers)/;

/**
 * The whole suite runs in two lanes at the same time: tests that run the product's own processes spend most of
 * their time waiting, and so two of them never meet.
 */
const LANES = [['--testPathPatterns=test/e2e/'], ['--testPathIgnorePatterns=test/e2e/']];

/**
 * Runs what the arguments choose, else everything, and tells how it went.
 * @returns {Promise<number>} the exit code
 */
export async function testAll() {
  const { summary, testServerFailure } = await runTests().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return { summary: summarize(null, 'not started'), testServerFailure: '' };
  });
  if (testServerFailure) console.log(`\nNo time-skipping test server: ${testServerFailure}`);
  console.log(`\n${describeSummary(summary).join('\n')}`);
  return summary.failed > 0 ? 1 : 0;
}

async function runTests() {
  const { temporal, testServerPath, testServerFailure } = await setUp({ env: process.env, testServer: true });
  const env = testEnvironment(process.env, { temporalPath: temporal?.path ?? '', testServerPath });
  const chosen = process.argv.slice(2);
  const summaries = await Promise.all(
    (chosen.length > 0 ? [chosen] : LANES).map((lane) => summaryOf(lane, env)),
  );
  return { summary: addSummaries(summaries), testServerFailure };
}

/**
 * @param {string[]} lane jest's arguments
 * @param {Record<string, string | undefined>} env
 */
async function summaryOf(lane, env) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'test-results-'));
  try {
    const outputFile = path.join(folder, 'results.json');
    const jestFailure = await runJest([...lane, '--json', `--outputFile=${outputFile}`], env);
    return summarize(await readFile(outputFile, 'utf8').then(JSON.parse, () => null), jestFailure);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string[]} chosen jest's arguments
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<string>} how it failed, empty when it did not
 */
function runJest(chosen, env) {
  const args = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    path.join(CHECKOUT_FOLDER, 'node_modules', 'jest', 'bin', 'jest.js'),
    ...(chosen.some((argument) => CHOOSES_WORKERS.test(argument)) ? [] : JEST_DEFAULTS),
    ...chosen,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: CHECKOUT_FOLDER,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve(code === 0 ? '' : `it ended with ${signal ?? `code ${code}`}`),
    );
  });
}
