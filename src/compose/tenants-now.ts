import { isDeepStrictEqual } from 'node:util';
import type { Tenant, Tenants } from '../ports/tenant.js';
import { composeTenant, type ComposeOptions } from './tenants.js';
import { type ReadyTenant } from '../config/tenants/tenant.js';
import type { Logger } from 'pino';
import type { ConnectedClient } from '../client.js';
import type { StatisticsConfig } from '../config/deployment.js';
import { countOpenTickets } from '../health/status.js';
import { provision } from '../temporal/provisioning.js';
import { pauseWithdrawn } from '../temporal/schedules.js';
import type { TenantChanges } from './tenants-file.js';
import { plannedQueues, type PlannedQueue, type RunningQueues } from '../temporal/queues.js';

/**
 * The tenants of this process at this moment, by name. Whoever needs to know who they are holds one of these maps and
 * looks when asked, instead of keeping a list: activities, gateway, health and metrics all read the same two.
 */
interface TenantsNow {
  /** As configured. */
  readonly configured: ReadonlyMap<string, ReadyTenant>;
  /** What is made of it: the adapters of help desk and model, and the policy. */
  readonly services: Tenants;
}

/** The one who keeps `TenantsNow`: the process that follows the tenants file. */
interface TenantRoster extends TenantsNow {
  /**
   * From now on these are served as they are here, new or changed. Only what changed is made anew: a tenant whose help
   * desk is the same keeps its adapter, with what that remembers, and its circuit. A step under way ends with what it
   * began with.
   */
  serve(tenants: readonly ReadyTenant[]): void;
  drop(names: readonly string[]): void;
}

interface TenantRosterOptions extends ComposeOptions {
  /** Told the names at the beginning and after every change. Must not throw. */
  onNames?: (names: readonly string[]) => void;
}

/** A roster that serves these tenants. */
export function createTenantRoster(
  tenants: readonly ReadyTenant[],
  options: TenantRosterOptions,
): TenantRoster {
  const configured = new Map<string, ReadyTenant>();
  const services = new Map<string, Tenant>();
  const serve = (tenant: ReadyTenant): void => {
    const { name } = tenant;
    const composed = composeTenant(tenant, options);
    services.set(name, { ...composed, ...unchangedParts(tenant, configured.get(name), services.get(name)) });
    configured.set(name, tenant);
  };
  const tell = () => options.onNames?.([...configured.keys()]);
  tenants.forEach(serve);
  tell();
  return {
    configured,
    services,
    serve(changed) {
      changed.forEach(serve);
      tell();
    },
    drop(names) {
      for (const name of names) {
        configured.delete(name);
        services.delete(name);
      }
      tell();
    },
  };
}

function unchangedParts(
  tenant: ReadyTenant,
  earlier: ReadyTenant | undefined,
  composed: Tenant | undefined,
): Partial<Tenant> {
  if (earlier === undefined || composed === undefined) return {};
  return {
    ...(isDeepStrictEqual(earlier.platform, tenant.platform) && { platform: composed.platform }),
    ...(isDeepStrictEqual(earlier.llm, tenant.llm) && { model: composed.model }),
  };
}

interface ProvisionChangesOptions {
  statistics: Pick<StatisticsConfig, 'retentionDays'>;
  logger: Pick<Logger, 'warn'>;
}

/**
 * Brings the Temporal server in line with changed tenants: schedules and desks of those that are there, a pause for the
 * schedules of those that were taken out. Safe to repeat, and to run in several processes at once.
 */
export async function provisionChanges(
  connected: ConnectedClient,
  { added, changed, removed }: TenantChanges,
  { statistics, logger }: ProvisionChangesOptions,
): Promise<void> {
  const there = [...added, ...changed];
  if (there.length > 0) await provision(connected, there, statistics);
  for (const tenant of removed) {
    await pauseWithdrawn(connected.client, tenant);
    const openTickets = await countOpenTickets(connected.client, tenant);
    logger.warn(
      { tenant, openTickets },
      'a tenant was taken out: its schedules are paused, and its open tickets wait until it is back',
    );
  }
}

interface PutInForceOptions {
  connected: ConnectedClient;
  statistics: Pick<StatisticsConfig, 'retentionDays'>;
  roster: TenantRoster;
  queues: Pick<RunningQueues<PlannedQueue>, 'serve'>;
  processId: string;
  logger: Pick<Logger, 'warn'>;
}

/**
 * Makes changed tenants those of a worker process: on the server, then for its steps, then on its queues. Who was taken
 * out is known until the steps under way are finished. Safe to repeat where it was cut short.
 */
export const putInForce =
  ({ connected, statistics, roster, queues, processId, logger }: PutInForceOptions) =>
  async (changes: TenantChanges): Promise<void> => {
    const { added, changed, removed } = changes;
    await provisionChanges(connected, changes, { statistics, logger });
    roster.serve([...added, ...changed]);
    const staying = [...roster.configured.values()].filter(({ name }) => !removed.includes(name));
    await queues.serve(plannedQueues(staying, processId));
    roster.drop(removed);
  };
