import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { DISK_CRITICAL_SHARE, DISK_WARNING_SHARE } from '../../health/probes.js';
import { error, ok, warning, type Check, type Finding } from './report.js';
import { type EncryptionKeys, KeyFileDamagedError, readKeyFile } from '../../crypto/keys.js';
import type { SchemaVersion } from '../../records/statistics/read-only.js';
import { budgetLevel, budgetText } from '../../domain/limits.js';
import type { OpenCircuit } from '../../ports/records.js';
import { circuitsByService, circuitText } from '../../health/reports.js';
import type { Client } from '@temporalio/client';
import { readWriteSwitch } from '../../temporal/write-switch.js';

const BYTES_A_GIB = 1024 ** 3;

/** `data_folder`: it can be written to, and its disk has room. Nothing is written to find out. */
export function dataFolderCheck(dataDir: string): Check {
  return { name: 'data_folder', run: () => dataFolder(dataDir) };
}

async function dataFolder(dataDir: string): Promise<Finding> {
  const folder = await nearestFolder(dataDir);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    const advice = 'give the user of this process the right to write there, or set DATA_DIR';
    return error('failed', `${folder} cannot be written to`, advice);
  }
  const { bavail, blocks, bsize } = await statfs(folder);
  const share = blocks === 0 ? 1 : bavail / blocks;
  const freeBytes = bavail * bsize;
  const free = `${(freeBytes / BYTES_A_GIB).toFixed(1)} GiB free (${Math.floor(share * 100)} %)`;
  const found = `${dataDir} ${folder === dataDir ? 'can be written to' : 'is made at the first start'}, ${free}`;
  const further = { details: { dataDir, freeBytes, freeShare: share } };
  const advice = 'make room on this disk: a full one stops everything that runs here';
  if (share < DISK_CRITICAL_SHARE) return error('failed', found, advice, further);
  return share < DISK_WARNING_SHARE ? warning(found, advice, further) : ok(found, further);
}

/** The folder itself, or the one above it that is there and in which it would be made. */
async function nearestFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => null);
  const parent = path.dirname(folder);
  return found !== null || parent === folder ? folder : nearestFolder(parent);
}

interface EncryptionKeyOptions {
  configured: EncryptionKeys | null;
  dataDir: string;
  /** A Temporal server is named: its workers are those of a production, which `up` makes no key for. */
  ownServer: boolean;
}

/** `encryption_key`: there is a key for what Temporal stores. Key IDs are shown, keys never. */
export function encryptionKeyCheck(options: EncryptionKeyOptions): Check {
  return { name: 'encryption_key', run: () => Promise.resolve(encryptionKey(options)) };
}

function encryptionKey({ configured, dataDir, ownServer }: EncryptionKeyOptions): Finding {
  if (configured !== null)
    return ok(`from PAYLOAD_ENCRYPTION_KEYS: ${shown(configured)}`, detailsOf(configured));
  try {
    const kept = readKeyFile(dataDir);
    if (kept !== null) return ok(`kept in the data folder: ${shown(kept)}`, detailsOf(kept));
  } catch (cause) {
    if (!(cause instanceof KeyFileDamagedError)) throw cause;
    return error('failed', cause.message, 'restore the file from a backup before anything else starts');
  }
  if (ownServer) {
    const advice = 'set PAYLOAD_ENCRYPTION_KEYS: a worker refuses to start without';
    return error('configuration', 'there is no key', advice);
  }
  return warning('there is no key yet', 'nothing: `up` makes one at its first start; keep a copy of it');
}

function shown([current, ...older]: EncryptionKeys): string {
  const also = older.length === 0 ? '' : `, ${older.map(({ id }) => id).join(', ')} decrypt too`;
  return `${current.id} encrypts${also}`;
}

const detailsOf = (keys: EncryptionKeys) => ({ details: { keyIds: keys.map(({ id }) => id) } });

interface StatisticsOptions {
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

interface BudgetCheckOptions {
  /** Null: the tenant has none. */
  budgetUsd: number | null;
  /** What the operator finds the budget under. */
  setting: string;
  /** USD spent in this calendar month (UTC). */
  spentUsd: () => Promise<number>;
}

/** `budget`: how much of the tenant's monthly budget is left. */
export function budgetCheck({ budgetUsd, setting, spentUsd }: BudgetCheckOptions): Check {
  return {
    name: 'budget',
    needs: ['statistics'],
    run: async () => {
      const spent = await spentUsd();
      if (budgetUsd === null) return ok(`no budget is set; $${spent.toFixed(2)} spent this month`);
      const use = { budgetUsd, spentUsd: spent };
      const details = { ...use, level: budgetLevel(use) };
      switch (details.level) {
        case 'ok':
          return ok(budgetText(use), { details });
        case 'warning':
          return warning(budgetText(use), `raise ${setting}, or the rules decide once it is spent`, {
            details,
          });
        case 'exhausted':
          return warning(
            `${budgetText(use)}: the rules decide`,
            `raise ${setting}, or wait for the month to end (UTC); the model then judges these tickets again`,
            { details },
          );
      }
    },
  };
}

/** `circuits`: whether a worker has stopped calling a service that was down. */
export function circuitsCheck(open: () => Promise<OpenCircuit[]>): Check {
  return {
    name: 'circuits',
    needs: ['statistics'],
    run: async () => {
      const circuits = circuitsByService(await open());
      if (circuits.length === 0) return ok('all closed: every service is called');
      return warning(
        'workers spare a service that failed five times in a row',
        'look at the checks of that service; a trial call follows every minute, and closes the circuit by itself',
        { items: circuits.map(circuitText), details: { circuits } },
      );
    },
  };
}

/** `writes`: whether the tenant's tickets are written to, or somebody stopped that. */
export function writesCheck({ tenant, client }: { tenant: string; client: () => Promise<Client> }): Check {
  return {
    name: 'writes',
    needs: ['namespace'],
    run: async () => {
      const { stopped, waiting } = await readWriteSwitch(await client(), tenant);
      if (stopped === null) return ok('they go through', { details: { waiting } });
      const { since, by, reason } = stopped;
      return warning(
        `stopped since ${since} by ${by}: ${reason}; waiting: ${waiting}`,
        'run `ticket-processor writes resume` when tickets may be written to again',
        { details: { ...stopped, waiting } },
      );
    },
  };
}
