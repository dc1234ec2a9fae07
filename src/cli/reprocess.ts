import { Option } from 'commander';
import { deskWorkflowId, type DeskRequest } from '../contract.js';
import { readDeskRequest } from '../domain/desk-request.js';
import { ROOT_CAUSES } from '../domain/verdict.js';
import { createTicketRuns } from '../ticket-runs.js';
import { commandConfig, EXIT, platformOf, UsageError, withClient, type AddCommand } from './context.js';
import { printResults, waitForTickets } from './ticket-results.js';

interface ReprocessOptions {
  source?: string;
  rootCause?: string;
  since?: string;
  force?: boolean;
  wait?: boolean;
  json?: boolean;
  tenant: string;
}

/** `reprocess`: a signal to the tenant's desk; with --wait the tickets are asked from here and followed. */
export const addReprocessCommand: AddCommand = (program, run) => {
  program
    .command('reprocess')
    .description('Ask for new verdicts, by ticket IDs or by what the latest verdict says.')
    .argument('[id...]', 'ticket IDs')
    .addOption(new Option('--source <source>', 'tickets whose verdict came from').choices(['llm', 'rules']))
    .addOption(new Option('--root-cause <cause>', 'tickets of this root cause').choices([...ROOT_CAUSES]))
    .option('--since <time>', 'verdicts since an ISO time or an age such as 24h')
    .option('--force', 'also take back what people changed of our last verdict')
    .option('--wait', 'wait for the results')
    .option('--json', 'for machines')
    .option('--tenant <name>', 'which tenant', 'default')
    .action(
      run(async (ids: string[], options: ReprocessOptions) => {
        const request = requestOf(ids, options);
        const config = commandConfig();
        const { tenant, wait = false, json = false } = options;
        const platform = platformOf(config, tenant);
        return withClient(config, async ({ client }) => {
          if (!wait) {
            await client.workflow.getHandle(deskWorkflowId(tenant)).signal('reprocess', request);
            process.stdout.write(
              json ? `${JSON.stringify({ asked: request })}\n` : `the desk of ${tenant} was asked\n`,
            );
            return EXIT.done;
          }
          const runs = createTicketRuns(client);
          const tickets = { tenant, platform };
          const ticketIds =
            request.ticketIds ??
            (await runs.find({ ...tickets, filter: request.filter ?? {}, now: new Date() }));
          await runs.ask({ ...tickets, ticketIds, request, askedSince: null });
          const asked = { client, ...tickets, ticketIds };
          return printResults(asked, await waitForTickets(asked), json);
        });
      }),
    );
};

function requestOf(
  ids: string[],
  { source, rootCause, since, force = false }: ReprocessOptions,
): DeskRequest {
  const filter = {
    ...(source === undefined ? {} : { source }),
    ...(rootCause === undefined ? {} : { root_cause: rootCause }),
    ...(since === undefined ? {} : { since }),
  };
  if (ids.length === 0 && Object.keys(filter).length === 0) {
    throw new UsageError('expected ticket IDs, or at least one of --source, --root-cause and --since');
  }
  const read = readDeskRequest({
    reason: 'cli',
    force,
    ...(ids.length > 0 ? { ticketIds: ids } : { filter }),
  });
  if (read.kind === 'rejected') throw new UsageError(read.why);
  return read.request;
}
