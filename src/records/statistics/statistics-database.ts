import type { Kysely } from 'kysely';

/** A database, and how to begin a transaction that only one migrating process can be in. */
export interface OpenDatabase<T> {
  db: Kysely<T>;
  beginMigration: readonly string[];
}
