import { ScheduleOverlapPolicy } from '@temporalio/client';
import { Argument } from 'commander';
import { readyTenants } from '../compose-tenants.js';
import { reviveScheduleId, scanScheduleId, upgradeScheduleId } from '../contract/names.js';
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
import { describeSchedule, schedulesText } from './schedule-descriptions.js';

interface ScheduleOptions {
  note?: string;
  json?: boolean;
  tenant: string;
}

/**
 * `schedule`: creates or updates what begins by itself for a tenant, pauses and resumes all of it, describes it, and
 * triggers a scan.
 */
export const addScheduleCommand: AddCommand = (program, run) => {
  program
    .command('schedule')
    .description(
      "What begins by itself for a tenant: scans, failed tickets begun anew, verdicts of the rules replaced by the model's. " +
        'pause and resume act on all three, trigger starts a scan.',
    )
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
          if (action === 'apply') await provision(connected, readyTenants([own]), config.statistics);
          const scan = connected.client.schedule.getHandle(scanScheduleId(tenant));
          const others = [reviveScheduleId(tenant), upgradeScheduleId(tenant)].map((scheduleId) =>
            connected.client.schedule.getHandle(scheduleId),
          );
          for (const schedule of [scan, ...others]) {
            if (action === 'pause') await schedule.pause(note ?? 'paused from the command line');
            if (action === 'resume') await schedule.unpause(note ?? 'resumed from the command line');
          }
          if (action === 'trigger') await scan.trigger(ScheduleOverlapPolicy.SKIP);
          const described = await describeSchedule(scan);
          const further = await Promise.all(others.map(describeSchedule));
          answer({ ...described, others: further }, { json, text: () => schedulesText(described, further) });
          return EXIT.done;
        });
      }),
    );
};
