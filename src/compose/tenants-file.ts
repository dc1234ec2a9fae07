import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { createTenantsFileGauge } from '../health/metrics/series.js';
import { readyTenants, type ReadyTenant } from '../config/tenants/tenant.js';
import type { ReadTenants } from '../config/tenants/configured-tenants.js';
import { isDeepStrictEqual } from 'node:util';
import { ConfigurationError, type ConfigFault } from '../ports/setting.js';

/** The tenants file of a process. */
export interface TenantsFile {
  read: ReadTenants;
  /** Calls `look` whenever somebody asks this process to read the file at once. */
  onAsked: (look: () => void) => void;
}

export interface FollowOptions {
  /** Null: the variables make the one tenant, and nothing is followed. */
  file: TenantsFile | null;
  /** The tenants that the process began with. */
  inForce: readonly ReadyTenant[];
  apply: (changes: TenantChanges) => Promise<void>;
  registry: Registry;
  logger: Pick<Logger, 'info' | 'error'>;
}

/**
 * Follows the tenants file of a process, and shows in its metrics whether it is valid. Resolves `stop` when nothing is
 * under way any more.
 */
export function followTenants({ file, registry, ...options }: FollowOptions): { stop(): Promise<void> } {
  if (file === null) return { stop: () => Promise.resolve() };
  const follower = followTenantsFile({
    ...options,
    read: () => readyTenants(file.read()),
    onValidity: createTenantsFileGauge(registry),
  });
  file.onAsked(() => void follower.lookNow());
  return follower;
}

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

/** What is to be done so that the tenants of one moment become those of another. */
export interface TenantChanges {
  added: ReadyTenant[];
  /** As they are to be. */
  changed: ReadyTenant[];
  /** Names. */
  removed: string[];
}

/** What differs between two readings of the tenants; their order in the file does not count. */
export function tenantChanges(before: readonly ReadyTenant[], after: readonly ReadyTenant[]): TenantChanges {
  const known = new Map(before.map((tenant) => [tenant.name, tenant]));
  const kept = new Set(after.map(({ name }) => name));
  return {
    added: after.filter(({ name }) => !known.has(name)),
    changed: after.filter((tenant) => {
      const earlier = known.get(tenant.name);
      return earlier !== undefined && !isDeepStrictEqual(settings(earlier), settings(tenant));
    }),
    removed: before.flatMap(({ name }) => (kept.has(name) ? [] : [name])),
  };
}

/** Nothing differs. */
export const isNoChange = ({ added, changed, removed }: TenantChanges): boolean =>
  added.length + changed.length + removed.length === 0;

/** One moment is enough to tell ages and times apart, if it is one that nobody writes down. */
const SOME_MOMENT = new Date('2001-02-03T04:05:06.789Z');

/** A tenant without its place in the file; where its first scan begins, as a value. */
function settings({ triage, ...tenant }: ReadyTenant): object {
  const scanStart = triage.scanStart(SOME_MOMENT);
  return { ...tenant, fileEntry: null, triage: { ...triage, scanStart } };
}
