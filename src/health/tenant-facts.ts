import type { Client } from '@temporalio/client';
import type { Tenant } from '../ports/tenant.js';
import { within } from '../http/within.js';
import type { ServiceAnswer, TenantFacts } from '../domain/alerts/findings.js';
import { budgetLevel, budgetText } from '../domain/limits.js';
import { tenantState } from './metrics/tenant-state.js';
import { ModelError, type LanguageModel } from '../ports/model.js';
import type { OutcomeStore } from '../ports/records.js';
import { PlatformError, type TicketPlatform } from '../ports/platform.js';

/** Each question to an outside service, milliseconds. */
export const PATIENCE_MS = 5_000;
const HOUR_MS = 3_600_000;

export interface TenantFactsSources {
  client: Client;
  outcomes: OutcomeStore;
}

/** What can be found out about a tenant now. Never rejects: what does not answer is down, or unknown. */
export async function tenantFacts(
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
