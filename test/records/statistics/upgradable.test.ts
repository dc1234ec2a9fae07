import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OutcomeStore, UpgradableQuery } from '../../../src/ports/records.js';
import type { OutcomeRecord } from '../../../src/contract/outcome.js';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { onEachDatabase } from './support/databases.js';
import { failed, outcome, RULES_VERDICT, unchanged, VERDICT } from './support/outcomes.js';

const QUERY: UpgradableQuery = {
  tenant: 'acme',
  platform: 'zendesk',
  reasons: ['ModelTimeout', 'ModelUnavailable'],
  since: '2026-02-01T00:00:00Z',
  notFailedSince: '2026-03-01T18:00:00Z',
};
const at = (time: string) => ({ endedAt: `2026-03-01T${time}:00.000Z` });
/** A verdict of the rules at noon, because the model was away. */
const byRules = (ticketId: string, overrides: Partial<OutcomeRecord> = {}) =>
  outcome({ ticketId, verdict: RULES_VERDICT, ...at('12:00'), ...overrides });

onEachDatabase((newLocation) => {
  let store: OutcomeStore;
  beforeEach(async () => {
    store = await openOutcomeStore(await newLocation());
  });
  afterEach(() => store.close());

  const waiting = async (...outcomes: OutcomeRecord[]) => {
    for (const each of outcomes) await store.record(each);
    const ticketIds = await store.upgradable({ ...QUERY, afterTicketId: null, limit: 100 });
    expect(await store.countUpgradable(QUERY)).toBe(ticketIds.length);
    return ticketIds;
  };

  describe('a ticket waits for the model', () => {
    test('when the rules wrote its verdict because the model was away', async () => {
      const refused = { ...RULES_VERDICT, fallbackReason: 'ModelUnusable' };
      expect(
        await waiting(
          ...[byRules('1'), byRules('2', { verdict: refused }), byRules('3', { verdict: VERDICT })],
          ...[byRules('4', { kind: 'dryRun' }), byRules('5', { tenant: 'other' })],
          byRules('6', { endedAt: '2026-01-31T23:59:59.000Z' }),
        ),
      ).toEqual(['1']);
    });

    test('until the model has judged it', async () => {
      const later = outcome({ ticketId: '1', ...at('13:00') });
      expect(await waiting(byRules('1'), later)).toEqual([]);
    });

    test('also when its verdict before was the model’s', async () => {
      const before = outcome({ ticketId: '1', ...at('11:00') });
      expect(await waiting(before, byRules('1'))).toEqual(['1']);
    });

    test('also when somebody looked at it since and left it', async () => {
      const left = [
        unchanged({ ticketId: '1', reason: 'webhook', why: 'it has a verdict already', ...at('13:00') }),
        unchanged({ ticketId: '1', reason: 'upgrade', why: 'ModelTimeout', ...at('14:00') }),
        unchanged({
          ticketId: '1',
          reason: 'webhook',
          kind: 'skipped',
          why: 'unwantedStatus',
          ...at('15:00'),
        }),
      ];
      expect(await waiting(byRules('1'), ...left)).toEqual(['1']);
    });

    test.each([
      ['skipped it', { kind: 'skipped', why: 'closed' }],
      ['found the model’s verdict', { kind: 'unchanged', why: 'the model has judged it already' }],
      ['got an answer that cannot be used', { kind: 'unchanged', why: 'ModelUnusable' }],
    ] as const)('no more once an upgrade %s', async (_name, end) => {
      const upgrade = unchanged({ ticketId: '1', reason: 'upgrade', ...at('13:00'), ...end });
      expect(await waiting(byRules('1'), upgrade)).toEqual([]);
    });

    test('not while a run of it has failed lately', async () => {
      const [lately, before] = [
        failed({ ticketId: '1', ...at('18:00') }),
        failed({ ticketId: '2', ...at('17:59') }),
      ];
      expect(await waiting(byRules('1'), lately, byRules('2'), before)).toEqual(['2']);
    });
  });

  test('pages follow each other by ticket ID as text', async () => {
    await waiting(...['10', '9', '100', '1'].map((ticketId) => byRules(ticketId)));
    const page = (afterTicketId: string | null) => store.upgradable({ ...QUERY, afterTicketId, limit: 2 });
    expect([await page(null), await page('10'), await page('9')]).toEqual([['1', '10'], ['100', '9'], []]);
  });
});
