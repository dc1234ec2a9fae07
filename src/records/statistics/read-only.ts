import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { openDatabase, type OutcomeStoreLocation } from './database.js';
import { sqliteFileIn } from './sqlite.js';

/**
 * Looks into a database without writing to it, not even its file. `absent` is the answer where there is no file yet,
 * or not that table.
 * @throws what the database client throws when the database cannot be reached. The message holds no password.
 */
export async function lookInto<Tables, T>(
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
