/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { runFreshdesk, withFreshdesk, type RunningFreshdesk } from './running-freshdesk.js';

/** Status of an answer, `reset` when it broke off. */
const outcome = (answer: Promise<{ status: number }>): Promise<number | 'reset'> =>
  answer.then(
    ({ status }) => status,
    () => 'reset' as const,
  );

async function outcomes(seed: number, reads: number): Promise<(number | string)[]> {
  const freshdesk = await runFreshdesk({
    tickets: 1,
    seed,
    faults: { error5xx: 0.2, reset: 0.2, error429: 0.2, htmlMaintenance: 0.1 },
  });
  const seen: (number | string)[] = [];
  for (let read = 0; read < reads; read += 1) seen.push(await outcome(freshdesk.get('tickets/1')));
  await freshdesk.close();
  return seen;
}

/** An update and a note, each with its outcome. */
async function writeBoth(freshdesk: RunningFreshdesk, id: number) {
  return [
    await outcome(freshdesk.put(`tickets/${id}`, { tags: ['x'] })),
    await outcome(freshdesk.post(`tickets/${id}/notes`, { body: 'n' })),
  ];
}

describe('faults', () => {
  test('a seed gives the same faults again, another seed others', async () => {
    const first = await outcomes(5, 40);
    expect(await outcomes(5, 40)).toEqual(first);
    expect(await outcomes(6, 40)).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500, 502, 503, 429, 'reset']));
  });

  test.each([
    ['commitThenReset', 'reset'],
    ['commitThen5xx', 502],
  ])('%s applies updates and notes and loses the answers', async (fault, expected) => {
    await withFreshdesk({ faults: { [fault]: 1 } }, async (freshdesk) => {
      const id = await freshdesk.open();
      expect(await writeBoth(freshdesk, id)).toEqual([expected, expected]);
      expect((await freshdesk.ledger()).tickets[id]).toMatchObject({ writes: 1, aiComments: 1, tags: ['x'] });
      expect((await freshdesk.get(`tickets/${id}`)).status).toBe(200);
    })();
  });

  test.each(['reset', 'error5xx', 'htmlMaintenance', 'error429'])('%s applies nothing', async (fault) => {
    await withFreshdesk({ faults: { [fault]: 1 } }, async (freshdesk) => {
      const id = await freshdesk.open();
      for (const status of await writeBoth(freshdesk, id)) expect([200, 201]).not.toContain(status);
      const ledger = await freshdesk.ledger();
      expect(ledger.tickets[id]).toMatchObject({ writes: 0, aiComments: 0 });
      expect(ledger.faults).toEqual({ [fault]: 2 });
    })();
  });

  test(
    'conflict answers 409 to updates only, and applies nothing',
    withFreshdesk({ faults: { conflict: 1 } }, async (freshdesk) => {
      const id = await freshdesk.open();
      expect(await writeBoth(freshdesk, id)).toEqual([409, 201]);
      expect((await freshdesk.ledger()).tickets[id].writes).toBe(0);
    }),
  );

  test(
    'agentEdit changes a ticket after its first read since the last update: whoever looks again sees it',
    withFreshdesk({ faults: { agentEdit: 1 } }, async (freshdesk) => {
      const [careful, careless] = [await freshdesk.open(), await freshdesk.open()];
      const read = async (id: number) => (await freshdesk.get(`tickets/${id}`)).body.tags as string[];
      expect(await read(careful)).toEqual([]);
      const again = await read(careful);
      expect(again).toEqual([expect.stringMatching(/^agent_/)]);
      expect(await read(careful)).toEqual(again);
      await freshdesk.put(`tickets/${careful}`, { tags: [...again, 'x'] });
      await read(careless);
      await freshdesk.put(`tickets/${careless}`, { tags: ['x'] });
      const { tickets, faults } = await freshdesk.ledger();
      expect(tickets[careful].lostForeignTags).toEqual([]);
      expect(tickets[careless].lostForeignTags).toEqual([expect.stringMatching(/^agent_/)]);
      expect(faults).toEqual({ agentEdit: 2 });
    }),
  );

  test(
    'agentEdit leaves a ticket alone that was read before, until its next update',
    withFreshdesk({}, async (freshdesk) => {
      const id = await freshdesk.open();
      await freshdesk.get(`tickets/${id}`);
      await freshdesk.control('faults', { agentEdit: 1 });
      await freshdesk.get(`tickets/${id}`);
      expect((await freshdesk.ledger()).tickets[id].tags).toEqual([]);
      await freshdesk.put(`tickets/${id}`, { tags: ['x'] });
      await freshdesk.get(`tickets/${id}`);
      expect((await freshdesk.ledger()).tickets[id].tags).toHaveLength(2);
    }),
  );

  test(
    'lastMomentEdit changes the ticket where nobody can see it any more',
    withFreshdesk({ faults: { lastMomentEdit: 1 } }, async (freshdesk) => {
      const id = await freshdesk.open();
      const { tags } = (await freshdesk.get(`tickets/${id}`)).body as { tags: string[] };
      await freshdesk.put(`tickets/${id}`, { tags: [...tags, 'x'] });
      expect((await freshdesk.ledger()).tickets[id].lostForeignTags).toHaveLength(1);
    }),
  );

  test(
    'the body of error429 is empty or a text, and it says how long to wait',
    withFreshdesk({ tickets: 1, faults: { error429: 1 } }, async (freshdesk) => {
      const bodies = new Set<unknown>();
      for (let read = 0; read < 20; read += 1) {
        const { headers, body } = await freshdesk.get('tickets/1');
        expect(headers.get('retry-after')).toBe('1');
        bodies.add(body);
      }
      expect(bodies).toEqual(new Set([null, expect.stringContaining('exceeded')]));
    }),
  );

  test(
    'unauthorized, forbidden and missing tickets answer 401, 403 and 404 until cleared',
    withFreshdesk({ tickets: 3 }, async (freshdesk) => {
      await freshdesk.control('faults', { forbiddenTickets: [1], missingTickets: [2] });
      const forbidden = await freshdesk.get('tickets/1/conversations');
      expect([forbidden.status, forbidden.body.code]).toEqual([403, 'access_denied']);
      const missing = await freshdesk.get('tickets/2');
      expect([missing.status, missing.body]).toEqual([404, null]);
      await freshdesk.control('faults', { unauthorized: true });
      expect((await freshdesk.get('agents/me')).status).toBe(401);
      await freshdesk.control('faults', {});
      expect((await freshdesk.get('agents/me')).status).toBe(200);
    }),
  );

  test(
    'latency and slowness delay answers; only slowness is a fault',
    withFreshdesk({ latencyMs: [1, 1], tickets: 1 }, async (freshdesk) => {
      expect((await freshdesk.get('tickets/1')).status).toBe(200);
      await freshdesk.control('faults', { slow: 1, slowMs: [1, 1] });
      expect((await freshdesk.get('tickets/1')).status).toBe(200);
      expect(await freshdesk.ledger()).toMatchObject({ faults: { slow: 1 }, faultedRequests: 1 });
    }),
  );

  test.each([
    ['faults', { error5xx: 2 }, 'error5xx'],
    ['faults', { eror5xx: 0.1 }, 'eror5xx'],
    ['faults', { latencyMs: [9, 1] }, 'latencyMs'],
    ['agent-edit', { id: 1, priority: 'critical' }, 'priority'],
    ['agent-edit', { id: 1, status: 9 }, 'status'],
    ['agent-edit', { id: 77 }, 'no ticket 77'],
    ['tickets', { tickets: [{ subject: 'x' }] }, 'description'],
    ['tickets', {}, 'tickets'],
  ])('POST /_sim/%s with %j → 400 that names the fault', async (path, body, named) => {
    await withFreshdesk({ tickets: 1 }, async (freshdesk) => {
      const answer = await freshdesk.control(path, body);
      expect(answer.status).toBe(400);
      expect(answer.body.error).toContain(named);
    })();
  });
});
