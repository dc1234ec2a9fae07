import {
  type Client,
  type WorkflowHandle,
  ScheduleNotFoundError,
  type ScheduleDescription,
} from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import proto from '@temporalio/proto';
import {
  deskWorkflowId,
  TICKETS_QUEUE,
  RETENTION_SCHEDULE_ID,
  reviveScheduleId,
  scanScheduleId,
  upgradeScheduleId,
} from '../../contract/names.js';
import { error, missing, ok, warning, type Check, type Finding, skipped } from './report.js';

const { TaskQueueType } = proto.temporal.api.enums.v1;

interface TenantOnServerOptions {
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

interface SchedulesOptions {
  tenant: string;
  /** The help desk account that scans should read. */
  account: string | null;
  client: () => Promise<Client>;
  /** Whether there is a key to read a schedule with. */
  decrypts: boolean;
  /** How many workers poll. */
  workers: () => Promise<number>;
}

/** `scan_schedule`, `revive_schedule`, `upgrade_schedule` and `retention_schedule`: what begins by itself. */
function schedulesChecks({ tenant, account, ...options }: SchedulesOptions): Check[] {
  const resume = 'run `ticket-processor schedule resume` when';
  return [
    scheduleCheck(options, {
      ...{ name: 'scan_schedule', scheduleId: scanScheduleId(tenant) },
      whenPaused: `${resume} tickets may be read again`,
      further: (schedule) => otherAccount(schedule, account),
    }),
    scheduleCheck(options, {
      ...{ name: 'revive_schedule', scheduleId: reviveScheduleId(tenant) },
      whenPaused: `${resume} tickets whose run failed may be begun anew`,
    }),
    scheduleCheck(options, {
      ...{ name: 'upgrade_schedule', scheduleId: upgradeScheduleId(tenant) },
      whenPaused: `${resume} verdicts of the rules may be replaced by the model's`,
    }),
    scheduleCheck(options, {
      ...{ name: 'retention_schedule', scheduleId: RETENTION_SCHEDULE_ID },
      whenPaused: `run \`ticket-processor temporal schedule toggle --schedule-id ${RETENTION_SCHEDULE_ID} --unpause\``,
    }),
  ];
}

interface Expected {
  name: string;
  scheduleId: string;
  /** What to do about a pause. */
  whenPaused: string;
  /** What else may be wrong with it. */
  further?: (schedule: ScheduleDescription) => { found: string; advice: string } | null;
}

type Server = Pick<SchedulesOptions, 'client' | 'decrypts' | 'workers'>;

function scheduleCheck({ client, decrypts, workers }: Server, expected: Expected): Check {
  const { name, scheduleId } = expected;
  return {
    name,
    needs: ['namespace', 'encryption_key'],
    run: async () => {
      if (!decrypts) return skipped('not checked: there is no key to read it with', 'see the encryption key');
      try {
        return findingOf(await (await client()).schedule.getHandle(scheduleId).describe(), expected);
      } catch (cause) {
        if (cause instanceof ScheduleNotFoundError)
          return missing(`${scheduleId} does not exist`, await workers());
        if (!isUndecipherable(cause)) throw cause;
        const advice =
          'add the key it names to PAYLOAD_ENCRYPTION_KEYS; without it nothing of the past is readable';
        return error('configuration', `${scheduleId} was stored with another key: ${cause.message}`, advice);
      }
    },
  };
}

function findingOf(
  schedule: ScheduleDescription,
  { scheduleId, whenPaused, further = () => null }: Expected,
): Finding {
  const { paused, note } = schedule.state;
  const next = schedule.info.nextActionTimes[0]?.toISOString() ?? null;
  const last = schedule.info.recentActions.at(-1)?.takenAt.toISOString() ?? null;
  const details = { scheduleId, paused, next, last };
  if (paused) {
    const found = `${scheduleId} is paused${note === undefined || note === '' ? '' : `: ${note}`}`;
    return warning(found, whenPaused, { details });
  }
  const wrong = further(schedule);
  if (wrong !== null) return warning(wrong.found, wrong.advice, { details });
  const found = `${scheduleId} is next due at ${next ?? 'no time'}, last started ${last ?? 'never'}`;
  return ok(found, { details });
}

function otherAccount({ action, scheduleId }: ScheduleDescription, account: string | null) {
  const [input] = (action.args ?? []) as { account?: string }[];
  const scanned = input?.account ?? null;
  if (scanned === null || account === null || scanned === account) return null;
  return {
    found: `${scheduleId} reads account ${scanned}, the configuration names ${account}`,
    advice: 'check the configuration, then run `ticket-processor schedule apply` or start a worker with it',
  };
}

function isUndecipherable(cause: unknown): cause is Error {
  return cause instanceof Error && cause.name === 'PayloadDecryptionError';
}
