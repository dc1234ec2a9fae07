import { ScheduleNotFoundError, type Client, type ScheduleDescription } from '@temporalio/client';
import {
  RETENTION_SCHEDULE_ID,
  reviveScheduleId,
  scanScheduleId,
  upgradeScheduleId,
} from '../../contract/names.js';
import { error, missing, ok, skipped, warning, type Check, type Finding } from './check.js';

export interface SchedulesOptions {
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
export function schedulesChecks({ tenant, account, ...options }: SchedulesOptions): Check[] {
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
