import { DESCRIPTORS } from '../platforms/index.js';
import { type Health, type HealthStatus, healthOf, type PlatformChecks } from './health.js';
import type { ServiceCircuits } from './reports.js';
import { type DiskState, createProbes, type Probes } from './probes.js';
import type { Client } from '@temporalio/client';
import type { Tenant, Tenants } from '../ports/tenant.js';
import type { OutcomeStore } from '../ports/records.js';

const STATUSES: readonly HealthStatus[] = ['healthy', 'degraded', 'unhealthy'];
const WORDS: readonly ('ok' | 'error')[] = ['ok', 'error'];
const BUDGET_LEVELS: readonly Health['budget'][] = [null, 'ok', 'warning', 'exhausted'];
const DISK_STATES: readonly DiskState[] = ['ok', 'warning', 'critical'];

/**
 * The health of an installation from that of its tenants, at least one: of each check and rate the worst, of counts
 * and costs the sum. No tenant is named, since anybody may read it; `health --tenant` tells whose it is.
 */
export function installationHealth(tenants: readonly [Health, ...Health[]]): Health {
  const [first, ...others] = tenants;
  if (others.length === 0) return first;
  const metric = (name: keyof Health['metrics']) => tenants.map(({ metrics }) => metrics[name]);
  return {
    status: worst(
      STATUSES,
      tenants.map(({ status }) => status),
    ),
    checks: {
      ...platformChecks(tenants),
      llm_api: worst(
        WORDS,
        tenants.map(({ checks }) => checks.llm_api),
      ),
      disk_space: worst(
        DISK_STATES,
        tenants.map(({ checks }) => checks.disk_space),
      ),
      temporal: worst(
        WORDS,
        tenants.map(({ checks }) => checks.temporal),
      ),
    },
    metrics: {
      success_rate_24h: least(metric('success_rate_24h')),
      avg_latency_24h: most(metric('avg_latency_24h')),
      p95_latency_24h: most(metric('p95_latency_24h')),
      fallback_rate_24h: most(metric('fallback_rate_24h')),
      tickets_24h: sum(metric('tickets_24h')),
      cost_usd_24h: sum(metric('cost_usd_24h')),
      last_scan_age: most(metric('last_scan_age')),
    },
    writes: writesOf(tenants),
    pause: pauseOf(tenants),
    circuits: circuitsOf(tenants),
    budget: worst(
      BUDGET_LEVELS,
      tenants.map(({ budget }) => budget),
    ),
    troubled: troubledOf(tenants),
    reasons: [...new Set(tenants.flatMap(({ reasons }) => reasons))],
  };
}

/** Each kind of help desk that a tenant uses. */
function platformChecks(tenants: readonly Health[]): PlatformChecks {
  const used = DESCRIPTORS.flatMap(({ healthCheck: name }) => {
    const words = tenants.flatMap(({ checks }) => checks[name] ?? []);
    return words.length === 0 ? [] : [[name, worst(WORDS, words)] as const];
  });
  return Object.fromEntries(used);
}

/** Those of all tenants. */
function troubledOf(tenants: readonly Health[]): Health['troubled'] {
  const known = tenants.flatMap(({ troubled }) => troubled ?? []);
  if (known.length === 0) return null;
  return {
    undone: sum(known.map(({ undone }) => undone)),
    rejected: sum(known.map(({ rejected }) => rejected)),
  };
}

/** Stopped where they are stopped for any tenant. */
function writesOf(tenants: readonly Health[]): Health['writes'] {
  const known = tenants.flatMap(({ writes }) => writes ?? []);
  if (known.length === 0) return null;
  return { stopped: known.some(({ stopped }) => stopped), since: firstOf(known) };
}

/** Paused where any tenant is. */
function pauseOf(tenants: readonly Health[]): Health['pause'] {
  const known = tenants.flatMap(({ pause }) => pause ?? []);
  if (known.length === 0) return null;
  return { paused: known.some(({ paused }) => paused), since: firstOf(known) };
}

/** Since the first of them. */
const firstOf = (known: readonly { since: string | null }[]): string | null =>
  known.flatMap(({ since }) => since ?? []).sort()[0] ?? null;

/** By service: those of all tenants together. */
function circuitsOf(tenants: readonly Health[]): ServiceCircuits[] {
  const byService = new Map<string, ServiceCircuits>();
  for (const circuit of tenants.flatMap(({ circuits }) => circuits)) {
    const known = byService.get(circuit.service) ?? { ...circuit, workers: 0 };
    byService.set(circuit.service, {
      service: circuit.service,
      state: known.state === 'open' ? 'open' : circuit.state,
      since: circuit.since < known.since ? circuit.since : known.since,
      // The same workers serve every tenant.
      workers: Math.max(known.workers, circuit.workers),
    });
  }
  return [...byService.values()].sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** @param order from good to bad */
const worst = <T>(order: readonly T[], values: readonly T[]): T =>
  values.reduce((bad, value) => (order.indexOf(value) > order.indexOf(bad) ? value : bad));

const numbers = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const sum = (values: readonly (number | null)[]): number =>
  numbers(values).reduce((all, value) => all + value, 0);
const most = (values: readonly (number | null)[]): number | null =>
  numbers(values).length === 0 ? null : Math.max(...numbers(values));
const least = (values: readonly (number | null)[]): number | null =>
  numbers(values).length === 0 ? null : Math.min(...numbers(values));

interface HealthNowOptions {
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
