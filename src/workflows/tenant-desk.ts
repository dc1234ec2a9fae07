import {
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { DeskRequest, TenantDeskInput, TenantDeskState } from '../contract/desk.js';
import { DeskBook } from './desk-book.js';
import { serveFew, serveMany } from './desk-service.js';
import { inBackground } from './scan-children.js';

/** Asks for new verdicts on tickets, by IDs or by filter. */
export const reprocessSignal = defineSignal<[DeskRequest]>('reprocess');
/** What waits, what is being served and was, what failed, and what could not be understood. */
export const stateQuery = defineQuery<TenantDeskState>('state');

/** What the Web UI shows beside its signal button. */
const EXAMPLES = ['{"ticketIds":["42"]}', '{"filter":{"source":"rules","since":"24h"}}'] as const;

/**
 * The tenant's desk, always open: one short signal from the CLI or the Web UI's signal button reprocesses anything.
 *
 * Requests for a few tickets are served one after the other. Those by filter, or for many tickets, are served beside
 * them, one at a time, by a workflow of their own with a backfill's brakes. A request that fails for good is written
 * down, and the next one is served; the desk itself never ends.
 */
export async function tenantDesk(input: TenantDeskInput): Promise<never> {
  const { tenant } = input;
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const book = new DeskBook(input.resume, { tenant, desk: `${workflowId}/${firstExecutionRunId}` });
  const take = (message: unknown) => {
    book.take(message, Date.now());
    setCurrentDetails(book.describe(EXAMPLES));
  };
  setHandler(reprocessSignal, take, { description: `New verdicts. Input: ${EXAMPLES.join(' or ')}` });
  setHandler(stateQuery, () => book.state());
  setCurrentDetails(book.describe(EXAMPLES));

  const service = { input, book, tell: () => setCurrentDetails(book.describe(EXAMPLES)) };
  inBackground(serveFew(service));
  inBackground(serveMany(service));
  await condition(() => workflowInfo().continueAsNewSuggested && book.isAtRest);
  return continueAsNew<typeof tenantDesk>({ ...input, resume: book.resume() });
}
