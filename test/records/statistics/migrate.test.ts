import { describe, expect, test } from '@jest/globals';
import { sql, type Kysely } from 'kysely';
import {
  migrate,
  NewerSchemaError,
  type Migration,
  MIGRATIONS,
} from '../../../src/records/statistics/migrations.js';
import {
  openDatabase,
  openOutcomeStore,
  type OutcomeStoreLocation,
} from '../../../src/records/statistics/database.js';
import type { StatisticsTables } from '../../../src/records/statistics/tables.js';
import type { OutcomeRecord } from '../../../src/contract/outcome.js';
import { onEachDatabase } from './support/databases.js';
import { outcome, RULES_VERDICT, unchanged } from './support/outcomes.js';

const ALWAYS = { tenant: null, from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };

async function migrateTo(location: OutcomeStoreLocation, migrations: readonly Migration[]): Promise<void> {
  const { db, beginMigration } = openDatabase<StatisticsTables>(location);
  await migrate(db, { begin: beginMigration, migrations }).finally(() => db.destroy());
}

/** A round as the build of version 1 recorded it: its labels are columns, of the round and of the hour. */
async function recordAsVersion1(db: Kysely<StatisticsTables>, round: OutcomeRecord): Promise<void> {
  const { verdict, workflowId, runId, tenant, ticketId, kind, why, reason } = round;
  const endedAtMs = Date.parse(round.endedAt);
  const [hour, day] = [3_600_000, 86_400_000].map((unit) => Math.floor(endedAtMs / unit));
  await sql`insert into ticket_outcomes values (${workflowId}, ${runId}, ${round.round}, ${tenant}, 'zendesk',
    ${ticketId}, ${kind}, ${why}, ${verdict?.source ?? null}, ${verdict?.rootCause ?? null},
    ${verdict?.urgency ?? null}, ${verdict?.sentiment ?? null}, ${verdict?.model ?? null},
    ${verdict?.promptVersion ?? null}, ${verdict?.fallbackReason ?? null}, ${reason}, ${round.latencyMs},
    ${round.inputTokens}, ${round.cachedInputTokens}, ${round.outputTokens}, ${round.costMicroUsd},
    ${Date.parse(round.startedAt)}, ${endedAtMs}, ${hour}, ${day})`.execute(db);
  const counts = {
    ...count('kind', { updated: 'updated', unchanged: 'unchanged', dry_run: 'dryRun' }, kind),
    ...count('kind', { skipped: 'skipped', failed: 'failed' }, kind),
    ...count('source', { llm: 'llm', rules: 'rules' }, verdict?.source),
    ...count('root_cause', LABELS_OF_VERSION_1.root_cause, verdict?.rootCause),
    ...count('urgency', LABELS_OF_VERSION_1.urgency, verdict?.urgency),
    ...count('sentiment', LABELS_OF_VERSION_1.sentiment, verdict?.sentiment),
    ...{ latency_count: 1, latency_sum_ms: round.latencyMs ?? 0 },
    ...{ input_tokens: round.inputTokens, cached_input_tokens: round.cachedInputTokens },
    ...{ output_tokens: round.outputTokens, cost_micro_usd: round.costMicroUsd },
  };
  const names = Object.keys(counts).map((name) => sql.ref(name));
  const sums = names.map((name) => sql`${name} = hour_totals.${name} + excluded.${name}`);
  await sql`insert into hour_totals (hour, tenant, ${sql.join(names)})
    values (${hour}, ${tenant}, ${sql.join(Object.values(counts))})
    on conflict (hour, tenant) do update set ${sql.join(sums)}`.execute(db);
}

const LABELS_OF_VERSION_1 = {
  root_cause: { bug: 'bug', feature: 'feature', refund: 'refund', other: 'other' },
  urgency: { high: 'high', medium: 'medium', low: 'low' },
  sentiment: { positive: 'positive', neutral: 'neutral', negative: 'negative' },
};

const count = (column: string, values: Record<string, string>, value: string | undefined) =>
  Object.fromEntries(
    Object.entries(values).map(([name, counted]) => [`${column}_${name}`, counted === value ? 1 : 0]),
  );

