import { sql } from 'kysely';
import { SCHEMA_TABLE } from './migrations.js';
import { MIGRATIONS } from './all.js';
import type { OutcomeStoreLocation } from './database.js';
import { lookInto } from './read-only.js';

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
