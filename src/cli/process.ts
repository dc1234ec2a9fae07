import { Argument } from 'commander';
import { startTicket } from '../temporal/listed-runs.js';
import { answer, commandConfig, EXIT, platformOf, withClient, type AddCommand } from './context.js';
import { tenantOption, ticketId } from './options.js';
import { showDifferences, showResults, type AskedTicket } from './terminal/ticket-results.js';

interface ProcessOptions {
  dryRun?: boolean;
  wait?: boolean;
  json?: boolean;
  tenant: string;
}

/** `process`: starts the workflow of each ticket; one that runs already serves. A dry run waits for its result. */
export const addProcessCommand: AddCommand = (program, run) => {
  program
    .command('process')
    .description('Give tickets a verdict now; those that have one stay unchanged.')
    .addArgument(new Argument('<id...>', 'ticket IDs').argParser(ticketId))
    .option('--dry-run', 'everything but the write; shows what would change')
    .option('--wait', 'wait for the results')
    .addOption(tenantOption())
    .action(
      run(async (ids: string[], { dryRun = false, wait = dryRun, json = false, tenant }: ProcessOptions) => {
        const config = commandConfig();
        const platform = platformOf(config, tenant);
        return withClient(config, async ({ client }) => {
          const asked: AskedTicket[] = [];
          for (const ticketId of ids) {
            const input = { tenant, platform, ticketId, reason: 'operator', ...(dryRun ? { dryRun } : {}) };
            asked.push({ ticketId, handle: await startTicket(client, input) });
          }
          if (dryRun && wait) return showDifferences(asked, { config, tenant, platform, json });
          if (wait) return showResults(asked, json);
          answer({ started: ids }, { json, text: () => `started: ${ids.join(', ')}` });
          return EXIT.done;
        });
      }),
    );
};
