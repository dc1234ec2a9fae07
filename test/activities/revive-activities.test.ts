import { describe, expect, test } from '@jest/globals';
import { FAILURE } from '../../src/contract/failures.js';
import type { FailedTicket } from '../../src/ports/ticket-runs.js';
import { activitiesOver, failureOf, TENANT } from '../support/activities.js';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const failedTicket = (ticketId: string, failures: number, minutes: number): FailedTicket => ({
  ...{
    ticketId,
    runId: `run-of-${ticketId}`,
    unfinished: [`run-of-${ticketId}`],
    failures,
    failedAt: minutesAgo(minutes),
  },
});

describe('findFailedTickets', () => {
  const find = (failed: FailedTicket[], limit = 10) =>
    activitiesOver({ ticketRuns: { failed: () => Promise.resolve(failed) } }).call('findFailedTickets', {
      ...{ tenant: TENANT, limit },
    });

  test('those whose pause is over are due, the others wait', async () => {
    const found = await find([
      ...[failedTicket('fresh', 1, 4), failedTicket('once', 1, 6)],
      ...[failedTicket('thrice', 3, 19), failedTicket('four', 3, 21), failedTicket('for-ever', 50, 359)],
    ]);
    expect(found).toEqual({
      waiting: 5,
      due: [
        { ticketId: 'once', runId: 'run-of-once', unfinished: ['run-of-once'] },
        { ticketId: 'four', runId: 'run-of-four', unfinished: ['run-of-four'] },
      ],
    });
  });

  test('the least often failed come first, and no more than asked for', async () => {
    const found = await find(
      [failedTicket('often', 9, 999), failedTicket('once', 1, 9), failedTicket('old', 1, 99)],
      2,
    );
    expect(found.due.map(({ ticketId }) => ticketId)).toEqual(['old', 'once']);
    expect(found.waiting).toBe(3);
  });

  test('of a tenant that this worker does not know → TenantUnknown', async () => {
    const { call } = activitiesOver({});
    expect(await failureOf(call('findFailedTickets', { tenant: 'nobody', limit: 1 }))).toMatchObject({
      type: FAILURE.tenantUnknown,
    });
  });
});

test('reviveTicket names the run that failed, on the tenant’s platform', async () => {
  const asked: unknown[] = [];
  const revive = (query: unknown) => Promise.resolve(asked.push(query) > 0);
  const { call } = activitiesOver({ ticketRuns: { revive } });
  expect(await call('reviveTicket', { tenant: TENANT, ticketId: '1', runId: 'r', unfinished: ['r'] })).toBe(
    true,
  );
  expect(asked).toEqual([
    { tenant: TENANT, platform: 'zendesk', ticketId: '1', runId: 'r', unfinished: ['r'] },
  ]);
});
