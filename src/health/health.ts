import type { PlatformName } from '../contract/names.js';
import { type BudgetLevel, LATENCY_SLO_MS, SUCCESS_CRITICAL, SUCCESS_OBJECTIVE } from '../domain/limits.js';
import type { OutcomeStore } from '../ports/records.js';
import { monthlyBudget, circuitsByService, type ServiceCircuits } from './reports.js';
import type { DiskState, Probes } from './probes.js';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

/** The health JSON (INTERFACE section 6). No names and no words of people: anybody may read it. */
export interface Health {
  status: HealthStatus;
  checks: {
    /** That of each kind of help desk in use. */
    zendesk_api?: 'ok' | 'error';
    freshdesk_api?: 'ok' | 'error';
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
  /** Whether tickets are written to; null when Temporal does not say. */
  writes: { stopped: boolean; since: string | null } | null;
  /** Whether everything that begins by itself, webhooks included, rests; null when Temporal does not say. */
  pause: { paused: boolean; since: string | null } | null;
  /** Services that workers do not call for the moment, because they were down. */
  circuits: ServiceCircuits[];
  /** `warning` from 80 % of the monthly budget, `exhausted` once the rules decide; null without a budget. */
  budget: BudgetLevel | null;
}

const DAY_MS = 24 * 3600_000;

const word = (ok: boolean): 'ok' | 'error' => (ok ? 'ok' : 'error');

/** A tenant, and what is asked about it. */
interface HealthSources {
  probes: Probes;
  outcomes: OutcomeStore;
  tenant: string;
  /** The kind of help desk that `probes` ask. Default: Zendesk. */
  platformName?: PlatformName;
  /** Default: none. */
  monthlyBudgetUsd?: number | null;
}

/** Health of one tenant, from probes and the statistics of the last 24 hours. */
export async function healthOf(
  { probes, outcomes, tenant, platformName = 'zendesk', monthlyBudgetUsd = null }: HealthSources,
  now: Date,
): Promise<Health> {
  const period = { tenant, from: new Date(now.getTime() - DAY_MS).toISOString(), to: now.toISOString() };
  const [platform, model, temporal, disk, writeSwitch, tenantPause, figures, scan, open, budget] =
    await Promise.all([
      probes.platform(),
      probes.model(),
      probes.temporal(),
      probes.disk(),
      probes.writes(),
      probes.pause(),
      outcomes.figures(period),
      outcomes.lastScan(tenant),
      outcomes.circuits.open(tenant, period.to),
      monthlyBudget(outcomes, { tenant, monthlyBudgetUsd }, now),
    ]);
  const checks = {
    ...(platformName === 'zendesk' ? { zendesk_api: word(platform) } : { freshdesk_api: word(platform) }),
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
  const stopped = writeSwitch?.stopped ?? null;
  const writes = writeSwitch && { stopped: stopped !== null, since: stopped?.since ?? null };
  const paused = tenantPause?.paused ?? null;
  const pause = tenantPause && { paused: paused !== null, since: paused?.since ?? null };
  const circuits = circuitsByService(open);
  const found = { checks, metrics, writes, pause, circuits, budget: budget?.level ?? null };
  return { status: statusOf(found), ...found };
}

/** What decides about the status. */
interface Vitals extends Pick<Health, 'checks' | 'writes' | 'circuits'> {
  metrics: Pick<Health['metrics'], 'success_rate_24h' | 'p95_latency_24h'>;
  pause?: Health['pause'];
  budget?: Health['budget'];
}

/**
 * A dead help desk or Temporal stops the work; a dead model costs accuracy only. What was stopped, or is spared for a
 * minute, goes on by itself or by the hand that stopped it: a tenant that is paused gets no verdicts, and whoever watches
 * should not take that for well, nor its gateway out of service.
 */
export function statusOf({
  checks,
  metrics,
  writes,
  pause = null,
  circuits,
  budget = null,
}: Vitals): HealthStatus {
  const success = metrics.success_rate_24h ?? 1;
  const dead = [checks.temporal, checks.zendesk_api, checks.freshdesk_api].includes('error');
  if (dead || checks.disk_space === 'critical') return 'unhealthy';
  if (success < SUCCESS_CRITICAL) return 'unhealthy';
  const slow = (metrics.p95_latency_24h ?? 0) > LATENCY_SLO_MS / 1000;
  const held = writes?.stopped === true || pause?.paused === true || circuits.length > 0;
  const short = budget === 'warning' || budget === 'exhausted';
  const troubled = checks.llm_api === 'error' || checks.disk_space === 'warning' || held || short;
  return troubled || success < SUCCESS_OBJECTIVE || slow ? 'degraded' : 'healthy';
}
