import { ScheduleOverlapPolicy, type ScheduleHandle } from '@temporalio/client';
import { Argument, Option } from 'commander';
import { readyTenants } from '../config/tenants/tenant.js';
import { pauseTenant, resumeTenant, tenantSchedules, pauseOf } from '../temporal/pause.js';
import { provision, ensureAlerts } from '../temporal/provisioning.js';
import {
  answer,
  commandConfig,
  EXIT,
  tenantNamed,
  UsageError,
  withClient,
  type AddCommand,
} from './context.js';
import { tenantOption } from './options.js';

interface ScheduleOptions {
  reason?: string;
  note?: string;
  json?: boolean;
  tenant: string;
}

/**
 * `schedule`: creates or updates what begins by itself for a tenant, pauses and resumes all of it and the webhooks,
 * describes it, and triggers a scan.
 */
export const addScheduleCommand: AddCommand = (program, run) => {
  program
    .command('schedule')
    .description(
      "What begins by itself for a tenant: scans, failed tickets begun anew, verdicts of the rules replaced by the model's. " +
        'pause and resume act on all three and on webhooks, trigger starts a scan.',
    )
    .addArgument(
      new Argument('<action>', 'what to do').choices(['apply', 'pause', 'resume', 'trigger', 'describe']),
    )
    .option('--reason <text>', 'why it is paused or resumed; stored readable')
    .addOption(new Option('--note <text>', 'as --reason').hideHelp())
    .addOption(tenantOption())
    .action(
      run(async (action: string, { note, reason = note, json = false, tenant }: ScheduleOptions) => {
        if (reason !== undefined && action !== 'pause' && action !== 'resume')
          throw new UsageError(`--reason goes with pause and resume, not with ${action}`);
        const config = commandConfig();
        const own = tenantNamed(config, tenant);
        return withClient(config, async (connected) => {
          const { client } = connected;
          if (action === 'apply') {
            await provision(connected, readyTenants([own]), config.statistics);
            await ensureAlerts(client, config.alerts);
          }
          const [scan, ...others] = tenantSchedules(tenant).map((id) => client.schedule.getHandle(id)) as [
            ScheduleHandle,
            ...ScheduleHandle[],
          ];
          if (action === 'pause')
            await pauseTenant(client, { tenant, reason: reason ?? 'paused from the command line' });
          if (action === 'resume')
            await resumeTenant(client, { tenant, reason: reason ?? 'resumed from the command line' });
          if (action === 'trigger') await scan.trigger(ScheduleOverlapPolicy.SKIP);
          const described = await describeSchedule(scan);
          const further = await Promise.all(others.map(describeSchedule));
          answer({ ...described, others: further }, { json, text: () => schedulesText(described, further) });
          return EXIT.done;
        });
      }),
    );
};

/** How a schedule stands; times are ISO 8601. */
interface DescribedSchedule {
  scheduleId: string;
  paused: boolean;
  /** Why it was paused or resumed. */
  note: string | null;
  /** Since when, and by whom; null where other tools than ours did it. */
  since: string | null;
  by: string | null;
  /** IDs of its workflows that run now. */
  running: string[];
  last: string | null;
  next: string | null;
  actionsTaken: number;
  actionsSkippedOverlap: number;
}

/** Looks a schedule up. @throws {ScheduleNotFoundError} */
async function describeSchedule(handle: ScheduleHandle): Promise<DescribedSchedule> {
  const { scheduleId, state, info } = await handle.describe();
  const told = state.note === undefined ? null : pauseOf(state.note);
  return {
    scheduleId,
    paused: state.paused,
    note: told?.reason ?? null,
    since: told?.since ?? null,
    by: told?.by ?? null,
    running: info.runningActions.map(({ workflow }) => workflow.workflowId),
    last: info.recentActions.at(-1)?.takenAt.toISOString() ?? null,
    next: info.nextActionTimes[0]?.toISOString() ?? null,
    actionsTaken: info.numActionsTaken,
    actionsSkippedOverlap: info.numActionsSkippedOverlap,
  };
}

/** For people: the scan in three lines, every other schedule in one. */
function schedulesText(scan: DescribedSchedule, others: readonly DescribedSchedule[]): string {
  return [
    whenNext(scan),
    `running: ${scan.running.join(', ') || 'none'}; last started ${scan.last ?? 'never'}`,
    `${scan.actionsTaken} scans started, ${scan.actionsSkippedOverlap} skipped because one was running`,
    ...others.map((other) => `${whenNext(other)}; last started ${other.last ?? 'never'}`),
  ].join('\n');
}

const whenNext = ({ scheduleId, paused, note, since, by, next }: DescribedSchedule): string => {
  if (!paused) return `${scheduleId}: next at ${next ?? 'no time'}`;
  const signed = since === null ? '' : ` since ${since} by ${by}`;
  return `${scheduleId}: paused${signed}${note ? `: ${note}` : ''}`;
};
