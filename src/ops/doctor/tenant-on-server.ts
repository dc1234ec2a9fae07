import {
  ScheduleNotFoundError,
  type Client,
  type ScheduleDescription,
  type WorkflowHandle,
} from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import proto from '@temporalio/proto';
import { deskWorkflowId, scanScheduleId, TICKETS_QUEUE } from '../../contract/names.js';
import { error, ok, skipped, warning, type Check, type Finding } from './check.js';

const { TaskQueueType } = proto.temporal.api.enums.v1;

export interface TenantOnServerOptions {
  tenant: string;
  /** The help desk account that scans should read. */
  account: string | null;
  client: () => Promise<Client>;
  /** Whether there is a key to read the schedule with. */
  decrypts: boolean;
  now: () => Date;
}

/** A worker polls at least this often; the server remembers it for minutes after it is gone. */
const POLLS_WITHIN_MS = 90_000;
const QUERY_TIMEOUT_MS = 10_000;

const NEXT_START = 'nothing: the next start of a worker makes it';
const REAPPLY = 'run `ticket-processor schedule apply`, and find out who removed it';

/** `workers`, `scan_schedule` and `desk`: what makes the tenant's tickets go through. */
export function tenantOnServerChecks(options: TenantOnServerOptions): Check[] {
  let polling: Promise<number> | undefined;
  const workers = () => (polling ??= pollingWorkers(options));
  return [
    { name: 'workers', needs: ['namespace'], run: async () => workersFinding(await workers()) },
    {
      name: 'scan_schedule',
      needs: ['namespace', 'encryption_key'],
      run: async () =>
        options.decrypts
          ? scanSchedule(options, await workers())
          : skipped('not checked: there is no key to read it with', 'see the encryption key'),
    },
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

/** What workers make at their start and is not there while they run, somebody took away. */
function missing(found: string, workers: number): Finding {
  return workers === 0
    ? warning(found, NEXT_START)
    : error('failed', `${found}, though workers run`, REAPPLY);
}

async function scanSchedule(
  { tenant, account, client }: TenantOnServerOptions,
  workers: number,
): Promise<Finding> {
  const scheduleId = scanScheduleId(tenant);
  let schedule: ScheduleDescription;
  try {
    schedule = await (await client()).schedule.getHandle(scheduleId).describe();
  } catch (cause) {
    if (cause instanceof ScheduleNotFoundError) return missing(`${scheduleId} does not exist`, workers);
    if (!isUndecipherable(cause)) throw cause;
    const advice =
      'add the key it names to PAYLOAD_ENCRYPTION_KEYS; without it nothing of the past is readable';
    return error('configuration', `${scheduleId} was stored with another key: ${cause.message}`, advice);
  }
  const { paused, note } = schedule.state;
  const next = schedule.info.nextActionTimes[0]?.toISOString() ?? null;
  const last = schedule.info.recentActions.at(-1)?.takenAt.toISOString() ?? null;
  const details = { scheduleId, paused, next, last };
  if (paused) {
    const found = `${scheduleId} is paused${note === undefined || note === '' ? '' : `: ${note}`}`;
    return warning(found, 'run `ticket-processor schedule resume` when tickets may be read again', {
      details,
    });
  }
  const scanned = scannedAccount(schedule);
  if (scanned !== null && account !== null && scanned !== account) {
    const found = `${scheduleId} reads account ${scanned}, the configuration names ${account}`;
    const advice =
      'check the configuration, then run `ticket-processor schedule apply` or start a worker with it';
    return warning(found, advice, { details });
  }
  return ok(`${scheduleId} is next due at ${next ?? 'no time'}, last started ${last ?? 'never'}`, {
    details,
  });
}

function scannedAccount({ action }: ScheduleDescription): string | null {
  const [input] = (action.args ?? []) as { account?: string }[];
  return input?.account ?? null;
}

function isUndecipherable(cause: unknown): cause is Error {
  return cause instanceof Error && cause.name === 'PayloadDecryptionError';
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
