import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import type { Analysis, FetchedTicket, ProcessTicketResult } from '../../src/contract/ticket.js';
import { conversingDesk } from '../support/conversing-desk.js';
import {
  ALLOW_FOR_A_SERVER_MS,
  freshTenant,
  hasTimeSkipping,
  timeSkippingServer,
  withWorkers,
} from '../support/temporal.js';
import { ANALYSIS, REDACTED, ticketStubs, type TicketStubs } from '../support/ticket-stubs.js';

const CALMER: Analysis = {
  ...ANALYSIS,
  verdict: { ...ANALYSIS.verdict, root_cause: 'refund', urgency: 'low', sentiment: 'positive' },
};
const MINUTE_MS = 60_000;

type DeskStubs = ReturnType<typeof conversingDesk>['stubs'];

const describeWithTimeSkipping = hasTimeSkipping ? describe : describe.skip;

describeWithTimeSkipping('a ticket that has its verdict (needs the time-skipping test server)', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await timeSkippingServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  /** A ticket of a customer who wrote an hour ago; the model thinks otherwise the second time. */
  async function ticketOf(
    told: Pick<FetchedTicket, 'settleSeconds' | 'reanalyzesReplies'>,
    otherwise: (stubs: DeskStubs) => Partial<TicketStubs> = () => ({}),
  ) {
    const desk = conversingDesk(() => env.currentTimeMs(), told);
    const say = async (by: 'customer' | 'agent' | 'edit', inMs = 0) =>
      desk.say({ by, atMs: (await env.currentTimeMs()) + inMs });
    await say('customer', -60 * MINUTE_MS);
    const verdicts = [ANALYSIS, CALMER];
    const analyzeTicket: TicketStubs['analyzeTicket'] = ({ ticket: { inputHash } }) =>
      Promise.resolve({ ...(verdicts.shift() ?? CALMER), inputHash });
    const stubs = ticketStubs({ ...desk.stubs, analyzeTicket, ...otherwise(desk.stubs) });
    const tenant = freshTenant();
    const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
    const options = (reason: string) => ({
      ...{ workflowId, taskQueue: TICKETS_QUEUE },
      args: [{ tenant, platform: 'zendesk', ticketId: '42', reason }],
    });
    return {
      ...{ say, calls: stubs.calls, writes: desk.writes, activities: stubs.activities },
      /** As a scan that found it, or a webhook that told of it. */
      look: (reason = 'scan') =>
        env.client.workflow.execute('processTicket', options(reason)) as Promise<ProcessTicketResult>,
      /** Tells of a change while the first write is under way. */
      tell: () => env.client.workflow.getHandle(workflowId).signal('ticketChanged', { reason: 'webhook' }),
      within: <T>(use: () => Promise<T>) => withWorkers(env, { tenant, activities: stubs.activities }, use),
    };
  }

  test.each(['scan', 'webhook'])(
    "a customer's reply, seen by a %s → a new verdict with a note of its own, in place of the old one's tags",
    async (reason) => {
      const ticket = await ticketOf({ reanalyzesReplies: true });
      const second = await ticket.within(async () => {
        await ticket.look();
        await env.sleep(10 * MINUTE_MS);
        await ticket.say('customer');
        await env.sleep(MINUTE_MS);
        return ticket.look(reason);
      });
      expect(second).toMatchObject({ kind: 'updated', reason, analysis: CALMER.verdict });
      expect(ticket.writes.map(({ write }) => write.tags)).toEqual([
        ['vip', 'ai_processed', 'ai_bug', 'ai_urgency_high', 'ai_sentiment_negative'],
        ['vip', 'ai_processed', 'ai_refund', 'ai_urgency_low', 'ai_sentiment_positive'],
      ]);
      const [first, last] = ticket.writes.map(({ write, record }) => [write.note, record.verdictId]);
      expect(first?.[0]).not.toBe(last?.[0]);
      expect(first?.[1]).not.toBe(last?.[1]);
    },
  );

  test('looked at again and again after a reply → exactly one further write', async () => {
    const ticket = await ticketOf({ reanalyzesReplies: true });
    const kinds = await ticket.within(async () => {
      await ticket.look();
      await ticket.say('customer', MINUTE_MS);
      await env.sleep(2 * MINUTE_MS);
      const seen: string[] = [];
      for (let looks = 0; looks < 6; looks += 1) {
        seen.push((await ticket.look(looks % 2 === 0 ? 'scan' : 'webhook')).kind);
        await env.sleep(looks * 1_000);
      }
      return seen;
    });
    expect(kinds).toEqual(['updated', ...Array.from({ length: 5 }, () => 'unchanged')]);
    expect(ticket.writes).toHaveLength(2);
  });

  test.each(['agent', 'edit'] as const)('what is no reply (%s) → unchanged, no model call', async (by) => {
    const ticket = await ticketOf({ reanalyzesReplies: true });
    const second = await ticket.within(async () => {
      await ticket.look();
      await ticket.say(by, MINUTE_MS);
      await env.sleep(2 * MINUTE_MS);
      return ticket.look('webhook');
    });
    expect(second).toMatchObject({ kind: 'unchanged', why: 'it has a verdict already' });
    expect(ticket.calls.filter((name) => name === 'analyzeTicket')).toHaveLength(1);
  });

  test('where the history says that nobody has written since, the conversation is not read', async () => {
    const ticket = await ticketOf({ reanalyzesReplies: true }, ({ readHistory }) => ({
      readHistory: async (input) => {
        const { previous } = await readHistory(input);
        return { previous: previous && { ...previous, silentSince: true }, nextPage: null };
      },
    }));
    await ticket.within(async () => {
      await ticket.look();
      await ticket.say('edit', MINUTE_MS);
      await env.sleep(2 * MINUTE_MS);
      await ticket.look();
    });
    expect(ticket.calls.slice(-2)).toEqual(['fetchTicket', 'readHistory']);
  });

  test('a reply of which redaction leaves nothing new → unchanged, no model call', async () => {
    const ticket = await ticketOf({ reanalyzesReplies: true }, ({ redactTicket }) => ({
      redactTicket: async (input) => ({ ...(await redactTicket(input)), ticket: REDACTED }),
    }));
    const second = await ticket.within(async () => {
      await ticket.look();
      await ticket.say('customer', MINUTE_MS);
      await env.sleep(2 * MINUTE_MS);
      return ticket.look();
    });
    expect(second).toMatchObject({ kind: 'unchanged', why: 'the reply says nothing new' });
    expect(ticket.writes).toHaveLength(1);
  });

  test("a program's mail is no reply", async () => {
    const bulkMail = { kind: 'autoReply' as const, signs: ['en.absence'], way: 'tag' as const };
    const ticket = await ticketOf({ reanalyzesReplies: true }, ({ redactTicket }) => ({
      redactTicket: async (input) => ({ ...(await redactTicket(input)), bulkMail }),
    }));
    await ticket.within(async () => {
      for (let mails = 0; mails < 3; mails += 1) {
        await ticket.look();
        await ticket.say('customer', MINUTE_MS);
        await env.sleep(2 * MINUTE_MS);
      }
    });
    expect(ticket.writes).toHaveLength(1);
  });

  test('a tenant that does not want it → unchanged, and the conversation is not read', async () => {
    const ticket = await ticketOf({});
    const second = await ticket.within(async () => {
      await ticket.look();
      await ticket.say('customer', MINUTE_MS);
      await env.sleep(2 * MINUTE_MS);
      return ticket.look('webhook');
    });
    expect(second).toMatchObject({ kind: 'unchanged', why: 'it has a verdict already' });
    expect(ticket.calls.filter((name) => name === 'redactTicket')).toHaveLength(1);
  });

  test('a reply that is reported before the run ends → one more round of the same run', async () => {
    const ticket = await ticketOf({ reanalyzesReplies: true });
    let rounds = 0;
    Object.assign(ticket.activities, {
      recordOutcome: async () => {
        if ((rounds += 1) === 1) {
          await ticket.say('customer');
          await ticket.tell();
        }
      },
    });
    const result = await ticket.within(() => ticket.look());
    expect(result).toMatchObject({ kind: 'updated', reason: 'webhook', round: 2 });
    expect(ticket.writes).toHaveLength(2);
  });

  test('several replies with a settle time → one verdict on all of them, once the customer has finished', async () => {
    const ticket = await ticketOf({ reanalyzesReplies: true, settleSeconds: 60 });
    const saidUntilMs = await ticket.within(async () => {
      await ticket.look();
      for (const inMs of [0, 40_000, 80_000]) await ticket.say('customer', MINUTE_MS + inMs);
      await env.sleep(MINUTE_MS);
      const lastAtMs = (await env.currentTimeMs()) + 80_000;
      await ticket.look('webhook');
      return lastAtMs;
    });
    expect(ticket.writes).toHaveLength(2);
    expect(ticket.writes[1]?.atMs).toBeGreaterThan(saidUntilMs + 58_000);
    expect(ticket.calls.filter((name) => name === 'analyzeTicket')).toHaveLength(2);
  });
});
