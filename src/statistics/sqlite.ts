import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { OpenDatabase } from './database.js';

/** Another process writes for a fraction of a millisecond; deleting a day of rounds takes the longest. */
const BUSY_TIMEOUT_MS = 10_000;

/** The file, beside what else `up` keeps. */
export const sqliteFileIn = (dataDir: string): string => path.join(dataDir, 'statistics.db');

/**
 * The statistics file of a data folder, made when absent. Several processes of this machine may have it open.
 * `synchronous=NORMAL` survives a killed process, not a power cut. @see https://www.sqlite.org/wal.html
 */
export function openSqlite<T>(dataDir: string): OpenDatabase<T> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = new Database(sqliteFileIn(dataDir), { timeout: BUSY_TIMEOUT_MS });
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = NORMAL');
  return {
    db: new Kysely<T>({ dialect: new SqliteDialect({ database: file }) }),
    // Takes the only write lock there is at once: a lock that is upgraded later cannot wait for it.
    beginMigration: ['begin immediate'],
  };
}
