import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql, type Kysely } from 'kysely';
import type { Figures, Period } from '../../../src/ports/records.js';
import type { OutcomeRecord } from '../../../src/contract/outcome.js';
import { MIGRATIONS, migrate } from '../../../src/records/statistics/migrations.js';
import { openDatabase } from '../../../src/records/statistics/database.js';
import { periodFigures, trendOf } from '../../../src/records/statistics/period-figures.js';
import { recordOutcome } from '../../../src/records/statistics/record-outcome.js';
import type { StatisticsTables } from '../../../src/records/statistics/tables.js';
import { ROOT_CAUSES, SENTIMENTS } from '../../../src/domain/verdict.js';
import { onEachDatabase } from './support/databases.js';
import { failed, outcome, RULES_VERDICT, unchanged, VERDICT } from './support/outcomes.js';

const START_MS = Date.parse('2026-02-28T21:00:00Z');
const SPAN_MS = 6 * 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

/** Bounds and ends of rounds: anywhere, and often on the hour itself. */
const time = fc.oneof(
  fc.integer({ min: START_MS, max: START_MS + SPAN_MS }),
  fc.integer({ min: 0, max: 6 }).map((hours) => START_MS + hours * 3_600_000),
);

const round = fc
  .record({
    kind: fc.constantFrom(outcome, unchanged, failed),
    byRules: fc.boolean(),
    rootCause: fc.constantFrom(...ROOT_CAUSES),
    sentiment: fc.constantFrom(...SENTIMENTS),
    cached: fc.boolean(),
    tenant: fc.constantFrom('acme', 'other'),
    endedAtMs: time,
    latencyMs: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 10 ** 10 })),
    costMicroUsd: fc.integer({ min: 0, max: 10 ** 6 }),
  })
  .map(
    ({ kind, byRules, rootCause, sentiment, cached, endedAtMs, latencyMs, ...figures }): OutcomeRecord => ({
      ...kind(
        kind === outcome ? { verdict: { ...(byRules ? RULES_VERDICT : VERDICT), rootCause, sentiment } } : {},
      ),
      ...figures,
      fromCache: cached && !byRules && kind === outcome,
      latencyMs: kind === failed ? null : latencyMs,
      endedAt: iso(endedAtMs),
    }),
  );

/** Nearest rank, as the textbook has it. */
const percentile = (sorted: number[], share: number) => sorted[Math.ceil(share * sorted.length) - 1];

/** The same figures, counted the plain way. */
function plainFigures(rounds: OutcomeRecord[], { tenant, from, to }: Period): Partial<Figures> {
  const inside = rounds.filter(
    (each) => (tenant === null || each.tenant === tenant) && each.endedAt >= from && each.endedAt < to,
  );
  const sorted = inside
    .flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]))
    .sort((a, b) => a - b);
  const verdicts = inside.filter(({ verdict }) => verdict !== null);
  const byRules = verdicts.filter(({ verdict }) => verdict?.source === 'rules').length;
  const fromCache = inside.filter((each) => each.fromCache).length;
  const byModel = verdicts.length - byRules;
  const failures = inside.filter(({ kind }) => kind === 'failed').length;
  const counts = <L extends string>(labels: readonly L[], has: (round: OutcomeRecord) => L | undefined) =>
    Object.fromEntries(
      labels.map((label) => [label, inside.filter((each) => has(each) === label).length]),
    ) as Record<L, number>;
  return {
    total: inside.length,
    byRootCause: counts(ROOT_CAUSES, ({ verdict }) => verdict?.rootCause),
    bySentiment: counts(SENTIMENTS, ({ verdict }) => verdict?.sentiment),
    successRate: inside.length === 0 ? null : (inside.length - failures) / inside.length,
    fallbackRate: verdicts.length === 0 ? null : byRules / verdicts.length,
    latencyMs:
      sorted.length === 0
        ? null
        : {
            average: sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
            p50: percentile(sorted, 0.5) as number,
            p95: percentile(sorted, 0.95) as number,
          },
    costMicroUsd: inside.reduce((sum, { costMicroUsd }) => sum + costMicroUsd, 0),
    fromCache,
    cacheHitRate: byModel === 0 ? null : fromCache / byModel,
  };
}

async function refill(db: Kysely<StatisticsTables>, rounds: OutcomeRecord[]): Promise<void> {
  await sql`delete from ticket_outcomes`.execute(db);
  await sql`delete from outcome_labels`.execute(db);
  await sql`delete from hour_totals`.execute(db);
  await sql`delete from hour_labels`.execute(db);
  for (const each of rounds) await recordOutcome(db, each);
}

onEachDatabase((newLocation) => {
  test('figures and trends of any rounds and period are those of a plain computation', async () => {
    const { db, beginMigration } = openDatabase<StatisticsTables>(await newLocation());
    await migrate(db, { begin: beginMigration, migrations: MIGRATIONS });
    const tenant = fc.constantFrom('acme', null);
    await fc.assert(
      fc.asyncProperty(
        fc.array(round, { maxLength: 40 }),
        tenant,
        time,
        time,
        async (rounds, whose, a, b) => {
          await refill(db, rounds);
          const period = { tenant: whose, from: iso(Math.min(a, b)), to: iso(Math.max(a, b)) };
          const expected = plainFigures(rounds, period);
          expect(await periodFigures(db, period)).toMatchObject(expected);
          // None may be sorted: the way that large periods take.
          expect(await periodFigures(db, period, 0)).toMatchObject(expected);
          for (const bucket of await trendOf(db, period, 'hour')) {
            const end = iso(Date.parse(bucket.start) + 3_600_000);
            expect(bucket).toMatchObject(
              plainFigures(rounds, { tenant: whose, from: bucket.start, to: end }),
            );
          }
        },
      ),
      { numRuns: 40 },
    );
    await db.destroy();
  });
});
