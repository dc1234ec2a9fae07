import type { OutcomeStore } from '../../ports/records.js';
import { migrate, MIGRATIONS } from './migrations.js';
import { createOutcomeStore } from './store.js';
import type { StatisticsTables } from './tables.js';
import { Kysely, SqliteDialect, CompiledQuery, PostgresDialect, type DatabaseConnection } from 'kysely';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import pg from 'pg';

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

/** A database, and how to begin a transaction that only one migrating process can be in. */
interface OpenDatabase<T> {
  db: Kysely<T>;
  beginMigration: readonly string[];
}

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
function openSqlite<T>(dataDir: string): OpenDatabase<T> {
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

/** Enough for a worker's records and a dashboard page; PostgreSQL allows 100 connections for all processes. */
const CONNECTIONS = 5;
const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 60_000;

/** "ticket-p" in ASCII: the advisory lock that migrating processes take. */
const MIGRATION_LOCK = '8388345093869022576';

/** What `bigint` and sums of it arrive as; all of ours stay far below 2^53. @see pg_type.dat of PostgreSQL */
const INT8_OID = 20;
const NUMERIC_OID = 1700;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (oid as number) === INT8_OID || (oid as number) === NUMERIC_OID
      ? Number
      : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

/**
 * A statement rather than start-up parameters, which connection poolers refuse. Compiling a trend's many small parts
 * would take longer than running them.
 */
async function setUp(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(
    CompiledQuery.raw(
      `select set_config('jit', 'off', false), set_config('statement_timeout', '${STATEMENT_TIMEOUT_MS}', false)`,
    ),
  );
}

/** A pool of connections to a PostgreSQL database; none is made before the first statement. */
function openPostgres<T>(databaseUrl: string): OpenDatabase<T> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'ticket-processor',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types,
  });
  // An idle connection that breaks is replaced by the pool; without a listener the event would end the process.
  pool.on('error', () => undefined);
  return {
    db: new Kysely<T>({ dialect: new PostgresDialect({ pool, onCreateConnection: setUp }) }),
    beginMigration: ['begin', `select pg_advisory_xact_lock(${MIGRATION_LOCK})`],
  };
}
