import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
import type { Config } from '../../config/load.js';
import type { PlatformName } from '../../contract/names.js';
import type { ProcessTicketResult } from '../../contract/ticket.js';
import { takenOffText } from '../../domain/undone.js';
import { rejectionText } from '../../contract/outcome.js';
import { labelList } from '../../domain/verdict-fields.js';
import { createProgressView, NO_PROGRESS, table } from './terminal.js';
import { rootMessage } from '../../contract/failures.js';
import { untilAborted } from '../../temporal/follow-scan.js';
import { answer, EXIT, stopSignal, withOutcomes } from '../context.js';
import { compared, differenceCounts, differenceTable, type TicketResult } from './verdict-differences.js';

/** A ticket whose run is waited for. */
export interface AskedTicket {
  ticketId: string;
  handle: WorkflowHandle;
}

/** Runs waited for at once: each is an open request to the server. */
const AT_ONCE = 50;
const ROWS_SHOWN = 100;

/** Waits for the results, with progress on stderr, and prints them. @returns the exit code: 2 when any failed. */
export async function showResults(asked: readonly AskedTicket[], json: boolean): Promise<number> {
  const results = await resultsOf(asked, json);
  answer({ tickets: results }, { json, text: () => resultTable(results) });
  return exitCodeOf(results);
}

/** The same for dry runs: each verdict beside the one that stands. */
export async function showDifferences(
  asked: readonly AskedTicket[],
  {
    config,
    tenant,
    platform,
    json,
  }: { config: Config; tenant: string; platform: PlatformName; json: boolean },
): Promise<number> {
  const results = await resultsOf(asked, json);
  const tickets = await withOutcomes(config, (outcomes) => compared(outcomes, { tenant, platform }, results));
  answer({ tickets, counts: differenceCounts(tickets) }, { json, text: () => differenceTable(tickets) });
  return exitCodeOf(results);
}

const exitCodeOf = (results: readonly TicketResult[]): number =>
  results.some(({ kind }) => kind === 'failed') ? EXIT.ticketsFailed : EXIT.done;

async function resultsOf(asked: readonly AskedTicket[], json: boolean): Promise<TicketResult[]> {
  const view = json ? NO_PROGRESS : createProgressView(process.stderr, 'waiting');
  const results: TicketResult[] = [];
  const waiting = asked.entries();
  const counts = { done: 0, failed: 0 };
  const show = () =>
    view.show({ done: counts.done, total: asked.length, details: [`failed ${counts.failed}`] });
  const followNext = async () => {
    for (const [index, ticket] of waiting) {
      const result = await resultOf(ticket);
      results[index] = result;
      counts.done += 1;
      if (result.kind === 'failed') counts.failed += 1;
      show();
    }
  };
  try {
    show();
    await Promise.race([Promise.all(Array.from({ length: AT_ONCE }, followNext)), untilStopped()]);
    return results;
  } finally {
    view.stop();
  }
}

const untilStopped = (): Promise<never> =>
  untilAborted(stopSignal()).catch(() => {
    throw new Error('waiting was stopped; the tickets go on by themselves');
  });

async function resultOf({ ticketId, handle }: AskedTicket): Promise<TicketResult> {
  try {
    return (await handle.result()) as ProcessTicketResult;
  } catch (error) {
    if (error instanceof WorkflowFailedError) return { ticketId, kind: 'failed', why: rootMessage(error) };
    throw error;
  }
}

/** What became of the tickets, the first hundred of them. */
export function resultTable(results: readonly TicketResult[]): string {
  if (results.length === 0) return 'no ticket fits';
  const rows = results.slice(0, ROWS_SHOWN).map(row);
  const more = results.length - rows.length;
  const heading = ['ticket', 'outcome', 'verdict', 'by', 'tags', 'priority', 'latency'];
  return [table([heading, ...rows]), ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

function row(result: TicketResult): string[] {
  const { ticketId, kind } = result;
  if (kind === 'failed') return [ticketId, kind, result.why, '-', '-', '-', '-'];
  const latency = `${(result.latencyMs / 1000).toFixed(1)} s`;
  if (kind === 'unchanged' || kind === 'skipped')
    return [ticketId, kind, whyText(result), '-', '-', '-', latency];
  const { analysis, source, write } = result;
  return [
    ticketId,
    kind,
    labelList(analysis).join(', '),
    source,
    write.ownTags.join(' '),
    write.priority ?? 'as it is',
    latency,
  ];
}

/** Why nothing was written, with what the help desk said of it. */
function whyText(result: Extract<TicketResult, { kind: 'unchanged' | 'skipped' }>): string {
  if (result.kind === 'unchanged' && result.undone) return `${result.why}: ${takenOffText(result.undone)}`;
  if (result.kind === 'skipped' && result.refusal) return `${result.why}: ${rejectionText(result.refusal)}`;
  return result.why;
}
