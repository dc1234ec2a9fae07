import type { Client } from '@temporalio/client';
import type { ProcessTicketResult } from '../../src/contract/ticket.js';

/** What each run's verdict cost, USD. */
export async function verdictCostsUsd(client: Client, workflowIds: readonly string[]): Promise<number[]> {
  const costs: number[] = [];
  for (const workflowId of workflowIds) {
    const result = (await client.workflow.getHandle(workflowId).result()) as ProcessTicketResult;
    if ('usage' in result) costs.push(result.usage.costUsd);
  }
  return costs;
}
