import type { WorkflowHandle } from '@temporalio/client';
import type { ProcessTicketResult } from '../contract.js';
import { ticketStartOptions } from '../ticket-runs.js';
import { table } from '../up/result-table.js';
import { createCountView } from '../up/screen.js';
import { commandConfig, EXIT, platformOf, withClient, type AddCommand } from './context.js';

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
    .argument('<id...>', 'ticket IDs')
    .option('--dry-run', 'everything but the write; shows the would-be writes')
    .option('--wait', 'wait for the results')
    .option('--json', 'for machines')
    .option('--tenant <name>', 'which tenant', 'default')
    .action(
      run(async (ids: string[], { dryRun = false, wait = dryRun, json = false, tenant }: ProcessOptions) => {
        const config = commandConfig();
        const platform = platformOf(config, tenant);
        return withClient(config, async ({ client }) => {
          const handles: WorkflowHandle[] = [];
          for (const ticketId of ids) {
            const input = { tenant, platform, ticketId, reason: 'operator', ...(dryRun ? { dryRun } : {}) };
            handles.push(
              await client.workflow.start('processTicket', {
                ...ticketStartOptions(input),
                workflowIdConflictPolicy: 'USE_EXISTING',
              }),
            );
          }
          if (wait) return show(await resultsOf(handles), { ids, json });
          process.stdout.write(
            json ? `${JSON.stringify({ started: ids })}\n` : `started: ${ids.join(', ')}\n`,
          );
          return EXIT.done;
        });
      }),
    );
};

/** Null for a run that failed: the Web UI says why. */
async function resultsOf(handles: readonly WorkflowHandle[]): Promise<(ProcessTicketResult | null)[]> {
  const view = createCountView(process.stderr, handles.length);
  let done = 0;
  try {
    return await Promise.all(
      handles.map(async (handle) => {
        const result = (await handle.result().catch(() => null)) as ProcessTicketResult | null;
        view.show((done += 1));
        return result;
      }),
    );
  } finally {
    view.stop();
  }
}

function show(
  results: readonly (ProcessTicketResult | null)[],
  { ids, json }: { ids: readonly string[]; json: boolean },
): number {
  if (json)
    process.stdout.write(
      `${JSON.stringify({ tickets: results.map((result, index) => result ?? { ticketId: ids[index], kind: 'failed' }) })}\n`,
    );
  else
    process.stdout.write(
      `${table([['ticket', 'outcome', 'verdict', 'tags', 'priority'], ...results.map((result, index) => row(ids[index] ?? '', result))])}\n`,
    );
  return results.includes(null) ? EXIT.ticketsFailed : EXIT.done;
}

function row(ticketId: string, result: ProcessTicketResult | null): string[] {
  if (result === null) return [ticketId, 'failed', '-', '-', '-'];
  if (result.kind === 'unchanged' || result.kind === 'skipped')
    return [ticketId, result.kind, result.why, '-', '-'];
  const { analysis, write } = result;
  const verdict = `${analysis.root_cause}, ${analysis.urgency}, ${analysis.sentiment}`;
  return [ticketId, result.kind, verdict, write.ownTags.join(' '), write.priority ?? 'as it is'];
}
