import { ScheduleOverlapPolicy, type ScheduleHandle } from '@temporalio/client';
import { Argument } from 'commander';
import { readyTenants } from '../compose-tenants.js';
import { scanScheduleId } from '../contract.js';
import { provision } from '../provisioning/provision.js';
import { commandConfig, EXIT, withClient, type AddCommand } from './context.js';

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
    .option('--note <text>', 'why, shown in the Web UI')
    .option('--json', 'for machines')
    .option('--tenant <name>', 'which tenant', 'default')
    .action(
      run(async (action: string, { note, json = false, tenant }: ScheduleOptions) => {
        const config = commandConfig();
        return withClient(config, async (connected) => {
          const handle = connected.client.schedule.getHandle(scanScheduleId(tenant));
          if (action === 'apply') await provision(connected, readyTenants(config.tenants));
          if (action === 'pause') await handle.pause(note ?? 'paused from the command line');
          if (action === 'resume') await handle.unpause(note ?? 'resumed from the command line');
          if (action === 'trigger') await handle.trigger(ScheduleOverlapPolicy.SKIP);
          const description = await describe(handle);
          process.stdout.write(json ? `${JSON.stringify(description)}\n` : `${text(description)}\n`);
          return EXIT.done;
        });
      }),
    );
};

async function describe(handle: ScheduleHandle) {
  const { scheduleId, state, info, spec } = await handle.describe();
  return {
    scheduleId,
    paused: state.paused,
    note: state.note ?? null,
    calendars: spec.calendars?.length ?? 0,
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
