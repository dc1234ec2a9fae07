import type { OutcomeStore } from '../ports/outcome-store.js';
import type { DiskState, Probes } from './probes.js';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

/** The health JSON (INTERFACE section 6). */
export interface Health {
  status: HealthStatus;
  checks: {
    zendesk_api: 'ok' | 'error';
    llm_api: 'ok' | 'error';
    disk_space: DiskState;
    temporal: 'ok' | 'error';
  };
  metrics: {
    success_rate_24h: number | null;
    /** Seconds. */
    avg_latency_24h: number | null;
    /** Seconds. */
    p95_latency_24h: number | null;
    fallback_rate_24h: number | null;
    tickets_24h: number;
    cost_usd_24h: number;
    /** Seconds since the last scan came to its end. */
    last_scan_age: number | null;
  };
}

/** The service levels: below the first it is degraded, below the second unhealthy. */
const SUCCESS_DEGRADED = 0.995;
const SUCCESS_UNHEALTHY = 0.99;
const P95_DEGRADED_S = 15;
const DAY_MS = 24 * 3600_000;

const word = (ok: boolean): 'ok' | 'error' => (ok ? 'ok' : 'error');

/** Health of one tenant, from probes and the statistics of the last 24 hours. */
export async function healthOf(
  { probes, outcomes, tenant }: { probes: Probes; outcomes: OutcomeStore; tenant: string },
  now: Date,
): Promise<Health> {
  const period = { tenant, from: new Date(now.getTime() - DAY_MS).toISOString(), to: now.toISOString() };
  const [platform, model, temporal, disk, figures, scan] = await Promise.all([
    probes.platform(),
    probes.model(),
    probes.temporal(),
    probes.disk(),
    outcomes.figures(period),
    outcomes.lastScan(tenant),
  ]);
  const checks = {
    zendesk_api: word(platform),
    llm_api: word(model),
    disk_space: disk,
    temporal: word(temporal),
  };
  const metrics = {
    success_rate_24h: figures.successRate,
    avg_latency_24h: figures.latencyMs === null ? null : figures.latencyMs.average / 1000,
    p95_latency_24h: figures.latencyMs === null ? null : figures.latencyMs.p95 / 1000,
    fallback_rate_24h: figures.fallbackRate,
    tickets_24h: figures.total,
    cost_usd_24h: figures.costMicroUsd / 1e6,
    last_scan_age: scan === null ? null : Math.round((now.getTime() - Date.parse(scan.endedAt)) / 1000),
  };
  return { status: statusOf(checks, metrics), checks, metrics };
}

/** A dead help desk or Temporal stops the work; a dead model costs accuracy only. */
export function statusOf(
  checks: Health['checks'],
  metrics: Pick<Health['metrics'], 'success_rate_24h' | 'p95_latency_24h'>,
): HealthStatus {
  const success = metrics.success_rate_24h ?? 1;
  if (checks.temporal === 'error' || checks.zendesk_api === 'error' || checks.disk_space === 'critical')
    return 'unhealthy';
  if (success < SUCCESS_UNHEALTHY) return 'unhealthy';
  const slow = (metrics.p95_latency_24h ?? 0) > P95_DEGRADED_S;
  return checks.llm_api === 'error' || checks.disk_space === 'warning' || success < SUCCESS_DEGRADED || slow
    ? 'degraded'
    : 'healthy';
}
