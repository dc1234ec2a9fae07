import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Kysely, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { openDatabase, type OutcomeStoreLocation, sqliteFileIn } from './database.js';
import { SCHEMA_TABLE, MIGRATIONS } from './migrations.js';
import { costOfMonth, openCircuits } from './operations.js';
import type { StatisticsTables } from './tables.js';
import type { OpenCircuit } from '../../ports/records.js';

/**
 * Looks into a database without writing to it, not even its file. `absent` is the answer where there is no file yet,
 * or not that table.
 * @throws what the database client throws when the database cannot be reached. The message holds no password.
 */
async function lookInto<Tables, T>(
  location: OutcomeStoreLocation,
  { table, absent, look }: { table: string; absent: T; look: (db: Kysely<Tables>) => Promise<T> },
): Promise<T> {
  const isFile = !location.databaseUrl;
  const file = sqliteFileIn(location.dataDir);
  if (isFile && !existsSync(file)) return absent;
  const db = isFile ? openReadOnly<Tables>(file) : openDatabase<Tables>(location).db;
  try {
    const tables = await db.introspection.getTables();
    return tables.some(({ name }) => name === table) ? await look(db) : absent;
  } finally {
    await db.destroy();
  }
}

/** libsql passes over its `readonly` option (0.5); a URI says it to SQLite itself. @see https://www.sqlite.org/uri.html */
function openReadOnly<Tables>(file: string): Kysely<Tables> {
  const uri = pathToFileURL(file);
  uri.searchParams.set('mode', 'ro');
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Database(uri.href) }) });
}

/** The schema of a statistics database. `version` is null where nothing was migrated yet. */
export interface SchemaVersion {
  version: number | null;
  /** The newest that this build knows. */
  newest: number;
}

/**
 * Looks up the schema of a database without writing to it, not even its file.
 * @throws what the database client throws when the database cannot be reached. The message holds no password.
 */
export async function readSchemaVersion(location: OutcomeStoreLocation): Promise<SchemaVersion> {
  const newest = MIGRATIONS.length;
  return lookInto<object, SchemaVersion>(location, {
    table: SCHEMA_TABLE,
    absent: { version: null, newest },
    look: async (db) => {
      const { rows } = await sql<{ version: number | null }>`
        select max(version) as version from ${sql.table(SCHEMA_TABLE)}`.execute(db);
      return { version: rows[0]?.version ?? null, newest };
    },
  });
}

/** USD that a tenant spent in the month of `now` (ISO 8601), without opening the store: nothing is written. */
export const readCostOfMonth = (
  location: OutcomeStoreLocation,
  tenant: string,
  now: string,
): Promise<number> =>
  lookInto<StatisticsTables, number>(location, {
    table: 'hour_totals',
    absent: 0,
    look: async (db) => (await costOfMonth(db, tenant, now)) / 1e6,
  });

/** The open circuits, without opening the store: nothing is written, and an older schema has none. */
export const readOpenCircuits = (
  location: OutcomeStoreLocation,
  tenant: string,
  now: string,
): Promise<OpenCircuit[]> =>
  lookInto<StatisticsTables, OpenCircuit[]>(location, {
    table: 'circuit_states',
    absent: [],
    look: (db) => openCircuits(db, tenant, now),
  });
