import { CompiledQuery, Kysely, PostgresDialect, type DatabaseConnection } from 'kysely';
import pg from 'pg';
import type { OpenDatabase } from './statistics-database.js';

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
export function openPostgres<T>(databaseUrl: string): OpenDatabase<T> {
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
