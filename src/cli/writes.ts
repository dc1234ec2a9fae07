import type { Client } from '@temporalio/client';
import { Argument } from 'commander';
import { readWriteSwitch, resumeWrites, stopWrites, type WriteSwitch } from '../temporal/write-switch.js';
import {
  answer,
  commandConfig,
  EXIT,
  tenantNames,
  UsageError,
  withClient,
  type AddCommand,
} from './context.js';
import { anyTenantOption } from './options.js';

interface WritesOptions {
  reason?: string;
  tenant?: string;
  json?: boolean;
}

/** `writes`: stops all writing to the help desk, and lets it go on. */
export const addWritesCommand: AddCommand = (program, run) => {
  program
    .command('writes')
    .description('Stop all writing to tickets at once, queued writes included; resume it without loss.')
    .addArgument(new Argument('<action>', 'what to do').choices(['stop', 'resume', 'status']))
    .option('--reason <text>', 'why it is stopped; stored readable')
    .addOption(anyTenantOption())
    .action(
      run(async (action: string, { reason, tenant, json = false }: WritesOptions) => {
        if (action === 'stop' && !reason?.trim())
          throw new UsageError('stop needs --reason: others will ask');
        if (action !== 'stop' && reason !== undefined)
          throw new UsageError(`--reason goes with stop, not with ${action}`);
        const config = commandConfig();
        const tenants = tenantNames(config, tenant);
        return withClient(config, async ({ client }) => {
          if (action === 'stop') await forEach(tenants, (name) => stopWrites(client, name, reason ?? ''));
          if (action === 'resume') await forEach(tenants, (name) => resumeWrites(client, name));
          const switches = await switchesOf(client, tenants);
          answer({ tenants: switches }, { json, text: () => switches.map(writesText).join('\n') });
          return EXIT.done;
        });
      }),
    );
};

async function forEach(tenants: readonly string[], set: (tenant: string) => Promise<void>): Promise<void> {
  await Promise.all(tenants.map(set));
}

const switchesOf = (client: Client, tenants: readonly string[]): Promise<WriteSwitch[]> =>
  Promise.all(tenants.map((tenant) => readWriteSwitch(client, tenant)));

/** One line: whether the tenant's tickets are written to, and how many writes wait. */
export function writesText({ tenant, stopped, waiting }: WriteSwitch): string {
  const wait = `${waiting} ${waiting === 1 ? 'waits' : 'wait'}`;
  if (stopped === null) return `Writes of ${tenant}: go through, ${wait}`;
  const { since, by, reason } = stopped;
  return `Writes of ${tenant}: stopped since ${since} by ${by}: ${reason}; ${wait}`;
}
