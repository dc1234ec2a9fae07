import { ticketStartOptions } from '../ticket-runs.js';
import { commandConfig, EXIT, platformOf, withClient, type AddCommand } from './context.js';
import { printResults, waitForTickets } from './ticket-results.js';

interface ProcessOptions {
  dryRun?: boolean;
  wait?: boolean;
  json?: boolean;
  tenant: string;
}

/** `process`: starts the workflow of each ticket; one that runs already serves. */
export const addProcessCommand: AddCommand = (program, run) => {
  program
    .command('process')
    .description('Give tickets a verdict now; those that have one stay unchanged.')
    .argument('<id...>', 'ticket IDs')
    .option('--dry-run', 'everything but the write')
    .option('--wait', 'wait for the results')
    .option('--json', 'for machines')
    .option('--tenant <name>', 'which tenant', 'default')
    .action(
      run(
        async (
          ticketIds: string[],
          { dryRun = false, wait = false, json = false, tenant }: ProcessOptions,
        ) => {
          const config = commandConfig();
          const platform = platformOf(config, tenant);
          return withClient(config, async ({ client }) => {
            for (const ticketId of ticketIds) {
              await client.workflow.start('processTicket', {
                ...ticketStartOptions({
                  tenant,
                  platform,
                  ticketId,
                  reason: 'operator',
                  ...(dryRun ? { dryRun } : {}),
                }),
                workflowIdConflictPolicy: 'USE_EXISTING',
              });
            }
            const asked = { client, tenant, platform, ticketIds };
            if (wait) return printResults(asked, await waitForTickets(asked), json);
            process.stdout.write(
              json ? `${JSON.stringify({ started: ticketIds })}\n` : `started: ${ticketIds.join(', ')}\n`,
            );
            return EXIT.done;
          });
        },
      ),
    );
};
