import { expect, test } from '@jest/globals';
import {
  compared,
  differenceCounts,
  differenceTable,
  type TicketResult,
} from '../../../src/cli/terminal/verdict-differences.js';
import { FIELDS } from '../../../src/domain/verdict-fields.js';
import type { Verdict } from '../../../src/domain/verdict.js';
import type { WriteChanges } from '../../../src/domain/merge.js';
import type { OutcomeRecord } from '../../../src/contract/outcome.js';
import { outcome, RULES_VERDICT } from '../../records/statistics/support/outcomes.js';
import { ANALYSIS } from '../../support/ticket-stubs.js';

const UNCHANGED: WriteChanges = { addedTags: [], removedTags: [], priority: null };
const dryRun = (ticketId: string, verdict: Partial<Verdict> = {}, changes = UNCHANGED): TicketResult => ({
  ...{ ticketId, kind: 'dryRun', reason: 'cli', latencyMs: 1_000, round: 1, verdictId: 'v', removed: {} },
  ...ANALYSIS,
  analysis: { ...ANALYSIS.verdict, ...verdict },
  write: { tags: [], ownTags: [], declinedTags: [], note: 'Summary of a ticket.', changes },
});
const written = outcome({ kind: 'updated', verdict: RULES_VERDICT });
const { rootCause, urgency, sentiment } = RULES_VERDICT;
/** Fields that none of these verdicts has. */
const FURTHER = FIELDS.slice(3);
const further = FURTHER.map(() => '-');

/** The statistics of these tickets, newest round first. */
const statistics = (rounds: Record<string, OutcomeRecord[]>) => ({
  ofTicket: ({ ticketId }: { ticketId: string }) => Promise.resolve(rounds[ticketId] ?? []),
});
const compare = (rounds: Record<string, OutcomeRecord[]>, ...results: TicketResult[]) =>
  compared(statistics(rounds), { tenant: 'acme', platform: 'zendesk' }, results);

test('the verdict that stands is the latest that was written: not a dry run, nor a round that decided nothing', async () => {
  const looked = outcome({ kind: 'unchanged', verdict: null });
  const tried = outcome({ kind: 'dryRun', verdict: { ...RULES_VERDICT, rootCause: 'feature' } });
  const older = outcome({ kind: 'updated', verdict: { ...RULES_VERDICT, rootCause: 'refund' } });
  const [result] = await compare({ '7': [looked, tried, written, older] }, dryRun('7'));
  expect(result?.difference).toMatchObject({ rootCause: { from: rootCause }, source: { from: 'rules' } });
});

test('a table of what would change, and a last line that counts', async () => {
  const same = { root_cause: rootCause, urgency, sentiment };
  const changes: WriteChanges = {
    addedTags: ['ai_feature'],
    removedTags: ['ai_fallback'],
    priority: { from: 'low', to: 'high' },
  };
  const all = await compare(
    { '1': [written], '2': [written] },
    dryRun('1', { root_cause: 'feature' }, changes),
    { ...dryRun('2', same), source: 'rules' } as TicketResult,
    dryRun('3'),
    { ticketId: '4', kind: 'skipped', why: 'closed' } as TicketResult,
    { ticketId: '5', kind: 'failed', why: 'TenantUnknown' },
  );
  const titles = FURTHER.map(({ title }) => title.toLowerCase());
  const lines = differenceTable(all).split('\n');
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ['ticket', 'root cause', 'urgency', 'sentiment', ...titles, 'by', 'tags', 'priority'],
    [
      ...['1', `${rootCause} → feature`, urgency, sentiment, ...further, 'rules → llm'],
      ...['+ai_feature -ai_fallback', 'low → high'],
    ],
    ['2', rootCause, urgency, sentiment, ...further, 'rules', 'as they are', 'as it is'],
    ['3', '- → bug', '- → high', '- → negative', ...further, '- → llm', 'as they are', 'as it is'],
    ['4', 'skipped: closed'],
    ['5', 'failed: TenantUnknown'],
    ['5 tickets: 1 another verdict, 1 the same, 1 a first one, 1 skipped, 1 failed; nothing was written'],
  ]);
  expect(differenceCounts(all)).toEqual({
    ...{ tickets: 5, other: 1, same: 1, first: 1, unchanged: 0, skipped: 1, failed: 1 },
  });
});

test('of many the first hundred are shown, and all are counted', async () => {
  const results = Array.from({ length: 130 }, (_none, index) => dryRun(String(index)));
  const lines = differenceTable(await compare({}, ...results)).split('\n');
  expect(lines).toHaveLength(1 + 100 + 2);
  expect(lines.slice(-2)).toEqual([
    'and 30 more',
    '130 tickets: 0 another verdict, 0 the same, 130 a first one; nothing was written',
  ]);
  expect(differenceTable([])).toBe('no ticket fits');
});
