import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { ticketWorkflowId } from '../../src/contract/names.js';

const MOST_TICKETS = 20;
const CREDENTIALS = Buffer.from('chaos@example.com/token:loopback').toString('base64');

/** Keeps the help desk's history and Temporal's events of tickets for which a promise was broken. */
export async function keepEvidence(
  ticketIds: readonly string[],
  { client, platformUrl, folder }: { client: Client; platformUrl: string; folder: string },
): Promise<void> {
  const target = path.join(folder, 'evidence');
  mkdirSync(target, { recursive: true });
  for (const ticketId of [...new Set(ticketIds)].slice(0, MOST_TICKETS)) {
    const answer = await fetch(`${platformUrl}/api/v2/tickets/${ticketId}/audits?page[size]=100`, {
      headers: { authorization: `Basic ${CREDENTIALS}` },
    });
    const found = { audits: await answer.json(), runs: await runsOf(client, ticketId) };
    writeFileSync(path.join(target, `${ticketId}.json`), JSON.stringify(found, null, 2));
  }
}

/** What happened in each run, without payloads: they are encrypted. */
async function runsOf(client: Client, ticketId: string) {
  const workflowId = ticketWorkflowId('default', 'zendesk', ticketId);
  const runs = [];
  for await (const { runId, status } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const history = (events ?? []).map((event) => ({
      at: new Date(Number(event.eventTime?.seconds ?? 0) * 1000).toISOString(),
      id: String(event.eventId),
      attributes: Object.entries(event).find(
        ([name, value]) => name.endsWith('Attributes') && value !== null,
      ),
    }));
    runs.push({ runId, status: status.name, history });
  }
  return runs;
}
