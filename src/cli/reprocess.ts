import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { Argument, Option } from 'commander';
import type { DeskRequest } from '../contract/desk.js';
import { deskWorkflowId, workflowIdsOf, type PlatformName } from '../contract/names.js';
import { readDeskRequest, SELECTING } from '../domain/requests.js';
import type { FieldName } from '../domain/verdict-fields.js';
import { createTicketRuns } from '../temporal/ticket-runs.js';
import {
  answer,
  commandConfig,
  EXIT,
  platformOf,
  UsageError,
  withClient,
  type AddCommand,
} from './context.js';
import { pastTime, tenantOption, ticketId } from './options.js';
import { showDifferences, showResults, type AskedTicket } from './terminal/ticket-results.js';

interface ReprocessOptions extends Partial<Record<FieldName, string>> {
  source?: string;
  since?: string;
  force?: boolean;
  dryRun?: boolean;
  wait?: boolean;
  json?: boolean;
  tenant: string;
}

/** `reprocess`: a signal to the tenant's desk; with --wait or --dry-run the tickets are asked from here and followed. */
export const addReprocessCommand: AddCommand = (program, run) => {
  const command = program
    .command('reprocess')
    .description('Ask for new verdicts, by ticket IDs or by what the latest verdict says.')
    .addArgument(new Argument('[id...]', 'ticket IDs').argParser(ticketId))
    .addOption(new Option('--source <source>', 'tickets whose verdict came from').choices(['llm', 'rules']));
  for (const { key, title, labels } of SELECTING)
    command.addOption(
      new Option(`${flagOf(key)} <label>`, `tickets of this ${title.toLowerCase()}`).choices(labels),
    );
  command
    .option('--since <time>', 'verdicts since an ISO time or an age such as 24h', pastTime)
    .option('--force', 'also take back what people changed of our last verdict')
    .option('--dry-run', 'everything but the write; waits, and shows what would change')
    .option('--wait', 'wait for the results')
    .addOption(tenantOption())
    .action(
      run(async (ids: string[] = [], options: ReprocessOptions) => {
        const request = requestOf(ids, options);
        const config = commandConfig();
        const { tenant, dryRun = false, wait = dryRun, json = false } = options;
        const platform = platformOf(config, tenant);
        return withClient(config, async ({ client }) => {
          if (wait) {
            const asked = await ask({ client, tenant, platform, request, dryRun });
            return dryRun
              ? showDifferences(asked, { config, tenant, platform, json })
              : showResults(asked, json);
          }
          await client.workflow.getHandle(deskWorkflowId(tenant)).signal('reprocess', request);
          answer({ asked: request }, { json, text: () => `the desk of ${tenant} was asked` });
          return EXIT.done;
        });
      }),
    );
};

interface Asking {
  client: Client;
  tenant: string;
  platform: PlatformName;
  request: DeskRequest;
  dryRun: boolean;
}

async function ask({ client, tenant, platform, request, dryRun }: Asking): Promise<AskedTicket[]> {
  const runs = createTicketRuns(client);
  const { filter = {} } = request;
  const ticketIds = request.ticketIds ?? (await runs.find({ tenant, platform, filter, now: new Date() }));
  const workflowIdOf = workflowIdsOf(dryRun);
  const { reason, force } = request;
  const keyed = {
    ...(reason === undefined ? {} : { reason }),
    ...(force === true ? { force } : {}),
    key: `cli/${randomUUID()}`,
  };
  await runs.ask({ tenant, platform, ticketIds, request: keyed, dryRun });
  return ticketIds.map((ticketId) => ({
    ticketId,
    handle: client.workflow.getHandle(workflowIdOf(tenant, platform, ticketId)),
  }));
}

const flagOf = (key: string): string => `--${key.replaceAll('_', '-')}`;

function requestOf(ids: string[], options: ReprocessOptions): DeskRequest {
  const { source, since, force = false } = options;
  const given = [
    ['source', source],
    ...SELECTING.map(({ key, name }) => [key, options[name]]),
    ['since', since],
  ];
  const filter = Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  const filtered = Object.keys(filter).length > 0;
  if (ids.length > 0 === filtered) {
    const got = filtered ? 'both' : 'neither';
    throw new UsageError(
      `expected ticket IDs, or at least one of ${['--source', ...SELECTING.map(({ key }) => flagOf(key))].join(', ')} and --since, got ${got}`,
    );
  }
  const read = readDeskRequest({ reason: 'cli', force, ...(filtered ? { filter } : { ticketIds: ids }) });
  if (read.kind === 'rejected') throw new UsageError(read.why);
  return read.request;
}
