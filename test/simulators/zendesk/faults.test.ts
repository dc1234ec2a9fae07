/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { describe, expect, test } from '@jest/globals';
import { runZendesk, withZendesk } from './running-zendesk.js';

/** Answers of a number of reads, `reset` for those that broke off. */
async function outcomes(seed: number, reads: number): Promise<(number | string)[]> {
  const zendesk = await runZendesk({
    tickets: 1,
    seed,
    faults: { error5xx: 0.2, reset: 0.2, error429: 0.2, htmlMaintenance: 0.1 },
  });
  const seen: (number | string)[] = [];
  for (let read = 0; read < reads; read += 1) {
    seen.push(
      await zendesk.get('tickets/1').then(
        ({ status }) => status,
        () => 'reset',
      ),
    );
  }
  await zendesk.close();
  return seen;
}

describe('faults', () => {
  test('a seed gives the same faults again, another seed others', async () => {
    const first = await outcomes(5, 40);
    expect(await outcomes(5, 40)).toEqual(first);
    expect(await outcomes(6, 40)).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500, 502, 503, 429, 'reset']));
  });

  test(
    'commitThenReset applies the write and loses the answer',
    withZendesk({ faults: { commitThenReset: 1 } }, async (zendesk) => {
      const id = await zendesk.open();
      await expect(zendesk.put(`tickets/${id}`, { ticket: { tags: ['x'] } })).rejects.toThrow();
      expect((await zendesk.ledger()).tickets[id]).toMatchObject({ writes: 1, tags: ['x'] });
      expect((await zendesk.get(`tickets/${id}`)).status).toBe(200);
    }),
  );

  test(
    'commitThen5xx applies the write and answers 502',
    withZendesk({ faults: { commitThen5xx: 1 } }, async (zendesk) => {
      const id = await zendesk.open();
      expect((await zendesk.put(`tickets/${id}`, { ticket: { tags: ['x'] } })).status).toBe(502);
      expect((await zendesk.ledger()).tickets[id].writes).toBe(1);
    }),
  );

  test.each(['reset', 'error5xx', 'htmlMaintenance', 'error429', 'conflict'])(
    '%s applies nothing',
    async (fault) => {
      await withZendesk({ faults: { [fault]: 1 } }, async (zendesk) => {
        const id = await zendesk.open();
        const status = await zendesk.put(`tickets/${id}`, { ticket: { tags: ['x'] } }).then(
          (answer) => answer.status,
          () => 'reset',
        );
        expect(status).not.toBe(200);
        const ledger = await zendesk.ledger();
        expect(ledger.tickets[id].writes).toBe(0);
        expect(ledger.faults).toEqual({ [fault]: 1 });
      })();
    },
  );

  test(
    'conflict answers 409 to updates only',
    withZendesk({ faults: { conflict: 1 } }, async (zendesk) => {
      const id = await zendesk.open();
      expect((await zendesk.get(`tickets/${id}`)).status).toBe(200);
      expect((await zendesk.put(`tickets/${id}`, { ticket: { tags: ['x'] } })).status).toBe(409);
    }),
  );

  test(
    'agentEdit adds a person’s tag just before the write, so that an unsafe write loses it',
    withZendesk({ faults: { agentEdit: 1 } }, async (zendesk) => {
      const id = await zendesk.open();
      await zendesk.put(`tickets/${id}`, { ticket: { tags: ['x'] } });
      expect((await zendesk.ledger()).tickets[id].lostForeignTags).toEqual([
        expect.stringMatching(/^agent_/),
      ]);
    }),
  );

  test(
    'the answers of error429 are JSON, text or HTML, with seconds or a date to wait for',
    withZendesk({ tickets: 1, faults: { error429: 1 } }, async (zendesk) => {
      const types = new Set<string | undefined>();
      const waits = new Set<boolean>();
      for (let read = 0; read < 30; read += 1) {
        const { headers } = await zendesk.get('tickets/1');
        types.add(headers.get('content-type')?.split(';')[0]);
        waits.add(/GMT$/.test(headers.get('retry-after') ?? ''));
      }
      expect(types).toEqual(new Set(['application/json', 'text/plain', 'text/html']));
      expect(waits).toEqual(new Set([true, false]));
    }),
  );

  test(
    'unauthorized, forbidden and missing tickets answer 401, 403 and 404 until cleared',
    withZendesk({ tickets: 3 }, async (zendesk) => {
      await zendesk.control('faults', { forbiddenTickets: [1], missingTickets: [2] });
      expect((await zendesk.get('tickets/1/comments')).status).toBe(403);
      expect((await zendesk.get('tickets/2')).status).toBe(404);
      await zendesk.control('faults', { unauthorized: true });
      expect((await zendesk.get('users/me')).status).toBe(401);
      await zendesk.control('faults', {});
      expect((await zendesk.get('users/me')).status).toBe(200);
    }),
  );

  test.each([
    ['faults', { error5xx: 2 }, 'error5xx'],
    ['faults', { eror5xx: 0.1 }, 'eror5xx'],
    ['faults', { latencyMs: [9, 1] }, 'latencyMs'],
    ['agent-edit', { id: 1, priority: 'critical' }, 'priority'],
    ['agent-edit', { id: 77 }, 'no ticket 77'],
    ['tickets', { tickets: [{ subject: 'x' }] }, 'description'],
    ['tickets', {}, 'tickets'],
  ])('POST /_sim/%s with %j → 400 that names the fault', async (path, body, named) => {
    await withZendesk({ tickets: 1 }, async (zendesk) => {
      const answer = await zendesk.control(path, body);
      expect(answer.status).toBe(400);
      expect(answer.body.error).toContain(named);
    })();
  });

  test(
    'a seed in the faults gives another course than the simulator’s own, and the same one again',
    withZendesk({ tickets: 1, seed: 5 }, async (zendesk) => {
      const course = async (faults: Record<string, unknown>) => {
        await zendesk.control('faults', { error5xx: 0.5, ...faults });
        const seen: number[] = [];
        for (let read = 0; read < 20; read += 1) seen.push((await zendesk.get('tickets/1')).status);
        return seen.map((status) => status === 200);
      };
      const other = await course({ seed: 6 });
      expect(await course({ seed: 6 })).toEqual(other);
      expect(await course({})).not.toEqual(other);
    }),
  );

  test(
    'the ledger counts what took effect, and each request that met a fault once',
    withZendesk({ faults: { slow: 1, slowMs: [1, 1], commitThen5xx: 1 } }, async (zendesk) => {
      const id = await zendesk.open();
      await zendesk.put(`tickets/${id}`, { ticket: { tags: ['x'] } });
      await zendesk.put(`tickets/${id}`, {
        ticket: { tags: ['y'], safe_update: true, updated_stamp: '2020-01-01T00:00:00Z' },
      });
      const ledger = await zendesk.ledger();
      expect(ledger.faults).toEqual({ slow: 2, commitThen5xx: 1 });
      expect([ledger.requests, ledger.faultedRequests]).toEqual([2, 2]);
    }),
  );

  test(
    'a request refused by a limit of the faults counts as faulted, one refused by the account’s own does not',
    withZendesk({ tickets: 1, requestsPerMinute: 1 }, async (zendesk) => {
      await zendesk.get('tickets/1');
      expect((await zendesk.get('tickets/1')).status).toBe(429);
      expect((await zendesk.ledger()).faultedRequests).toBe(0);
      await zendesk.control('faults', { requestsPerMinute: 1 });
      expect((await zendesk.get('tickets/1')).status).toBe(429);
      expect((await zendesk.ledger()).faults).toEqual({ rateLimited: 1 });
    }),
  );
});
