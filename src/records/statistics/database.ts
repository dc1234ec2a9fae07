import type { OutcomeStore } from '../../ports/records.js';
import type { OpenDatabase } from './statistics-database.js';
import { migrate } from './migrations.js';
import { MIGRATIONS } from './all.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';
import { createOutcomeStore } from './store.js';
import type { StatisticsTables } from './tables.js';

/** Where statistics are kept: PostgreSQL when a URL is given, else a SQLite file in the data folder. */
export interface OutcomeStoreLocation {
  databaseUrl?: string | null;
  dataDir: string;
}

/** Opens a database without touching its schema. */
export function openDatabase<T>({ databaseUrl, dataDir }: OutcomeStoreLocation): OpenDatabase<T> {
  return databaseUrl ? openPostgres<T>(databaseUrl) : openSqlite<T>(dataDir);
}

/**
 * Opens the statistics and brings their schema up to date. Any number of processes may do so at once, each once: a
 * second SQLite connection of the same thread would wait for the first without letting it go on. The caller closes.
 * @throws {NewerSchemaError} when a newer build has migrated the database; not retryable.
 * @throws what the database client throws when the database cannot be reached or written; retryable. The message
 *   holds no password.
 */
export async function openOutcomeStore(location: OutcomeStoreLocation): Promise<OutcomeStore> {
  const { db, beginMigration } = openDatabase<StatisticsTables>(location);
  try {
    await migrate(db, { begin: beginMigration, migrations: MIGRATIONS });
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return createOutcomeStore(db);
}
