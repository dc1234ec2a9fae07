import { DEFAULT_PLATFORM, type PlatformName } from '../contract/names.js';
import type { PlatformDescriptor } from '../platforms/descriptor.js';
import { DESCRIPTORS, descriptorOf } from '../platforms/index.js';
import { type BudgetLevel, LATENCY_SLO_MS, SUCCESS_CRITICAL, SUCCESS_OBJECTIVE } from '../domain/limits.js';
import type { OutcomeStore } from '../ports/records.js';
import { monthlyBudget, circuitsByService, type ServiceCircuits } from './reports.js';
import type { DiskState, Probes } from './probes.js';
import { troubledTickets } from './troubled-tickets.js';

export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

/** That of each kind of help desk in use. */
export type PlatformChecks = { [Name in PlatformDescriptor['healthCheck']]?: 'ok' | 'error' };

/** The health JSON (INTERFACE section 6). No names and no words of people: anybody may read it. */
export interface Health {
  status: HealthStatus;
  checks: PlatformChecks & {
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
  /** Tickets of the last 24 hours that somebody has to look at; null when the statistics do not say. */
  troubled: { undone: number; rejected: number } | null;
  /** Why it is not healthy, a sentence each, without names. */
  reasons: string[];
}

const DAY_MS = 24 * 3600_000;

const word = (ok: boolean): 'ok' | 'error' => (ok ? 'ok' : 'error');

/** A tenant, and what is asked about it. */
interface HealthSources {
  probes: Probes;
  outcomes: OutcomeStore;
  tenant: string;
  /** The kind of help desk that `probes` ask. Default: `DEFAULT_PLATFORM`. */
  platformName?: PlatformName;
  /** Default: none. */
  monthlyBudgetUsd?: number | null;
}

/** Health of one tenant, from probes and the statistics of the last 24 hours. */
export async function healthOf(
  { probes, outcomes, tenant, platformName = DEFAULT_PLATFORM, monthlyBudgetUsd = null }: HealthSources,
  now: Date,
): Promise<Health> {
  const period = { tenant, from: new Date(now.getTime() - DAY_MS).toISOString(), to: now.toISOString() };
  const [platform, model, temporal, disk, writeSwitch, tenantPause, figures, scan, open, budget, tickets] =
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
      troubledTickets(outcomes, { tenant, platform: platformName }, now),
    ]);
  const checks = {
    ...({ [descriptorOf(platformName).healthCheck]: word(platform) } as PlatformChecks),
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
  const troubled = { undone: tickets.undone.length, rejected: tickets.rejected.length };
  const found = { checks, metrics, writes, pause, circuits, budget: budget?.level ?? null, troubled };
  return { status: statusOf(found), ...found, reasons: reasonsOf(found) };
}

/** What decides about the status. */
interface Vitals extends Pick<Health, 'checks' | 'writes' | 'circuits'> {
  metrics: Pick<Health['metrics'], 'success_rate_24h' | 'p95_latency_24h'>;
  pause?: Health['pause'];
  budget?: Health['budget'];
  troubled?: Health['troubled'];
}

/**
 * A dead help desk or Temporal stops the work; a dead model costs accuracy only. What was stopped, or is spared for a
 * minute, goes on by itself or by the hand that stopped it: a tenant that is paused gets no verdicts, and whoever watches
 * should not take that for well, nor its gateway out of service.
 */
export function statusOf(vitals: Vitals): HealthStatus {
  const troubles = troublesOf(vitals);
  if (troubles.some(({ status }) => status === 'unhealthy')) return 'unhealthy';
  return troubles.length > 0 ? 'degraded' : 'healthy';
}

/** Why it is not healthy, worst first. */
export const reasonsOf = (vitals: Vitals): string[] =>
  (['unhealthy', 'degraded'] as const).flatMap((wanted) =>
    troublesOf(vitals).flatMap(({ status, reason }) => (status === wanted ? [reason] : [])),
  );

interface Trouble {
  status: Exclude<HealthStatus, 'healthy'>;
  reason: string;
}

const unhealthy = (reason: string): Trouble => ({ status: 'unhealthy', reason });
const degraded = (reason: string): Trouble => ({ status: 'degraded', reason });

function troublesOf(vitals: Vitals): Trouble[] {
  return [...ofServices(vitals), ...ofTickets(vitals), ...ofPauses(vitals)];
}

function ofServices({ checks, circuits, budget = null }: Vitals): Trouble[] {
  const isDead = DESCRIPTORS.some(({ healthCheck }) => checks[healthCheck] === 'error');
  return [
    ...(checks.temporal === 'error' ? [unhealthy('Temporal does not answer.')] : []),
    ...(isDead ? [unhealthy('The help desk does not answer, or refuses our credentials.')] : []),
    ...(checks.llm_api === 'error' ? [degraded('The model does not answer; the rules decide.')] : []),
    ...(checks.disk_space === 'critical' ? [unhealthy('The disk is full.')] : []),
    ...(checks.disk_space === 'warning' ? [degraded('The disk is nearly full.')] : []),
    ...(circuits.length > 0 ? [degraded('Workers spare a service that was down.')] : []),
    ...(budget === 'warning' ? [degraded('Four fifths of the budget are spent.')] : []),
    ...(budget === 'exhausted' ? [degraded('The budget is spent; the rules decide.')] : []),
  ];
}

function ofTickets({ metrics, troubled }: Vitals): Trouble[] {
  const success = metrics.success_rate_24h ?? 1;
  const rate = `${(success * 100).toFixed(1)} % of the rounds of 24 hours ended well.`;
  const slow = (metrics.p95_latency_24h ?? 0) > LATENCY_SLO_MS / 1000;
  const { undone = 0, rejected = 0 } = troubled ?? {};
  return [
    ...(success < SUCCESS_CRITICAL ? [unhealthy(rate)] : []),
    ...(success >= SUCCESS_CRITICAL && success < SUCCESS_OBJECTIVE ? [degraded(rate)] : []),
    ...(slow ? [degraded('One ticket in twenty takes longer than its service level.')] : []),
    ...(undone > 0
      ? [degraded(`Something at the help desk takes our tag off; tickets left alone: ${undone}.`)]
      : []),
    ...(rejected > 0
      ? [degraded(`The help desk refuses our writes; tickets not written: ${rejected}.`)]
      : []),
  ];
}

function ofPauses({ writes, pause = null }: Vitals): Trouble[] {
  return [
    ...(writes?.stopped === true ? [degraded('Somebody has stopped writing to tickets.')] : []),
    ...(pause?.paused === true ? [degraded('Somebody has paused a tenant.')] : []),
  ];
}
