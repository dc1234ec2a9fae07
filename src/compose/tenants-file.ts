import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { createTenantsFileGauge } from '../health/metrics/tenants-file-gauge.js';
import { readyTenants, type ReadyTenant } from './tenants.js';
import type { ReadTenants } from '../config/tenants/tenants-source.js';
import { followTenantsFile } from './follow-tenants-file.js';
import type { TenantChanges } from './tenant-changes.js';

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