onEachDatabase((newLocation) => {
  test('what version 1 recorded is there after the migration to the newest', async () => {
    const location = await newLocation();
    await migrateTo(location, MIGRATIONS.slice(0, 1));
    const { db } = openDatabase<StatisticsTables>(location);
    const rounds = [
      outcome({ ticketId: '1', endedAt: '2026-03-01T12:10:00.000Z' }),
      outcome({
        ticketId: '2',
        verdict: { ...RULES_VERDICT, rootCause: 'refund', urgency: 'low', sentiment: 'positive' },
        endedAt: '2026-03-01T12:50:00.000Z',
      }),
      unchanged({ ticketId: '3', endedAt: '2026-03-01T13:00:00.000Z' }),
      unchanged({ ticketId: '5', kind: 'skipped', why: 'rejected', endedAt: '2026-03-01T13:10:00.000Z' }),
    ];
    for (const round of rounds) await recordAsVersion1(db, round);
    await db.destroy();
    const store = await openOutcomeStore(location);
    const counted = {
      byRootCause: { bug: 1, feature: 0, refund: 1, other: 0 },
      byUrgency: { high: 1, medium: 0, low: 1 },
      bySentiment: { positive: 1, neutral: 0, negative: 1 },
    };
    expect(await store.figures(ALWAYS)).toMatchObject({ total: 4, rejected: 1, ...counted });
    // From the rounds themselves: no whole hour lies in it.
    const within = { tenant: 'acme', from: '2026-03-01T12:00:01Z', to: '2026-03-01T12:59:59Z' };
    expect(await store.figures(within)).toMatchObject({ total: 2, ...counted });
    expect(await store.recent(ALWAYS, 9)).toEqual(rounds.toReversed());
    expect(await store.list({ ...ALWAYS, rootCause: 'refund', limit: 9 })).toEqual([rounds[1]]);
    expect(await store.lastScan('acme')).toBeNull();
    // What was there already is counted once, and what comes is added to it.
    expect(await store.record(rounds[0] as OutcomeRecord)).toBe(false);
    await store.record(outcome({ ticketId: '4', endedAt: '2026-03-01T12:20:00.000Z' }));
    expect((await store.figures(ALWAYS)).byRootCause).toEqual({ bug: 2, feature: 0, refund: 1, other: 0 });
    await store.close();
  });

  test('opening again changes nothing', async () => {
    const location = await newLocation();
    const first = await openOutcomeStore(location);
    await first.record(outcome());
    await first.close();
    const second = await openOutcomeStore(location);
    expect((await second.figures(ALWAYS)).total).toBe(1);
    await second.close();
  });

  test('a schema newer than this build is refused, and left as it is', async () => {
    const location = await newLocation();
    await migrateTo(location, [...MIGRATIONS, ['create table from_the_future (id bigint)']]);
    const refused = openOutcomeStore(location);
    await expect(refused).rejects.toThrow(NewerSchemaError);
    await expect(refused).rejects.toThrow(
      `schema version ${MIGRATIONS.length + 1}, this build knows versions up to ${MIGRATIONS.length}`,
    );
    await migrateTo(location, [...MIGRATIONS, ['never run: it is there']]);
  });

  test('a migration that fails half-way leaves nothing behind', async () => {
    const location = await newLocation();
    await expect(migrateTo(location, [['create table half (id bigint)', 'no SQL']])).rejects.toThrow(
      /syntax/,
    );
    await migrateTo(location, [['create table half (id bigint)']]);
  });

  describe('privacy', () => {
    test('no column could hold what a ticket says', async () => {
      const location = await newLocation();
      await migrateTo(location, MIGRATIONS);
      const { db } = openDatabase<StatisticsTables>(location);
      const tables = (await db.introspection.getTables()).filter(({ name }) => !name.startsWith('sqlite_'));
      const textColumns = tables.flatMap(({ name, columns }) =>
        columns.filter(({ dataType }) => !/int/i.test(dataType)).map((column) => `${name}.${column.name}`),
      );
      await db.destroy();
      expect(textColumns.sort()).toEqual(LABELS.sort());
    });
  });
});

/** Every column that is no number: identifiers and labels from closed lists or our own configuration. */
const LABELS = [
  ...['worker', 'tenant', 'service', 'state'].map((column) => `circuit_states.${column}`),
  // Digests and ciphertext.
  ...['tenant', 'input_hash', 'sealed'].map((column) => `cached_verdicts.${column}`),
  ...['finished_scans.workflow_id', 'finished_scans.run_id', 'finished_scans.tenant', 'hour_totals.tenant'],
  ...['run_id', 'field', 'label'].map((column) => `outcome_labels.${column}`),
  ...['tenant', 'field', 'label'].map((column) => `hour_labels.${column}`),
  ...[
    'workflow_id',
    'run_id',
    'tenant',
    'platform',
    'ticket_id',
    'kind',
    'why',
    // Codes and names of fields, or of a rule of the help desk.
    'detail',
    'source',
    'model',
    'prompt_version',
    'fallback_reason',
    'reason',
  ].map((column) => `ticket_outcomes.${column}`),
];
