import { ScheduleOverlapPolicy, type ScheduleHandle } from '@temporalio/client';
import { Argument, Option } from 'commander';
import { readyTenants } from '../compose/tenants.js';
import { pauseTenant, resumeTenant, tenantSchedules } from '../temporal/pause.js';
import { provision } from '../temporal/provisioning.js';
import { ensureAlerts } from '../temporal/watch.js';
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
