import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { FAILURE } from '../../src/contract/failures.js';
import { ticketWorkflowId } from '../../src/contract/names.js';
import type { UpgradeFallbacksResult } from '../../src/contract/upkeep.js';
import { ModelError, type LanguageModel } from '../../src/ports/model.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import { ensureUpgradeSchedule } from '../../src/temporal/schedules.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { ticketStartOptions } from '../../src/contract/ticket-start.js';
import { productActivities } from '../support/product.js';
import { rememberingDesk } from '../support/remembering-desk.js';
import { resultOfSchedule } from '../support/schedule-run.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { ANALYSIS, failing, ticketStubs } from '../support/ticket-stubs.js';

const newFolder = temporaryFolders();
let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(() => env.teardown());

describe('upgradeFallbacks', () => {
  let tenant: string;
  let outcomes: OutcomeStore;
  let desk: ReturnType<typeof rememberingDesk>;
  /** A failure type, or null for a model that answers; told how many calls it has answered. */
  let away: (answered: number) => string | null;
  let reachable: boolean;
  let calls: number;
  beforeEach(async () => {
    tenant = freshTenant();
    outcomes = await openOutcomeStore({ dataDir: newFolder() });
    desk = rememberingDesk();
    [away, reachable, calls] = [() => FAILURE.modelUnavailable, false, 0];
  });
  afterEach(() => outcomes.close());

  const back = () => {
    [away, reachable, calls] = [() => null, true, 0];
  };
  const model: LanguageModel = {
    model: 'model-1',
    complete: () => Promise.reject(new Error('the stub answers')),
    reachable: () =>
      reachable ? Promise.resolve() : Promise.reject(new ModelError('stubbed', { kind: 'unavailable' })),
  };
  const analyzeTicket = () => {
    const type = away(calls);
    if (type !== null) return Promise.reject(failing(type, { nonRetryable: true }));
    calls += 1;
    return Promise.resolve(ANALYSIS);
  };
  const working = (use: () => Promise<void>) => {
    const stubs = ticketStubs({ ...desk.stubs, analyzeTicket });
    const product = productActivities(env, { tenant, outcomes, model });
    const { recordOutcome } = product;
    return withWorkers(env, { tenant, activities: { ...product, ...stubs.activities, recordOutcome } }, use);
  };
  const processed = async (...ticketIds: string[]) => {
    for (const ticketId of ticketIds) {
      const input = { tenant, platform: 'zendesk', ticketId, reason: 'scan' } as const;
      await env.client.workflow.execute('processTicket', ticketStartOptions(input));
    }
  };
  const upgraded = async (concurrency = 10) => {
    const schedule = await ensureUpgradeSchedule(env.client, { tenant, platform: 'zendesk', concurrency });
    return resultOfSchedule<UpgradeFallbacksResult>(env.client, schedule);
  };
  const resultOf = (ticketId: string) =>
    env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', ticketId)).result();
  const writesOf = (ticketId: string) => desk.ticket(ticketId).writes.length;

  test('the model is still away: no ticket is asked', async () => {
    await working(async () => {
      await processed('1', '2');
      expect(await upgraded()).toEqual({ after: null, asked: 0, upgraded: 0, stopped: 'ModelUnavailable' });
    });
    expect([writesOf('1'), writesOf('2')]).toEqual([1, 1]);
  });

  test('the model is back: its verdict replaces the rules’, ai_fallback goes, both stay on record', async () => {
    await working(async () => {
      await processed('1', '2', '3');
      expect(desk.ticket('1').ticket.tags).toContain('ai_fallback');
      back();
      expect(await upgraded(2)).toEqual({ after: '3', asked: 3, upgraded: 3, stopped: null });
      expect(await resultOf('1')).toMatchObject({ kind: 'updated', source: 'llm', reason: 'upgrade' });
      expect(await upgraded()).toMatchObject({ asked: 0, stopped: null });
    });
    for (const ticketId of ['1', '2', '3']) {
      expect(writesOf(ticketId)).toBe(2);
      expect(desk.ticket(ticketId).ticket.tags).not.toContain('ai_fallback');
      const rounds = await outcomes.ofTicket({ tenant, platform: 'zendesk', ticketId });
      expect(rounds.map(({ verdict }) => verdict?.source)).toEqual(['llm', 'rules']);
    }
  });

  test('what a person changed since stays', async () => {
    await working(async () => {
      await processed('1');
      desk.edit('1', { priority: 'low', tags: ['vip', 'ai_processed', 'ai_fallback', 'ai_bug'] });
      back();
      await upgraded();
    });
    expect(desk.ticket('1').ticket).toMatchObject({
      priority: 'low',
      tags: ['vip', 'ai_processed', 'ai_bug'],
    });
  });

  test('closed, deleted and solved tickets end as skipped, and are not asked again', async () => {
    await working(async () => {
      await processed('1', '2', '3', '4');
      desk.edit('1', { status: 'closed', wanted: false });
      desk.edit('2', { status: 'deleted', wanted: false });
      desk.edit('3', { status: 'solved', wanted: false });
      desk.edit('4', { status: 'pending', wanted: false });
      back();
      expect(await upgraded()).toMatchObject({ asked: 4, upgraded: 1, stopped: null });
      expect(await resultOf('3')).toMatchObject({ kind: 'skipped', why: 'unwantedStatus' });
      expect(await upgraded()).toMatchObject({ asked: 0 });
    });
    expect(['1', '2', '3', '4'].map(writesOf)).toEqual([1, 1, 1, 2]);
  });

  test('the model goes away again: nothing worse is written, and the next run goes on with the rest', async () => {
    await working(async () => {
      await processed('1', '2', '3', '4', '5', '6');
      back();
      away = (answered) => (answered < 3 ? null : FAILURE.modelTimeout);
      expect(await upgraded(2)).toMatchObject({ asked: 4, upgraded: 3, stopped: 'ModelTimeout' });
      expect(['1', '2', '3', '4', '5', '6'].map(writesOf).sort()).toEqual([1, 1, 1, 2, 2, 2]);
      back();
      expect(await upgraded(2)).toMatchObject({ asked: 3, upgraded: 3, stopped: null });
    });
    expect(['1', '2', '3', '4', '5', '6'].map(writesOf)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  test('an answer that cannot be used leaves the ticket as it is, for good', async () => {
    await working(async () => {
      await processed('1');
      back();
      away = () => FAILURE.modelUnusable;
      expect(await upgraded()).toMatchObject({ asked: 1, upgraded: 0, stopped: null });
      expect(await resultOf('1')).toMatchObject({ kind: 'unchanged', why: 'ModelUnusable' });
      back();
      expect(await upgraded()).toMatchObject({ asked: 0 });
    });
    expect(writesOf('1')).toBe(1);
  });

  test('is brought up to date, and a pause stays', async () => {
    const options = { tenant, platform: 'zendesk' } as const;
    const schedule = await ensureUpgradeSchedule(env.client, { ...options, concurrency: 5 });
    await schedule.pause('the budget is spent');
    const again = await ensureUpgradeSchedule(env.client, { ...options, concurrency: 7 });
    const { action, policies, state } = await again.describe();
    expect(action).toMatchObject({ workflowType: 'upgradeFallbacks', args: [{ tenant, concurrency: 7 }] });
    expect(policies.overlap).toBe('SKIP');
    expect(state).toMatchObject({ paused: true, note: 'the budget is spent' });
  });
});
