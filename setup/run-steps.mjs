import { withLock } from './lock.mjs';

/**
 * Runs, in their order, the steps that are not done yet, one at a time on this checkout: a second set-up waits
 * for the first and then finds everything done.
 * @param {import('./steps.mjs').Step[]} steps
 * @param {{ lockFile: string, progress: import('./progress.mjs').Progress }} options
 * @returns {Promise<boolean>} whether anything had to be done
 */
export async function runSteps(steps, { lockFile, progress }) {
  let worked = false;
  const onWait = () => progress.line(`set-up: waiting for another one to end (${lockFile})`);
  for (const step of steps) {
    if (await step.isDone()) continue;
    await withLock({ file: lockFile, onWait }, async () => {
      if (await step.isDone()) return;
      const begunAt = Date.now();
      progress.line(`set-up: ${step.title} …`);
      await step.run();
      progress.line(`set-up: ${step.title}: ${((Date.now() - begunAt) / 1000).toFixed(1)} s`);
      worked = true;
    });
  }
  return worked;
}
