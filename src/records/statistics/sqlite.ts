import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { OpenDatabase } from './statistics-database.js';

/** Another process writes for a fraction of a millisecond; deleting a day of rounds takes the longest. */
const BUSY_TIMEOUT_MS = 10_000;

/** The file, beside what else `up` keeps. */
export const sqliteFileIn = (dataDir: string): string => path.join(dataDir, 'statistics.db');

/** The statistics file is no database any more. Not retryable: a person puts it aside. */
export class StatisticsDamagedError extends Error {
  override readonly name = 'StatisticsDamagedError';
  readonly code = 'STATISTICS_DAMAGED';

  constructor(file: string, cause: Error) {
    super(
      `${file} is damaged (${cause.message}): move it away with its -wal and -shm, start again, and run ` +
        '`ticket-processor statistics rebuild`.',
      { cause },
    );
  }
}

/** @see https://www.sqlite.org/rescode.html */
const DAMAGED: ReadonlySet<unknown> = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT']);

/**
 * The statistics file of a data folder, made when absent. Several processes of this machine may have it open.
 * `synchronous=NORMAL` survives a killed process, not a power cut. @see https://www.sqlite.org/wal.html
 * @throws {StatisticsDamagedError}
 */
export function openSqlite<T>(dataDir: string): OpenDatabase<T> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = openFile(sqliteFileIn(dataDir));
  return {
    db: new Kysely<T>({ dialect: new SqliteDialect({ database: file }) }),
    // Takes the only write lock there is at once: a lock that is upgraded later cannot wait for it.
    beginMigration: ['begin immediate'],
  };
}

function openFile(name: string): Database.Database {
  const file = new Database(name, { timeout: BUSY_TIMEOUT_MS });
  try {
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = NORMAL');
    return file;
  } catch (cause) {
    file.close();
    if (cause instanceof Error && 'code' in cause && DAMAGED.has(cause.code))
      throw new StatisticsDamagedError(name, cause);
    throw cause;
  }
}
