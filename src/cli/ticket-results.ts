import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { ticketWorkflowId, type PlatformName, type TicketRunStatus } from '../contract.js';
import { ticketRows, type TicketRow } from '../ops/ticket-rows.js';
import { createTicketRuns } from '../ticket-runs.js';
import { createCountView } from '../up/screen.js';
import { ticketTable } from '../up/result-table.js';
import { EXIT } from './context.js';

export interface AskedTickets {
  client: Client;
  tenant: string;
  platform: PlatformName;
  ticketIds: readonly string[];
}

const POLL_MS = 500;

/** Waits until none of the tickets is open, with a progress bar on stderr. */
export async function waitForTickets({
  client,
  tenant,
  platform,
  ticketIds,
}: AskedTickets): Promise<TicketRunStatus[]> {
  const runs = createTicketRuns(client);
  const view = createCountView(process.stderr, ticketIds.length);
  try {
    for (;;) {
      const statuses = await runs.statuses({ tenant, platform, ticketIds });
      const open = statuses.filter(({ status }) => status === 'open').length;
      view.show(ticketIds.length - open);
      if (open === 0) return statuses;
      await delay(POLL_MS);
    }
  } finally {
    view.stop();
  }
}

/** Prints what became of the tickets. @returns the exit code: 2 when any failed. */
export async function printResults(
  asked: AskedTickets,
  statuses: readonly TicketRunStatus[],
  json: boolean,
): Promise<number> {
  if (json) process.stdout.write(`${JSON.stringify({ tickets: statuses })}\n`);
  else process.stdout.write(`${ticketTable(await latestRows(asked))}\n`);
  return statuses.some(({ status }) => status === 'failed') ? EXIT.ticketsFailed : EXIT.done;
}

async function latestRows({ client, tenant, platform, ticketIds }: AskedTickets): Promise<TicketRow[]> {
  const shown = ticketIds.slice(0, 50);
  const rows = await Promise.all(
    shown.map((ticketId) =>
      ticketRows(client, `WorkflowId = '${ticketWorkflowId(tenant, platform, ticketId)}'`, 1),
    ),
  );
  return rows.flat();
}
