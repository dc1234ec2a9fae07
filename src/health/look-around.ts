import type { Client } from '@temporalio/client';
import type { Tenant, Tenants } from '../ports/tenant.js';
import { within } from '../http/waiting.js';
import type { AlertsConfig } from '../alerts/channels/settings.js';
import type { Look } from '../contract/alerts.js';
import type { ChannelName } from '../domain/alerts/deliveries.js';
import {
  findingsOf,
  type InstallationFacts,
  type ServiceAnswer,
  type TenantFacts,
} from '../domain/alerts/findings.js';
import { isQuiet } from '../domain/alerts/condition.js';
import { diskState } from './probes.js';
import type { OutcomeStore } from '../ports/records.js';
import { budgetLevel, budgetText } from '../domain/limits.js';
import { tenantState } from './metrics/tenant-state.js';
import { ModelError, type LanguageModel } from '../ports/model.js';
import { PlatformError, type TicketPlatform } from '../ports/platform.js';

interface LookAroundOptions {
  /** Those that this worker knows at the moment of a look. */
  tenants: Tenants;
  client: Client;
  outcomes: OutcomeStore;
  dataDir: string;
  channels: ChannelName[];
  settings: Pick<AlertsConfig, 'quietHours' | 'checkSeconds'>;
}

/** A conversation of nobody, for the second detector. */
const NOBODYS_TEXT = 'Is anybody there?';

/**
 * Looks at everything that the conditions are about: one free request to each help desk and model, the statistics and
 * Temporal. Temporal's own outage cannot be seen from here, since it is what asks: that is Prometheus' business.
 */
export function createLookAround(options: LookAroundOptions): (now: Date) => Promise<Look> {
  const { tenants, channels, settings } = options;
  const { quietHours, checkSeconds } = settings;
  return async (now) => {
    const told = { channels, nextLookInMs: checkSeconds * 1000 };
    const quiet = quietHours !== null && isQuiet(quietHours, now);
    // Nobody could be told: nothing is asked of anybody.
    if (channels.length === 0) return { ...told, quiet, findings: [], unknown: [] };
    const all = [...tenants.values()];
    const [installation, facts] = await Promise.all([
      installationFacts(all, options, now),
      Promise.all(all.map((tenant) => tenantFacts(tenant, options, now))),
    ]);
    return { ...told, quiet, ...findingsOf(installation, facts) };
  };
}

async function installationFacts(
  tenants: readonly Tenant[],
  { dataDir, outcomes }: LookAroundOptions,
  now: Date,
): Promise<InstallationFacts> {
  const [first] = tenants;
  const opinion = tenants.find(({ secondOpinion }) => secondOpinion !== undefined)?.secondOpinion;
  const answers = (question: Promise<unknown>): Promise<'ok' | 'down'> =>
    within(PATIENCE_MS, question).then(
      () => 'ok',
      () => 'down',
    );
  const detect = opinion && ((signal: AbortSignal) => opinion.detector.detect(NOBODYS_TEXT, signal));
  const [disk, detector, statistics] = await Promise.all([
    diskState(dataDir).catch(() => undefined),
    detect === undefined ? null : answers(detect(AbortSignal.timeout(PATIENCE_MS))),
    answers(outcomes.costOfMonth(first?.name ?? '', now.toISOString())),
  ]);
  return { disk, detector, detectorOnFailure: opinion?.onFailure ?? 'stop', statistics };
}

/** Each question to an outside service, milliseconds. */
const PATIENCE_MS = 5_000;
const HOUR_MS = 3_600_000;

interface TenantFactsSources {
  client: Client;
  outcomes: OutcomeStore;
}

/** What can be found out about a tenant now. Never rejects: what does not answer is down, or unknown. */
async function tenantFacts(
  { name: tenant, platform, model, policy }: Tenant,
  { client, outcomes }: TenantFactsSources,
  now: Date,
): Promise<TenantFacts> {
  const { monthlyBudgetUsd } = policy;
  const period = (hours: number) => ({
    ...{ tenant, from: new Date(now.getTime() - hours * HOUR_MS).toISOString(), to: now.toISOString() },
  });
  const unlessAway = <T>(answer: Promise<T>): Promise<T | undefined> =>
    within(PATIENCE_MS, answer).catch(() => undefined);
  const [platformAnswer, modelAnswer, circuits, day, hour, state] = await Promise.all([
    askPlatform(platform),
    askModel(model),
    unlessAway(outcomes.circuits.open(tenant, now.toISOString())),
    unlessAway(outcomes.figures(period(24))),
    unlessAway(outcomes.figures(period(1))),
    tenantState({ client, outcomes, tenant, monthBudgetUsd: monthlyBudgetUsd }, now),
  ]);
  const { paused, scanDueSinceMs } = state;
  return {
    tenant,
    platform: platformAnswer,
    model: modelAnswer,
    openCircuits: circuits?.map(({ service }) => service),
    day: day && { total: day.total, failed: day.byKind.failed },
    hour: hour && { total: hour.total, failed: hour.byKind.failed, p95Ms: hour.latencyMs?.p95 ?? null },
    scanDueForMs:
      paused?.['scan'] === true || scanDueSinceMs === null
        ? null
        : scanDueSinceMs && now.getTime() - scanDueSinceMs,
    writesStopped: state.writesStopped,
    paused: paused && Object.keys(paused).filter((schedule) => paused[schedule] === true),
    budget: budgetFact(monthlyBudgetUsd, state.monthCostUsd),
  };
}

/** Null: there is no budget. */
function budgetFact(budgetUsd: number | null, spentUsd: number | undefined): TenantFacts['budget'] {
  if (budgetUsd === null) return null;
  if (spentUsd === undefined) return undefined;
  const use = { budgetUsd, spentUsd };
  return { level: budgetLevel(use), text: budgetText(use) };
}

/** A role that may not list tickets stops the scans as a wrong key does. A limit of requests is no outage. */
async function askPlatform(platform: TicketPlatform): Promise<ServiceAnswer> {
  try {
    const { canList } = await within(PATIENCE_MS, platform.whoAmI(AbortSignal.timeout(PATIENCE_MS)));
    return canList ? 'ok' : 'refused';
  } catch (error) {
    if (!(error instanceof PlatformError)) return 'down';
    if (error.kind === 'rateLimited') return 'ok';
    return error.kind === 'unauthorized' || error.kind === 'forbidden' ? 'refused' : 'down';
  }
}

/** A model that is busy is there. */
async function askModel(model: LanguageModel): Promise<ServiceAnswer> {
  try {
    await within(PATIENCE_MS, model.reachable(AbortSignal.timeout(PATIENCE_MS)));
    return 'ok';
  } catch (error) {
    if (!(error instanceof ModelError)) return 'down';
    if (error.kind === 'rateLimited') return 'ok';
    return error.kind === 'unauthorized' ? 'refused' : 'down';
  }
}
