import { ScheduleOverlapPolicy, type ScheduleHandle } from '@temporalio/client';
import { Argument } from 'commander';
import { readyTenants } from '../compose-tenants.js';
import { scanScheduleId } from '../contract/names.js';
import { provision } from '../provisioning/provision.js';
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
  note?: string;
  json?: boolean;
  tenant: string;
}

/** `schedule`: creates or updates the scan schedule, pauses, resumes, triggers and describes it. */
export const addScheduleCommand: AddCommand = (program, run) => {
  program
    .command('schedule')
    .description("A tenant's scan schedule.")
    .addArgument(
      new Argument('<action>', 'what to do').choices(['apply', 'pause', 'resume', 'trigger', 'describe']),
    )
    .option('--note <text>', 'why it is paused or resumed, shown in the Web UI')
    .addOption(tenantOption())
    .action(
      run(async (action: string, { note, json = false, tenant }: ScheduleOptions) => {
        if (note !== undefined && action !== 'pause' && action !== 'resume')
          throw new UsageError(`--note goes with pause and resume, not with ${action}`);
        const config = commandConfig();
        const own = tenantNamed(config, tenant);
        return withClient(config, async (connected) => {
          const handle = connected.client.schedule.getHandle(scanScheduleId(tenant));
          if (action === 'apply') await provision(connected, readyTenants([own]), config.statistics);
          if (action === 'pause') await handle.pause(note ?? 'paused from the command line');
          if (action === 'resume') await handle.unpause(note ?? 'resumed from the command line');
          if (action === 'trigger') await handle.trigger(ScheduleOverlapPolicy.SKIP);
          const description = await describe(handle);
          answer(description, { json, text: () => text(description) });
          return EXIT.done;
        });
      }),
    );
};

async function describe(handle: ScheduleHandle) {
  const { scheduleId, state, info } = await handle.describe();
  return {
    scheduleId,
    paused: state.paused,
    note: state.note ?? null,
    running: info.runningActions.map(({ workflow }) => workflow.workflowId),
    last: info.recentActions.at(-1)?.takenAt.toISOString() ?? null,
    next: info.nextActionTimes[0]?.toISOString() ?? null,
    actionsTaken: info.numActionsTaken,
    actionsSkippedOverlap: info.numActionsSkippedOverlap,
  };
}

function text(description: Awaited<ReturnType<typeof describe>>): string {
  const { scheduleId, paused, note, running, last, next, actionsTaken, actionsSkippedOverlap } = description;
  return [
    `${scheduleId}: ${paused ? `paused${note ? ` (${note})` : ''}` : `next at ${next ?? 'no time'}`}`,
    `running: ${running.join(', ') || 'none'}; last started ${last ?? 'never'}`,
    `${actionsTaken} scans started, ${actionsSkippedOverlap} skipped because one was running`,
  ].join('\n');
}
