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
import { toRow } from '../../../src/records/statistics/record-outcome.js';
import { type StatisticsTables, ROW_TERMS, TOTALS_COLUMNS } from '../../../src/records/statistics/tables.js';
import { onEachDatabase } from './support/databases.js';
import { outcome } from './support/outcomes.js';

const ALWAYS = { tenant: null, from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };

async function migrateTo(location: OutcomeStoreLocation, migrations: readonly Migration[]): Promise<void> {
  const { db, beginMigration } = openDatabase<StatisticsTables>(location);
  await migrate(db, { begin: beginMigration, migrations }).finally(() => db.destroy());
}

/** As the build of that version did: it did not know the columns of later ones. */
async function recordAsVersion1(db: Kysely<StatisticsTables>): Promise<void> {
  const row: Partial<ReturnType<typeof toRow>> = toRow(outcome());
  delete row.from_cache;
  delete row.detail;
  await db
    .insertInto('ticket_outcomes')
    .values(row as never)
    .execute();
  await sql`insert into hour_totals (hour, tenant, ${sql.join(VERSION_1_TOTALS.map((name) => sql.ref(name)))})
    select ended_hour, tenant, ${sql.join(VERSION_1_TOTALS.map((name) => ROW_TERMS[name]))}
    from ticket_outcomes`.execute(db);
}

const VERSION_1_TOTALS = TOTALS_COLUMNS.filter((name) => name !== 'from_cache' && name !== 'rejected');

onEachDatabase((newLocation) => {
  test('what version 1 recorded is there after the migration to the newest', async () => {
    const location = await newLocation();
    await migrateTo(location, MIGRATIONS.slice(0, 1));
    const { db } = openDatabase<StatisticsTables>(location);
    await recordAsVersion1(db);
    await db.destroy();
    const store = await openOutcomeStore(location);
    expect((await store.figures(ALWAYS)).total).toBe(1);
    expect(await store.lastScan('acme')).toBeNull();
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
    'root_cause',
    'urgency',
    'sentiment',
    'model',
    'prompt_version',
    'fallback_reason',
    'reason',
  ].map((column) => `ticket_outcomes.${column}`),
];
