import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { TICKETS_QUEUE } from '../../src/contract/names.js';

/** As production sets it: otherwise a rate is divided by four, and order holds within each quarter only. */
export const ONE_PARTITION = [
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
];

export interface RatedWorkers {
  activities: object;
  /** Steps a second of each queue, by its name; undefined: no limit. */
  rates: Readonly<Record<string, number | undefined>>;
}

/** Runs `use` while one worker serves the workflows and these queues, at these rates. */
export async function withRatedWorkers(
  env: TestWorkflowEnvironment,
  { activities, rates }: RatedWorkers,
  use: () => Promise<void>,
): Promise<void> {
  const common = { connection: env.nativeConnection, activities };
  const workflowBundle = { codePath: process.env['TEST_WORKFLOW_BUNDLE'] as string };
  const workers = await Promise.all([
    Worker.create({ ...common, taskQueue: TICKETS_QUEUE, workflowBundle }),
    ...Object.entries(rates).map(([taskQueue, rate]) =>
      Worker.create({
        ...common,
        taskQueue,
        ...(rate === undefined ? {} : { maxTaskQueueActivitiesPerSecond: rate }),
      }),
    ),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  try {
    await Promise.race([use(), running.then(() => Promise.reject(new Error('a worker stopped by itself')))]);
  } finally {
    workers.forEach((worker) => worker.shutdown());
    await running;
  }
}
