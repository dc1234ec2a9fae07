import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES, serviceQueues, TICKETS_QUEUE } from '../../src/contract/names.js';
import { addSearchAttributes } from '../../src/temporal/search-attributes.js';

/** Starting a server and running a workflow takes longer than Jest's five seconds. */
export const ALLOW_FOR_A_SERVER_MS = 120_000;

jest.setTimeout(ALLOW_FOR_A_SERVER_MS);

let installed = false;
function quietly(): void {
  if (!installed) {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
    });
  }
  installed = true;
}

/** Set by `npm test` to the binaries that set-up found. */
const binaries = {
  timeSkipping: process.env['TEMPORAL_TEST_SERVER_PATH'],
  server: process.env['TEMPORAL_CLI_PATH'],
};

/** `describe`, or a visible skip where there is no time-skipping server for this machine. */
export const hasTimeSkipping = binaries.timeSkipping !== undefined && binaries.timeSkipping !== '';

/** Virtual time: hours pass in moments. Lacks schedules. */
export async function timeSkippingServer(): Promise<TestWorkflowEnvironment> {
  quietly();
  const env = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: binaries.timeSkipping ?? '' } },
  });
  await addSearchAttributes(env.connection, env.namespace ?? 'default', Object.values(SEARCH_ATTRIBUTES));
  return env;
}

/** A real Temporal server in memory, with our search attributes. `dynamicConfig`: server settings as `KEY=VALUE`. */
export function realServer(dynamicConfig: readonly string[] = []): Promise<TestWorkflowEnvironment> {
  quietly();
  return TestWorkflowEnvironment.createLocal({
    server: {
      extraArgs: dynamicConfig.flatMap((setting) => ['--dynamic-config-value', setting]),
      executable: { type: 'existing-path', path: binaries.server ?? '' },
      searchAttributes: Object.values(SEARCH_ATTRIBUTES),
    },
  });
}

/** Activities of a test: those a workflow calls and no others. */
export type Stubs = Record<string, (...args: never[]) => Promise<unknown>>;

/** A tenant of its own for each test, so that tests on one server do not meet. */
export const freshTenant = (): string => `t-${randomUUID().slice(0, 8)}`;

/** Runs `use` while workers serve the workflows and the tenant's queues with these activities. */
export async function withWorkers<T>(
  env: TestWorkflowEnvironment,
  { tenant, activities }: { tenant: string; activities: object },
  use: () => Promise<T>,
): Promise<T> {
  const common = { connection: env.nativeConnection, activities };
  const workflowBundle = { codePath: process.env['TEST_WORKFLOW_BUNDLE'] as string };
  const workers = await Promise.all([
    Worker.create({ ...common, taskQueue: TICKETS_QUEUE, workflowBundle }),
    ...Object.values(serviceQueues(tenant)).map((taskQueue) => Worker.create({ ...common, taskQueue })),
  ]);
  return whileRunning(workers, use);
}

/** Runs a worker of one queue that knows activities only, as a process's own queue has it. */
export async function withActivityWorker<T>(
  env: TestWorkflowEnvironment,
  { taskQueue, activities }: { taskQueue: string; activities: object },
  use: () => Promise<T>,
): Promise<T> {
  return whileRunning(
    [await Worker.create({ connection: env.nativeConnection, activities, taskQueue })],
    use,
  );
}

async function whileRunning<T>(workers: readonly Worker[], use: () => Promise<T>): Promise<T> {
  const running = Promise.all(workers.map((worker) => worker.run()));
  try {
    return await Promise.race([
      use(),
      running.then(() => Promise.reject(new Error('a worker stopped by itself'))),
    ]);
  } finally {
    workers.forEach((worker) => worker.shutdown());
    await running;
  }
}
