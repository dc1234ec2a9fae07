import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import type { ProcessTicketInput, ProcessTicketResult, TicketRunState } from '../../src/contract/ticket.js';
import { LONGEST_SETTLE_TIMES } from '../../src/domain/settle-time.js';
import { conversingDesk, type Said } from '../support/conversing-desk.js';
import {
  ALLOW_FOR_A_SERVER_MS,
  freshTenant,
  hasTimeSkipping,
  timeSkippingServer,
  withWorkers,
} from '../support/temporal.js';
import { ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

const SETTLE_SECONDS = 60;
const WAITING = 'waiting until the customer has finished';

type DeskStubs = ReturnType<typeof conversingDesk>['stubs'];

const describeWithTimeSkipping = hasTimeSkipping ? describe : describe.skip;

describeWithTimeSkipping('a tenant with a settle time (needs the time-skipping test server)', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await timeSkippingServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  /** One ticket, on which this is written; `atS`: seconds from the start of its run. */
  async function waiting(
    said: { by?: Said['by']; atS: number }[],
    otherwise: (stubs: DeskStubs) => Partial<TicketStubs> = () => ({}),
  ) {
    const beganAtMs = await env.currentTimeMs();
    const desk = conversingDesk(() => env.currentTimeMs(), { settleSeconds: SETTLE_SECONDS });
    desk.say(...said.map(({ by = 'customer', atS }) => ({ by, atMs: beganAtMs + atS * 1000 })));
    const stubs = ticketStubs({ ...desk.stubs, ...otherwise(desk.stubs) });
    const tenant = freshTenant();
    const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
    const startAs = (reason: string) => ({
      ...{ workflowId, taskQueue: TICKETS_QUEUE },
      args: [{ tenant, platform: 'zendesk', ticketId: '42', reason }] as [ProcessTicketInput],
    });
    return {
      ...stubs,
      handle: env.client.workflow.getHandle(workflowId),
      start: (reason: string) => env.client.workflow.start('processTicket', startAs(reason)),
      tell: () =>
        env.client.workflow.signalWithStart('processTicket', {
          ...startAs('webhook'),
          signal: 'ticketChanged',
          signalArgs: [{ reason: 'webhook' }],
        }),
      /** Seconds from the start of the run to each write. */
      writtenAtS: () => desk.writes.map(({ atMs }) => (atMs - beganAtMs) / 1000),
      timesCalled: (name: string) => stubs.calls.filter((call) => call === name).length,
      within: <T>(use: () => Promise<T>) => withWorkers(env, { tenant, activities: stubs.activities }, use),
    };
  }
  type Waiting = Awaited<ReturnType<typeof waiting>>;

  const runAs = (reason: string, ticket: Waiting): Promise<ProcessTicketResult> =>
    ticket.within(async () => (await ticket.start(reason)).result() as Promise<ProcessTicketResult>);

  const stateOf = ({ handle }: Waiting) => handle.query<TicketRunState>('state');
  async function untilItWaits(ticket: Waiting): Promise<TicketRunState> {
    for (;;) {
      const state = await stateOf(ticket);
      if (state.step === WAITING) return state;
      await env.sleep(100);
    }
  }

  test.each(['scan', 'webhook', 'revive'])(
    'asked for by %s: messages that follow each other are judged once, after the last',
    async (reason) => {
      const ticket = await waiting([{ atS: 0 }, { atS: 40 }, { atS: 80 }]);
      expect(await runAs(reason, ticket)).toMatchObject({ kind: 'updated', round: 1 });
      expect(ticket.timesCalled('analyzeTicket')).toBe(1);
      const [writtenAtS, ...others] = ticket.writtenAtS();
      expect(others).toEqual([]);
      expect(writtenAtS).toBeGreaterThanOrEqual(80 + SETTLE_SECONDS - 1);
      expect(writtenAtS).toBeLessThan(80 + SETTLE_SECONDS + 15);
    },
  );

  test('each message is reported by a webhook: one model call, one write, one round', async () => {
    const ticket = await waiting([{ atS: 0 }, { atS: 30 }, { atS: 60 }, { atS: 90 }]);
    const result = await ticket.within(async () => {
      for (let reports = 0; reports < 4; reports += 1) {
        await ticket.tell();
        await ticket.tell();
        await env.sleep(30_000);
      }
      return ticket.handle.result() as Promise<ProcessTicketResult>;
    });
    expect(result).toMatchObject({ kind: 'updated', reason: 'webhook', round: 1 });
    expect(ticket.timesCalled('analyzeTicket')).toBe(1);
    expect(ticket.writtenAtS()).toHaveLength(1);
    expect(ticket.writtenAtS()[0]).toBeGreaterThanOrEqual(90 + SETTLE_SECONDS - 1);
  });

  test('a ticket that was last changed long enough ago is judged at once, with no request more', async () => {
    const ticket = await waiting([{ atS: -SETTLE_SECONDS }]);
    await runAs('scan', ticket);
    expect(ticket.calls).toEqual(['fetchTicket', 'redactTicket', 'analyzeTicket', 'mergeUpdate']);
  });

  test('a ticket that goes quiet costs one reading of the ticket more', async () => {
    const ticket = await waiting([{ atS: 0 }]);
    await runAs('scan', ticket);
    expect(ticket.timesCalled('fetchTicket')).toBe(2);
    expect(ticket.timesCalled('redactTicket')).toBe(1);
  });

  test('the wait is no part of the latency', async () => {
    const ticket = await waiting([{ atS: 0 }]);
    expect((await runAs('scan', ticket)).latencyMs).toBeLessThan(SETTLE_SECONDS * 1000);
    expect(ticket.writtenAtS()[0]).toBeGreaterThanOrEqual(SETTLE_SECONDS - 1);
  });

  test('what agents and automations change is not waited for again', async () => {
    const edits = Array.from({ length: 20 }, (_none, index) => ({
      by: 'edit' as const,
      atS: 20 * index + 5,
    }));
    const ticket = await waiting([{ atS: 0 }, ...edits, { by: 'agent', atS: 50 }]);
    await runAs('scan', ticket);
    expect(ticket.writtenAtS()[0]).toBeLessThan(2 * SETTLE_SECONDS);
  });

  test('a customer who writes for ever is judged after ten settle times', async () => {
    const ticket = await waiting(Array.from({ length: 200 }, (_none, index) => ({ atS: 20 * index })));
    expect(await runAs('scan', ticket)).toMatchObject({ kind: 'updated' });
    const longestS = SETTLE_SECONDS * LONGEST_SETTLE_TIMES;
    expect(ticket.writtenAtS()[0]).toBeGreaterThanOrEqual(longestS - 1);
    expect(ticket.writtenAtS()[0]).toBeLessThan(longestS + SETTLE_SECONDS);
    expect(ticket.timesCalled('analyzeTicket')).toBe(1);
  });

  test('a ticket that a person names does not wait', async () => {
    const ticket = await waiting([{ atS: 0 }]);
    await runAs('cli', ticket);
    expect(ticket.writtenAtS()[0]).toBeLessThan(SETTLE_SECONDS);
  });

  test('while it waits, the state query and the Web UI say so', async () => {
    const ticket = await waiting([{ atS: 0 }]);
    await ticket.within(async () => {
      await ticket.start('webhook');
      expect(await untilItWaits(ticket)).toMatchObject({ reason: 'webhook', rounds: 1 });
      const shown = await ticket.handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
      expect(shown.currentDetails).toContain(`Now: ${WAITING}`);
      await ticket.handle.result();
    });
  });

  test('a request ends the wait: one verdict, which serves it', async () => {
    const ticket = await waiting([{ atS: 0 }]);
    const result = await ticket.within(async () => {
      await ticket.start('webhook');
      await untilItWaits(ticket);
      await ticket.handle.signal('reprocess', { reason: 'cli', force: true });
      return ticket.handle.result() as Promise<ProcessTicketResult>;
    });
    expect(result).toMatchObject({ kind: 'updated', reason: 'cli', round: 1 });
    expect(ticket.writtenAtS()).toHaveLength(1);
    expect(ticket.writtenAtS()[0]).toBeLessThan(SETTLE_SECONDS);
  });

  test('a ticket that is solved while its customer is waited for is left alone', async () => {
    let reads = 0;
    const ticket = await waiting([{ atS: 0 }], ({ fetchTicket }) => ({
      fetchTicket: async (input) => ({
        ...(await fetchTicket(input)),
        ...((reads += 1) > 1 ? { status: 'solved', wanted: false } : {}),
      }),
    }));
    expect(await runAs('scan', ticket)).toMatchObject({ kind: 'skipped', why: 'unwantedStatus' });
    expect(ticket.timesCalled('analyzeTicket')).toBe(0);
  });
});
