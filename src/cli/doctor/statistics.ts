import type { SchemaVersion } from '../../records/statistics/schema-version.js';
import { error, ok, warning, type Check, type Finding } from './check.js';

export interface StatisticsOptions {
  /** Where it is, for people: no password. */
  place: string;
  readSchemaVersion: () => Promise<SchemaVersion>;
}

/** `statistics`: the database is there and has the schema that this build knows. */
export function statisticsCheck({ place, readSchemaVersion }: StatisticsOptions): Check {
  return {
    name: 'statistics',
    run: async () => {
      let schema: SchemaVersion;
      try {
        schema = await readSchemaVersion();
      } catch (cause) {
        const why = cause instanceof Error && cause.message !== '' ? cause.message : codeOf(cause);
        return error(
          'failed',
          `${place} cannot be read: ${why}`,
          'check DATABASE_URL or DATA_DIR, and that it runs',
        );
      }
      return migrated(place, schema);
    },
  };
}

function migrated(place: string, { version, newest }: SchemaVersion): Finding {
  const details = { place, version, newest };
  if (version === null) {
    const advice = 'nothing: the next start of a worker makes its tables';
    return warning(`${place} has no tables yet`, advice, { details });
  }
  if (version > newest) {
    const found = `${place} has schema version ${version}, this build knows versions up to ${newest}`;
    return error('failed', found, 'start the newer build again, or name another database', { details });
  }
  if (version < newest) {
    const found = `${place} has schema version ${version} of ${newest}`;
    return warning(found, 'nothing: the next start of a worker migrates it', { details });
  }
  return ok(`${place} is migrated to version ${version}`, { details });
}

/** Refused connections come as a group of errors without a message of its own. */
function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
}
