import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { ReadyTenant } from './tenants.js';
import { ConfigurationError, type ConfigFault } from '../ports/faults.js';
import { isNoChange, tenantChanges, type TenantChanges } from './tenant-changes.js';

/**
 * How often the file and the secrets it names are read. Reading them is what finds a change, whichever way it came: an
 * editor, a mount that Kubernetes swaps by symbolic link, a secret's own file.
 */
const LOOK_EVERY_MS = 5_000;

export interface FollowTenantsFileOptions {
  /** @throws {ConfigurationError} that lists every fault. */
  read: () => readonly ReadyTenant[];
  /** The tenants that the process began with. */
  inForce: readonly ReadyTenant[];
  /** Makes them those of this process. What it throws is logged, and it is called again at the next look. */
  apply: (changes: TenantChanges) => Promise<void>;
  /** Told at the beginning and with every change: whether the file is in force as it is. Must not throw. */
  onValidity: (valid: boolean) => void;
  logger: Pick<Logger, 'info' | 'error'>;
  /** Default 5 s. */
  lookEveryMs?: number;
}

/** Follows a tenants file until it is told to stop. */
export interface TenantsFileFollower {
  /** Looks now, and takes what it finds: for an operator who has finished writing. Never rejects. */
  lookNow(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

type Reading = { tenants: readonly ReadyTenant[] } | Unreadable;
interface Unreadable {
  faults: readonly ConfigFault[];
  message: string;
}

/**
 * Follows the tenants file. A reading counts when the next one says the same, so that a file that is still being
 * written, which may be valid and lack half of its tenants, is not taken for what somebody wanted. A file with faults
 * changes nothing: they are logged once, all of them, and the tenants stay as they were.
 */
export function followTenantsFile(options: FollowTenantsFileOptions): TenantsFileFollower {
  const { apply, onValidity, logger, lookEveryMs = LOOK_EVERY_MS } = options;
  let { inForce } = options;
  let latest: Reading = { tenants: inForce };
  let told: string | null = null;
  const take = async (reading: Reading): Promise<void> => {
    if ('faults' in reading) {
      onValidity(false);
      if (told !== reading.message)
        logger.error({ faults: reading.faults }, `the tenants stay as they were. ${reading.message}`);
      told = reading.message;
      return;
    }
    onValidity(true);
    if (told !== null) logger.info('the tenants file has no faults any more');
    told = null;
    const changes = tenantChanges(inForce, reading.tenants);
    if (isNoChange(changes)) return;
    try {
      await apply(changes);
      inForce = reading.tenants;
      logger.info(namesOf(changes), 'the tenants file is in force');
    } catch (error) {
      logger.error(
        { error, ...namesOf(changes) },
        'the tenants file could not be put in force; trying again',
      );
    }
  };
  const look = async (atOnce: boolean): Promise<void> => {
    const reading = readingOf(options.read);
    const settled = atOnce || isSame(reading, latest);
    latest = reading;
    if (settled) await take(reading);
  };
  onValidity(true);
  return inTurn(look, lookEveryMs);
}

/** One look after the other, one every `everyMs` by itself. */
function inTurn(look: (atOnce: boolean) => Promise<void>, everyMs: number): TenantsFileFollower {
  let turn = Promise.resolve();
  const next = (atOnce: boolean): Promise<void> => (turn = turn.then(() => look(atOnce)));
  let isWaiting = false;
  const timer = setInterval(() => {
    if (isWaiting) return;
    isWaiting = true;
    void next(false).finally(() => (isWaiting = false));
  }, everyMs);
  // A process that has nothing else to do may end.
  timer.unref();
  return {
    lookNow: () => next(true),
    stop() {
      clearInterval(timer);
      return turn;
    },
  };
}

function readingOf(read: FollowTenantsFileOptions['read']): Reading {
  try {
    return { tenants: read() };
  } catch (error) {
    const { message } = error as Error;
    return { faults: error instanceof ConfigurationError ? error.faults : [], message };
  }
}

function isSame(one: Reading, other: Reading): boolean {
  if ('faults' in one || 'faults' in other) return isDeepStrictEqual(one, other);
  return isNoChange(tenantChanges(one.tenants, other.tenants));
}

const namesOf = ({ added, changed, removed }: TenantChanges) => ({
  added: added.map(({ name }) => name),
  changed: changed.map(({ name }) => name),
  removed,
});
