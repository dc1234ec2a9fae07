import type { Client } from '@temporalio/client';
import type { Tenant, Tenants } from '../ports/tenant.js';
import { healthOf, type Health } from './health.js';
import { installationHealth } from './installation-health.js';
import { createProbes, type Probes } from './probes.js';
import type { OutcomeStore } from '../ports/records.js';

export interface HealthNowOptions {
  /** Those of the moment. */
  tenants: Tenants;
  client: Client;
  outcomes: OutcomeStore;
  dataDir: string;
}

/** The health of an installation whose tenants may change. The answers of probes are held as long as a tenant stays as it is. */
export function createHealthNow({
  tenants,
  client,
  outcomes,
  dataDir,
}: HealthNowOptions): () => Promise<Health> {
  const known = new WeakMap<Tenant, Probes>();
  const probesOf = (tenant: Tenant): Probes => {
    const { name, platform, model } = tenant;
    const probes = known.get(tenant) ?? createProbes({ tenant: name, platform, model, client, dataDir });
    known.set(tenant, probes);
    return probes;
  };
  return async () => {
    const now = new Date();
    const healths = await Promise.all(
      [...tenants.values()].map((tenant) => {
        const { name, platformName, policy } = tenant;
        const { monthlyBudgetUsd } = policy;
        const probes = probesOf(tenant);
        return healthOf({ tenant: name, platformName, monthlyBudgetUsd, probes, outcomes }, now);
      }),
    );
    return installationHealth(healths as [Health, ...Health[]]);
  };
}
