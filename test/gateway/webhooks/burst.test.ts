import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { ticketWorkflowId } from '../../../src/contract/names.js';
import type { ProcessTicketResult } from '../../../src/contract/ticket.js';
import { createReportChange } from '../../../src/temporal/report-change.js';
import { rememberingDesk } from '../../support/remembering-desk.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../../support/temporal.js';
import { ticketStubs } from '../../support/ticket-stubs.js';
import { deliver, inLanes, listeningGateway, shuffledDeliveries } from './deliveries.js';

/** What a help desk has under way to one receiver, or more. */
const AT_ONCE = 40;

/** As a help desk delivers: again when the gateway says that Temporal is slow, sooner than after its 30 s. */
async function untilTaken(url: string, body: object): Promise<number> {
  for (;;) {
    const { status } = await deliver(url, body);
    if (status !== 503) return status;
    await delay(500);
  }
}

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

test('1,000 deliveries of 200 tickets in random order: each is taken, each ticket is written once', async () => {
  const tenant = freshTenant();
  const desk = rememberingDesk();
  const { activities } = ticketStubs(desk.stubs);
  const ticketIds = Array.from({ length: 200 }, (_none, index) => String(index + 1));
  const deliveries = shuffledDeliveries(ticketIds, { times: 5, seed: 'burst' });
  const resultOf = (ticketId: string) =>
    env.client.workflow
      .getHandle(ticketWorkflowId(tenant, 'zendesk', ticketId))
      .result() as Promise<ProcessTicketResult>;
  const gateway = await listeningGateway({ tenant, reportChange: createReportChange(env.client) });
  try {
    await withWorkers(env, { tenant, activities }, async () => {
      const statuses = await inLanes(deliveries, AT_ONCE, (body) => untilTaken(gateway.url, body));
      expect(statuses.filter((status) => status !== 202)).toEqual([]);
      expect(statuses).toHaveLength(1_000);
      const results = await inLanes(ticketIds, AT_ONCE, resultOf);
      expect(results.filter(({ kind }) => kind !== 'updated' && kind !== 'unchanged')).toEqual([]);
    });
    const writes = ticketIds.map((ticketId) => desk.ticket(ticketId).writes.length);
    expect(writes.filter((count) => count !== 1)).toEqual([]);
  } finally {
    await gateway.close();
  }
});
