import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { SCHEMA_TABLE } from './migrate.js';
import { MIGRATIONS } from './migrations/all.js';
import { openDatabase, type OutcomeStoreLocation } from './open.js';
import { sqliteFileIn } from './sqlite.js';

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
  const isFile = !location.databaseUrl;
  if (isFile && !existsSync(sqliteFileIn(location.dataDir))) return { version: null, newest };
  const db = isFile ? openReadOnly(sqliteFileIn(location.dataDir)) : openDatabase<object>(location).db;
  try {
    const tables = await db.introspection.getTables();
    if (!tables.some(({ name }) => name === SCHEMA_TABLE)) return { version: null, newest };
    const { rows } = await sql<{ version: number | null }>`
      select max(version) as version from ${sql.table(SCHEMA_TABLE)}`.execute(db);
    return { version: rows[0]?.version ?? null, newest };
  } finally {
    await db.destroy();
  }
}

/** libsql passes over its `readonly` option (0.5); a URI says it to SQLite itself. @see https://www.sqlite.org/uri.html */
function openReadOnly(file: string): Kysely<object> {
  const uri = pathToFileURL(file);
  uri.searchParams.set('mode', 'ro');
  return new Kysely<object>({ dialect: new SqliteDialect({ database: new Database(uri.href) }) });
}
