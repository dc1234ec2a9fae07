import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Tenant } from '../../src/ports/tenant.js';
import { FAILURE } from '../../src/contract/failures.js';
import type { ProcessTicketInput, ProcessTicketResult } from '../../src/contract/ticket.js';
import type { Usage } from '../../src/domain/verdict.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { fakeModel, USAGE, verdictText } from '../support/fake-model.js';
import { productActivities } from '../support/product.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { failing, ticketStubs } from '../support/ticket-stubs.js';

const newFolder = temporaryFolders();
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

const times = (count: number): Usage => ({
  inputTokens: count * USAGE.inputTokens,
  cachedInputTokens: count * USAGE.cachedInputTokens,
  outputTokens: count * USAGE.outputTokens,
  costUsd: expect.closeTo(count * USAGE.costUsd, 10) as unknown as number,
});

describe('what a ticket has cost', () => {
  let tenant: string;
  let outcomes: OutcomeStore;
  beforeEach(async () => {
    tenant = freshTenant();
    outcomes = await openOutcomeStore({ dataDir: newFolder() });
  });
  afterEach(() => outcomes.close());

  /** A worker whose model gives these answers; everything but model and statistics is a stub. */
  const working = (
    answers: (string | Error)[],
    {
      use,
      policy = {},
      stubs = {},
    }: {
      use: () => Promise<void>;
      policy?: Partial<Tenant['policy']>;
      stubs?: Parameters<typeof ticketStubs>[0];
    },
  ) => {
    const { model } = fakeModel(answers);
    const product = productActivities(env, { tenant, outcomes, model, policy });
    const { analyzeTicket, fallbackAnalysis, recordOutcome } = product;
    const { activities } = ticketStubs(stubs);
    const all = { ...product, ...activities, analyzeTicket, fallbackAnalysis, recordOutcome };
    return withWorkers(env, { tenant, activities: all }, use);
  };
  const processed = (ticketId: string): Promise<ProcessTicketResult> => {
    const input: ProcessTicketInput = { tenant, platform: 'zendesk', ticketId, reason: 'scan' };
    return env.client.workflow.execute('processTicket', ticketStartOptions(input));
  };
  const recorded = async () => {
    const period = { tenant, from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    const { inputTokens, outputTokens, costMicroUsd, fromCache } = await outcomes.figures(period);
    return { inputTokens, outputTokens, costMicroUsd, fromCache };
  };

  test('a verdict at the third attempt: all three answers, in the result and in the statistics', () =>
    working(['prose', 'prose', verdictText()], {
      use: async () => {
        expect(await processed('1')).toMatchObject({ source: 'llm', usage: times(3) });
        expect(await recorded()).toEqual({
          ...{ inputTokens: 360, outputTokens: 90, costMicroUsd: 150, fromCache: 0 },
        });
      },
    }));

  test('three unusable answers, then the rules: all three answers', () =>
    working(['prose', 'prose', 'prose'], {
      use: async () => {
        expect(await processed('1')).toMatchObject({
          ...{ source: 'rules', fallbackReason: FAILURE.modelUnusable, usage: times(3) },
        });
        expect(await recorded()).toMatchObject({ inputTokens: 360, costMicroUsd: 150 });
      },
    }));

  test('a ticket that goes away after its verdict: skipped, and paid for', () =>
    working([verdictText()], {
      stubs: {
        mergeUpdate: () => Promise.reject(failing(FAILURE.ticketNotFound, { nonRetryable: true })),
      },
      use: async () => {
        expect(await processed('1')).toMatchObject({ kind: 'skipped', usage: times(1) });
        expect(await recorded()).toMatchObject({ inputTokens: 120, costMicroUsd: 50 });
      },
    }));

  test('an equal ticket: nothing, marked; one that a person asks for again: a new answer', () =>
    working([verdictText(), verdictText()], {
      use: async () => {
        await processed('1');
        expect(await processed('2')).toMatchObject({
          ...{ source: 'llm', usage: { ...times(0), fromCache: true } },
        });
        expect(await recorded()).toMatchObject({ costMicroUsd: 50, fromCache: 1 });
        const input: ProcessTicketInput = { tenant, platform: 'zendesk', ticketId: '2', reason: 'cli' };
        const again = await env.client.workflow.signalWithStart('processTicket', {
          ...ticketStartOptions(input),
          ...{ signal: 'reprocess', signalArgs: [{ reason: 'cli' }] },
        });
        const result = (await again.result()) as ProcessTicketResult;
        expect(result).toMatchObject({ source: 'llm', usage: times(1) });
        expect(result).not.toHaveProperty('usage.fromCache');
      },
    }));

  test('a budget that is spent: the rules at once, free of charge, with the reason', () =>
    working([], {
      policy: { monthlyBudgetUsd: 0 },
      use: async () => {
        expect(await processed('1')).toMatchObject({
          ...{ source: 'rules', fallbackReason: FAILURE.budgetExhausted, usage: times(0) },
        });
        const [outcome] = await outcomes.ofTicket({ tenant, platform: 'zendesk', ticketId: '1' });
        expect(outcome).toMatchObject({ costMicroUsd: 0, verdict: { fallbackReason: 'BudgetExhausted' } });
      },
    }));
});
