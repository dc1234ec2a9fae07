import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FinishedScan, OutcomeStore } from '../../../src/ports/records.js';
import type { OutcomeRecord } from '../../../src/contract/outcome.js';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { forEachField } from '../../../src/domain/verdict-fields.js';
import { onEachDatabase } from './support/databases.js';
import { failed, outcome, RULES_VERDICT, unchanged } from './support/outcomes.js';

const MARCH_1 = { tenant: 'acme', from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' };
const ALWAYS = { tenant: null, from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
const NO_LABELS = forEachField('counts', ({ labels }) =>
  Object.fromEntries(labels.map((label) => [label, 0])),
);
const at = (time: string) => ({ endedAt: `2026-03-01T${time}.000Z` });

onEachDatabase((newLocation) => {
  let store: OutcomeStore;
  const recordAll = async (outcomes: OutcomeRecord[]) => {
    for (const each of outcomes) await store.record(each);
    return outcomes;
  };

  beforeEach(async () => {
    store = await openOutcomeStore(await newLocation());
  });
  afterEach(() => store.close());

  describe('recording', () => {
    test('a round comes back as it was recorded', async () => {
      const [first, second, third] = await recordAll([
        outcome({ verdict: RULES_VERDICT, latencyMs: 90 * 86_400_000, ticketId: '7' }),
        unchanged(at('11:00:00')),
        failed(at('10:00:00')),
      ]);
      expect(await store.recent(MARCH_1, 10)).toEqual([first, second, third]);
    });

    test('the same round twice counts once, and the first record stays', async () => {
      const round = outcome();
      expect(await store.record(round)).toBe(true);
      expect(await store.record({ ...round, kind: 'skipped', costMicroUsd: 1 })).toBe(false);
      expect(await store.figures(MARCH_1)).toMatchObject({ total: 1, costMicroUsd: 70 });
      expect(await store.recent(MARCH_1, 10)).toEqual([round]);
    });

    test('twice at the same moment counts once', async () => {
      const round = outcome();
      const answers = await Promise.all([1, 2, 3, 4].map(() => store.record(round)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect((await store.figures(MARCH_1)).total).toBe(1);
    });

    test('a later round of the run, and another run of the ticket, count on their own', async () => {
      const first = outcome({ ticketId: '7' });
      await recordAll([first, { ...first, round: 2 }, { ...first, runId: 'another' }]);
      expect((await store.figures(MARCH_1)).total).toBe(3);
    });

    test('labels are cut to 100 characters and lose control characters', async () => {
      await store.record(outcome({ reason: `a\u0000b\n${'x'.repeat(5000)}` }));
      const [kept] = await store.recent(MARCH_1, 1);
      expect(kept?.reason).toBe(`a b ${'x'.repeat(96)}`);
    });

    test('a time that is none is refused', async () => {
      await expect(async () => store.record(outcome({ endedAt: 'yesterday' }))).rejects.toThrow(RangeError);
    });
  });

  describe('figures', () => {
    test('nothing recorded → zeros, and no rates', async () => {
      expect(await store.figures(MARCH_1)).toMatchObject({
        total: 0,
        byKind: { updated: 0, unchanged: 0, dryRun: 0, skipped: 0, failed: 0 },
        successRate: null,
        fallbackRate: null,
        latencyMs: null,
        costMicroUsd: 0,
      });
    });

    test('counts, rates, latencies and sums are exact', async () => {
      await recordAll([
        outcome({ latencyMs: 1000 }),
        outcome({ latencyMs: 3000, kind: 'dryRun', fromCache: true }),
        outcome({ latencyMs: 2000, verdict: RULES_VERDICT }),
        unchanged({ latencyMs: 200 }),
        failed(),
      ]);
      expect(await store.figures(MARCH_1)).toEqual({
        total: 5,
        byKind: { updated: 2, unchanged: 1, dryRun: 1, skipped: 0, failed: 1 },
        rejected: 0,
        bySource: { llm: 2, rules: 1 },
        ...NO_LABELS,
        byRootCause: { bug: 3, feature: 0, refund: 0, other: 0 },
        byUrgency: { high: 3, medium: 0, low: 0 },
        bySentiment: { positive: 0, neutral: 0, negative: 3 },
        successRate: 4 / 5,
        fallbackRate: 1 / 3,
        latencyMs: { average: 1550, p50: 1000, p95: 3000 },
        inputTokens: 900,
        cachedInputTokens: 300,
        outputTokens: 120,
        costMicroUsd: 210,
        fromCache: 1,
        cacheHitRate: 1 / 2,
      });
    });

    test('a period takes its first moment in and leaves its last out', async () => {
      await recordAll([outcome(at('10:10:00')), outcome(at('10:20:00')), outcome(at('10:30:00'))]);
      const period = {
        tenant: 'acme',
        from: '2026-03-01T10:10:00.000Z',
        to: '2026-03-01T10:30:00.000Z',
      };
      expect((await store.figures(period)).total).toBe(2);
    });

    test('another tenant does not count, unless all are asked for', async () => {
      await recordAll([outcome(), outcome({ tenant: 'other', latencyMs: 1 })]);
      expect((await store.figures(MARCH_1)).latencyMs?.p50).toBe(3000);
      expect(await store.figures({ ...MARCH_1, tenant: null })).toMatchObject({
        total: 2,
        latencyMs: { p50: 1 },
      });
    });

    test('the month begins on its first day, UTC', async () => {
      await recordAll([
        outcome({ endedAt: '2026-02-28T23:59:59.999Z' }),
        outcome({ endedAt: '2026-03-01T00:00:00.000Z', costMicroUsd: 5 }),
        outcome({ endedAt: '2026-03-31T10:00:00.000Z', costMicroUsd: 6 }),
        outcome({ endedAt: '2026-03-31T10:00:00.000Z', tenant: 'other' }),
      ]);
      expect(await store.costOfMonth('acme', '2026-03-31T11:00:00Z')).toBe(11);
      expect(await store.costOfMonth('acme', '2026-04-01T00:00:00Z')).toBe(0);
    });
  });

  describe('trend', () => {
    test('every hour that the period touches, empty ones too', async () => {
      await recordAll([outcome(at('10:10:00')), outcome(at('12:59:59')), failed(at('12:00:00'))]);
      const trend = await store.trend(
        { tenant: 'acme', from: '2026-03-01T10:30:00Z', to: '2026-03-01T13:00:00Z' },
        'hour',
      );
      expect(trend.map(({ start, total, latencyMs }) => [start, total, latencyMs?.p95 ?? null])).toEqual([
        ['2026-03-01T10:00:00.000Z', 1, 3000],
        ['2026-03-01T11:00:00.000Z', 0, null],
        ['2026-03-01T12:00:00.000Z', 2, 3000],
      ]);
    });

    test('more buckets than one statement takes', async () => {
      await store.record(outcome());
      const trend = await store.trend(
        { tenant: null, from: '2025-01-01T00:00:00Z', to: '2026-03-02T00:00:00Z' },
        'day',
      );
      expect(trend).toHaveLength(425);
      expect(trend.at(-1)).toMatchObject({ start: '2026-03-01T00:00:00.000Z', total: 1 });
      expect(trend.filter(({ total }) => total > 0)).toHaveLength(1);
    });
  });

  describe('tickets', () => {
    const QUERY = { tenant: 'acme', platform: 'zendesk', among: 'rounds', limit: 100 } as const;
    const idsOf = (outcomes: OutcomeRecord[]) => outcomes.map(({ ticketId }) => ticketId);

    test('only the latest outcome of a ticket decides whether it fits', async () => {
      await recordAll([
        failed({ ticketId: '1', ...at('10:00:00') }),
        outcome({ ticketId: '1', ...at('11:00:00') }),
        failed({ ticketId: '2', ...at('10:00:00') }),
        outcome({ ticketId: '3' }),
      ]);
      expect(idsOf(await store.latest({ ...QUERY, kind: 'failed' }))).toEqual(['2']);
      expect(idsOf(await store.latest(QUERY))).toEqual(['1', '2', '3']);
    });

    test('a verdict stands until the next one, whatever came between', async () => {
      await recordAll([
        outcome({ ticketId: '1', verdict: RULES_VERDICT, ...at('10:00:00') }),
        unchanged({ ticketId: '1', ...at('11:00:00') }),
        outcome({ ticketId: '2', verdict: RULES_VERDICT, ...at('10:00:00') }),
        outcome({ ticketId: '2', ...at('11:00:00') }),
      ]);
      expect(idsOf(await store.latest({ ...QUERY, among: 'verdicts', source: 'rules' }))).toEqual(['1']);
      expect(idsOf(await store.latest({ ...QUERY, among: 'rounds', source: 'rules' }))).toEqual([]);
    });

    test('two rounds that ended in the same millisecond → the later round', async () => {
      const first = outcome({ ticketId: '1' });
      await recordAll([{ ...first, round: 2, kind: 'dryRun' }, first]);
      expect(await store.latest(QUERY)).toMatchObject([{ round: 2 }]);
      expect((await store.ofTicket(first)).map(({ round }) => round)).toEqual([2, 1]);
    });

    test('filters by root cause, time, tenant and platform', async () => {
      await recordAll([
        outcome({ ticketId: '1', ...at('10:00:00') }),
        outcome({ ticketId: '2', ...at('11:00:00') }),
        outcome({ ticketId: '3', platform: 'freshdesk' }),
        outcome({ ticketId: '4', tenant: 'other' }),
      ]);
      expect(idsOf(await store.latest({ ...QUERY, rootCause: 'bug' }))).toEqual(['1', '2']);
      expect(idsOf(await store.latest({ ...QUERY, rootCause: 'refund' }))).toEqual([]);
      expect(idsOf(await store.latest({ ...QUERY, since: '2026-03-01T11:00:00Z' }))).toEqual(['2']);
    });

    test('pages go on after the last ticket ID, sorted as text', async () => {
      await recordAll(['10', '9', '2'].map((ticketId) => outcome({ ticketId })));
      const page = await store.latest({ ...QUERY, limit: 2 });
      expect(idsOf(page)).toEqual(['10', '2']);
      expect(idsOf(await store.latest({ ...QUERY, limit: 2, afterTicketId: '2' }))).toEqual(['9']);
    });

    test('recent ones: newest first, no more than asked for', async () => {
      const [, second, third] = await recordAll([
        outcome(at('10:00:00')),
        outcome(at('11:00:00')),
        outcome(at('12:00:00')),
      ]);
      expect(await store.recent(MARCH_1, 2)).toEqual([third, second]);
    });
  });

  describe('scans', () => {
    const scan = (overrides: Partial<FinishedScan> = {}): FinishedScan => ({
      tenant: 'acme',
      workflowId: 'scan-acme',
      runId: 'run-1',
      startedAt: '2026-03-01T10:00:00.000Z',
      endedAt: '2026-03-01T10:01:00.000Z',
      counters: {
        listed: 11,
        unwanted: 1,
        alreadyRunning: 2,
        started: 8,
        updated: 3,
        unchanged: 1,
        dryRun: 1,
        skipped: 1,
        failed: 1,
        parked: 1,
        fallback: 2,
        unreadable: 0,
        cursorRefused: 0,
      },
      ...overrides,
    });

    test('the one that ended last comes back as it was recorded', async () => {
      const latest = scan({ runId: 'run-2', endedAt: '2026-03-01T11:00:00.000Z' });
      for (const each of [scan(), latest, latest, scan({ runId: 'run-3' })]) await store.recordScan(each);
      expect(await store.lastScan('acme')).toEqual(latest);
      expect(await store.lastScan('other')).toBeNull();
    });

    test('retention deletes them too', async () => {
      await store.recordScan(scan());
      await store.deleteBefore('2026-03-01T11:00:00Z');
      expect(await store.lastScan('acme')).toBeNull();
    });
  });

  describe('retention', () => {
    test('deletes what ended before the hour, from lists and figures alike', async () => {
      await recordAll([
        outcome({ endedAt: '2025-01-01T00:00:00.000Z' }),
        outcome(at('09:59:59')),
        outcome(at('10:00:00')),
        outcome(at('10:59:59')),
      ]);
      expect(await store.deleteBefore('2026-03-01T10:45:00Z')).toBe(2);
      expect((await store.figures(ALWAYS)).total).toBe(2);
      expect(await store.recent(ALWAYS, 10)).toHaveLength(2);
      expect(await store.deleteBefore('2026-03-01T10:45:00Z')).toBe(0);
    });

    test('a deleted round can be recorded again', async () => {
      const old = outcome(at('09:00:00'));
      await store.record(old);
      await store.deleteBefore('2026-03-01T10:00:00Z');
      expect(await store.record(old)).toBe(true);
      expect((await store.figures(ALWAYS)).total).toBe(1);
    });
  });
});
