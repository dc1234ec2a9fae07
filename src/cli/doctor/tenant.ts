import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import proto from '@temporalio/proto';
import { deskWorkflowId, TICKETS_QUEUE } from '../../contract/names.js';
import { error, missing, ok, warning, type Check, type Finding } from './check.js';
import { schedulesChecks } from './schedules.js';

const { TaskQueueType } = proto.temporal.api.enums.v1;

export interface TenantOnServerOptions {
  tenant: string;
  /** The help desk account that scans should read. */
  account: string | null;
  client: () => Promise<Client>;
  /** Whether there is a key to read a schedule with. */
  decrypts: boolean;
  now: () => Date;
}

/** A worker polls at least this often; the server remembers it for minutes after it is gone. */
const POLLS_WITHIN_MS = 90_000;
const QUERY_TIMEOUT_MS = 10_000;

/** `workers`, the schedules and `desk`: what makes the tenant's tickets go through. */
export function tenantOnServerChecks(options: TenantOnServerOptions): Check[] {
  let polling: Promise<number> | undefined;
  const workers = () => (polling ??= pollingWorkers(options));
  return [
    { name: 'workers', needs: ['namespace'], run: async () => workersFinding(await workers()) },
    ...schedulesChecks({ ...options, workers }),
    { name: 'desk', needs: ['namespace'], run: async () => desk(options, await workers()) },
  ];
}

async function pollingWorkers({ client, now }: TenantOnServerOptions): Promise<number> {
  const { workflowService, options } = await client();
  const { pollers } = await workflowService.describeTaskQueue({
    namespace: options.namespace,
    taskQueue: { name: TICKETS_QUEUE },
    taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
  });
  const since = now().getTime() - POLLS_WITHIN_MS;
  const alive = pollers.filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 >= since);
  return new Set(alive.map(({ identity }) => identity)).size;
}

function workersFinding(workers: number): Finding {
  const details = { workers };
  if (workers === 0) return warning('none runs: tickets wait', 'start `up` or `worker`', { details });
  return ok(workers === 1 ? 'one runs' : `${workers} run`, { details });
}

async function desk({ tenant, client }: TenantOnServerOptions, workers: number): Promise<Finding> {
  const workflowId = deskWorkflowId(tenant);
  const handle = (await client()).workflow.getHandle(workflowId);
  try {
    const { status, startTime } = await handle.describe();
    if (status.name !== 'RUNNING')
      return missing(`${workflowId} is not open (${status.name.toLowerCase()})`, workers);
    const found = `${workflowId} is open since ${startTime.toISOString()}`;
    if (workers === 0 || (await answers(handle))) return ok(found);
    return error('failed', `${found}, but does not answer`, 'look into the log of the workers');
  } catch (cause) {
    if (cause instanceof WorkflowNotFoundError) return missing(`${workflowId} does not exist`, workers);
    throw cause;
  }
}

/** Asking changes nothing, and only a worker that can run workflows answers. */
async function answers(handle: WorkflowHandle): Promise<boolean> {
  return handle.client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () =>
    handle.query('state').then(
      () => true,
      () => false,
    ),
  );
}
