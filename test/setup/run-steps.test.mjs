import { expect, test } from '@jest/globals';
import path from 'node:path';
import { runSteps } from '../../setup/run-steps.mjs';
import { recordedProgress } from './support/recorded-progress.mjs';
import { useTemporaryFolders } from './support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

/** A step that is done once it has run `runsNeeded` times. */
function step(title, runsNeeded, log) {
  return {
    title,
    isDone: async () => runsNeeded <= 0,
    run: async () => {
      runsNeeded -= 1;
      log.push(title);
    },
  };
}

async function options() {
  return { lockFile: path.join(await temporaryFolder(), 'lock'), progress: recordedProgress() };
}

test('all done → nothing runs, nothing is said', async () => {
  const log = [];
  const given = await options();
  expect(await runSteps([step('a', 0, log), step('b', 0, log)], given)).toBe(false);
  expect(log).toEqual([]);
  expect(given.progress.lines).toEqual([]);
});

test('only what is not done runs, in order, with a line before and after', async () => {
  const log = [];
  const given = await options();
  expect(await runSteps([step('a', 1, log), step('b', 0, log), step('c', 1, log)], given)).toBe(true);
  expect(log).toEqual(['a', 'c']);
  expect(given.progress.lines.map((line) => line.replace(/[\d.]+ s$/, 'N s'))).toEqual([
    'set-up: a …',
    'set-up: a: N s',
    'set-up: c …',
    'set-up: c: N s',
  ]);
});

test('two at once → each step runs once', async () => {
  const log = [];
  const steps = [step('a', 1, log), step('b', 1, log)];
  const given = await options();
  await Promise.all([runSteps(steps, given), runSteps(steps, given)]);
  expect(log).toEqual(['a', 'b']);
});

test('a step that fails → its error, the later ones do not run', async () => {
  const log = [];
  const failing = { ...step('a', 1, log), run: () => Promise.reject(new Error('a failed')) };
  await expect(runSteps([failing, step('b', 1, log)], await options())).rejects.toThrow('a failed');
  expect(log).toEqual([]);
});
