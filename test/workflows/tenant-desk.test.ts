import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { TenantDeskState } from '../../src/contract/desk.js';
import { deskWorkflowId } from '../../src/contract/names.js';
import { ensureDesk } from '../../src/temporal/provisioning.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';

describe('tenantDesk', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await realServer(['limit.historyCount.suggestContinueAsNew=40']);
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  /** Serves a desk with recording activities, and hands out its signal and its state. */
  const atDesk = async (
    use: (desk: {
      signal: (message: unknown) => Promise<void>;
      state: () => Promise<TenantDeskState>;
    }) => Promise<void>,
  ) => {
    const tenant = freshTenant();
    const asked: { ticketIds: string[]; request: object }[] = [];
    const filters: unknown[] = [];
    const activities = {
      findTickets: ({ filter }: { filter: unknown }) => {
        filters.push(filter);
        return Promise.resolve(Array.from({ length: 120 }, (_none, index) => String(index)));
      },
      askForVerdicts: ({ ticketIds, request }: { ticketIds: string[]; request: object }) => {
        asked.push({ ticketIds, request });
        return Promise.resolve();
      },
    };
    await withWorkers(env, { tenant, activities }, async () => {
      await ensureDesk(env.client, tenant, 'zendesk');
      await ensureDesk(env.client, tenant, 'zendesk');
      const handle = env.client.workflow.getHandle(deskWorkflowId(tenant));
      await use({
        signal: (message) => handle.signal('reprocess', message),
        state: () => handle.query<TenantDeskState>('state'),
      });
      await handle.terminate('end of test');
    });
    return { asked, filters };
  };
  const served = async (state: () => Promise<TenantDeskState>, count: number): Promise<TenantDeskState> => {
    for (;;) {
      const now = await state();
      if (now.served >= count) return now;
    }
  };

  test('ticket IDs, also as numbers and repeated, are asked for once each', async () => {
    const { asked } = await atDesk(async ({ signal, state }) => {
      await signal({ ticketIds: ['42', 7, '42'], reason: 'shift lead', force: true });
      expect(await served(state, 1)).toMatchObject({ asked: 2, waiting: [] });
    });
    expect(asked).toEqual([
      {
        ticketIds: ['42', '7'],
        request: { reason: 'shift lead', force: true, key: expect.stringMatching(/\/0$/) },
      },
    ]);
  });

  test('a filter is looked up, and what it finds is asked for in batches', async () => {
    const { asked, filters } = await atDesk(async ({ signal, state }) => {
      await signal({ filter: { source: 'rules', since: '24h' } });
      await served(state, 1);
    });
    expect(filters).toEqual([{ source: 'rules', since: '24h' }]);
    expect(asked.map(({ ticketIds }) => ticketIds.length)).toEqual([50, 50, 20]);
  });

  test.each([
    ['no object', 'reprocess all', 'it is not an object'],
    ['no selection', {}, 'neither ticketIds nor filter'],
    ['an unknown filter', { filter: { colour: 'red' } }, 'filter has no colour'],
    ['an age without a unit', { filter: { since: '24' } }, 'filter.since'],
  ])('%s is kept as rejected, with what was expected, and nothing is asked', async (_name, message, why) => {
    const { asked } = await atDesk(async ({ signal, state }) => {
      await signal(message);
      await signal({ ticketIds: ['1'] });
      const { rejected } = await served(state, 1);
      expect(rejected).toEqual([expect.stringContaining(why)]);
    });
    expect(asked).toHaveLength(1);
  });

  test('more requests than one history holds: it continues as new and loses none', async () => {
    const { asked } = await atDesk(async ({ signal, state }) => {
      for (let number = 0; number < 30; number += 1) await signal({ ticketIds: [String(number)] });
      expect(await served(state, 30)).toMatchObject({ asked: 30 });
    });
    expect(new Set(asked.flatMap(({ ticketIds }) => ticketIds)).size).toBe(30);
  });
});
