import { sql, type Kysely } from 'kysely';

/** Holds the versions that were migrated to. */
export const SCHEMA_TABLE = 'ticket_processor_schema';

/** The statements of one version; SQL that SQLite and PostgreSQL read alike. */
export type Migration = readonly string[];

/** The database was migrated by a newer build than this one. Not retryable: start that build, or name another database. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
  readonly code = 'STATISTICS_SCHEMA_NEWER';

  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(
      `The statistics database has schema version ${found}, this build knows versions up to ${known}: ` +
        'start the newer build again, or name another database by DATABASE_URL or DATA_DIR.',
    );
  }
}

export interface MigrateOptions {
  /** Opens a transaction that no other migrating process can be in at the same time. */
  begin: readonly string[];
  migrations: readonly Migration[];
}

/**
 * Brings the schema to the newest version that `migrations` knows: all of it or nothing. Safe when several
 * processes start at once: one migrates, the others find it done.
 * @throws {NewerSchemaError} when the database is ahead of `migrations`.
 */
export async function migrate<T>(db: Kysely<T>, { begin, migrations }: MigrateOptions): Promise<void> {
  await db.connection().execute(async (connection) => {
    const run = (statement: string) => sql.raw(statement).execute(connection);
    try {
      for (const statement of begin) await run(statement);
      await run(`create table if not exists ${SCHEMA_TABLE} (version bigint primary key)`);
      const found = await sql<{ version: number | null }>`
        select max(version) as version from ${sql.table(SCHEMA_TABLE)}`.execute(connection);
      const version = found.rows[0]?.version ?? 0;
      if (version > migrations.length) throw new NewerSchemaError(version, migrations.length);
      for (const [index, statements] of migrations.entries()) {
        if (index < version) continue;
        for (const statement of statements) await run(statement);
        await run(`insert into ${SCHEMA_TABLE} (version) values (${index + 1})`);
      }
      await run('commit');
    } catch (error) {
      // Nothing to roll back when the lock was never given; the first error is the one that explains.
      await run('rollback').catch(() => undefined);
      throw error;
    }
  });
}
