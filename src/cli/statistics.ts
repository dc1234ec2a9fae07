import type { Client } from '@temporalio/client';
import { Argument } from 'commander';
import { DEFAULT_PLATFORM, SEARCH_ATTRIBUTES, type PlatformName } from '../contract/names.js';
import type { ProcessTicketResult } from '../contract/ticket.js';
import type { EndedRound } from '../contract/outcome.js';
import { rebuildOutcomes } from '../records/statistics/store.js';
import {
  answer,
  commandConfig,
  EXIT,
  tenantNamed,
  withClient,
  withOutcomes,
  type AddCommand,
} from './context.js';
import { tenantOption } from './options.js';

/** `statistics rebuild`: fills in what the statistics lack, from Temporal's own record of ended runs. */
export const addStatisticsCommand: AddCommand = (program, run) => {
  program
    .command('statistics')
    .description('The statistics database: rebuild fills in what it lacks, from what Temporal remembers.')
    .addArgument(new Argument('<action>', 'what to do').choices(['rebuild']))
    .addOption(tenantOption())
    .action(
      run(async (_action: string, { json = false, tenant }: { json?: boolean; tenant: string }) => {
        const config = commandConfig();
        tenantNamed(config, tenant);
        return withClient(config, ({ client }) =>
          withOutcomes(config, async (outcomes) => {
            const result = await rebuildOutcomes(outcomes, endedRounds(client, tenant));
            answer(result, {
              json,
              text: () => `${result.read} runs read, ${result.added} of them were missing`,
            });
            return EXIT.done;
          }),
        );
      }),
    );
};

/** The last round of every completed run that Temporal still knows. */
async function* endedRounds(client: Client, tenant: string): AsyncGenerator<EndedRound> {
  const query = `WorkflowType = 'processTicket' AND Tenant = '${tenant}' AND ExecutionStatus = 'Completed'`;
  for await (const { workflowId, runId, startTime, closeTime, typedSearchAttributes } of client.workflow.list(
    { query },
  )) {
    const platform = (typedSearchAttributes.get(SEARCH_ATTRIBUTES.platform) ??
      DEFAULT_PLATFORM) as PlatformName;
    const end = (await client.workflow.getHandle(workflowId, runId).result()) as ProcessTicketResult;
    yield {
      ...{ tenant, platform, workflowId, runId, end },
      ticketId: end.ticketId,
      round: end.round,
      reason: end.reason,
      startedAt: startTime.toISOString(),
      endedAt: (closeTime ?? startTime).toISOString(),
    };
  }
}
