import { describe, expect, test } from '@jest/globals';
import { FAILURE } from '../../src/contract/failures.js';
import { activitiesOver, failureOf, TENANT } from '../support/activities.js';

const RUNS = { tenant: TENANT, platform: 'zendesk' };

describe('findTickets', () => {
  test("looks among the runs of the tenant's platform", async () => {
    const asked: unknown[] = [];
    const { call } = activitiesOver({
      ticketRuns: {
        find: (query) => {
          asked.push(query);
          return Promise.resolve(['1', '2']);
        },
      },
    });
    expect(await call('findTickets', { tenant: TENANT, filter: { source: 'rules' } })).toEqual(['1', '2']);
    expect(asked).toEqual([{ ...RUNS, filter: { source: 'rules' }, now: expect.any(Date) }]);
  });
});

describe('askForVerdicts', () => {
  test("asks the workflows of the tenant's platform", async () => {
    const asked: unknown[] = [];
    const { call } = activitiesOver({
      ticketRuns: {
        ask: (query) => {
          asked.push(query);
          return Promise.resolve();
        },
      },
    });
    const input = { tenant: TENANT, ticketIds: ['1'], request: { reason: 'cli', force: true, key: 'k' } };
    await call('askForVerdicts', input);
    expect(asked).toEqual([{ ...RUNS, ...input }]);
  });

  test('of a tenant that this worker does not know → TenantUnknown', async () => {
    const { call } = activitiesOver({});
    const failed = Promise.resolve().then(() =>
      call('askForVerdicts', { tenant: 'nobody', ticketIds: ['1'], request: { key: 'k' } }),
    );
    expect(await failureOf(failed)).toMatchObject({ type: FAILURE.tenantUnknown });
  });
});
