import { composeChannels } from '../../alerts/channels/index.js';
import { composeModel, composePlatform } from '../../compose/tenants.js';
import { accountVariables } from '../../platforms/descriptor.js';
import type { Config, TenantConfig } from '../../config/load.js';
import { readCostOfMonth, readOpenCircuits, readSchemaVersion } from '../../records/statistics/read-only.js';
import { sqliteFileIn } from '../../records/statistics/database.js';
import { alertsCheck } from './alerts.js';
import {
  budgetCheck,
  circuitsCheck,
  dataFolderCheck,
  encryptionKeyCheck,
  statisticsCheck,
  writesCheck,
} from './installation.js';
import { businessRulesCheck, ticketFieldsCheck } from './business-rules.js';
import { skipped, type Check, error, type CheckResult } from './report.js';
import { configurationCheck, proxiesCheck, settingNames } from './configuration.js';
import { helpDeskChecks } from './help-desk.js';
import { modelChecks } from './model.js';
import { searchAttributesCheck, type ServerAccess, temporalServerChecks } from './temporal.js';
import { tenantOnServerChecks } from './tenant.js';

/** Everything that there is to look at for one tenant, in the order in which a person reads it. */
export function doctorChecks(config: Config, tenant: TenantConfig, server: ServerAccess): Check[] {
  const { dataDir, temporalAddress } = config.process;
  const now = () => new Date();
  const account = tenant.platform?.account ?? null;
  return [
    configurationCheck(tenant),
    proxiesCheck(config, tenant),
    dataFolderCheck(dataDir),
    encryptionKeyCheck({ configured: config.encryption.keys, dataDir, ownServer: temporalAddress !== null }),
    ...platformChecks(tenant, { plainHttpHosts: config.process.plainHttpHosts, now }),
    ...languageModelChecks(tenant, config.process.plainHttpHosts),
    ...temporalServerChecks(server),
    searchAttributesCheck(server),
    ...tenantOnServerChecks({ ...server, tenant: tenant.name, account, now }),
    writesCheck({ tenant: tenant.name, client: server.client }),
    databaseCheck(config),
    openCircuitsCheck(config, tenant.name, now),
    tenantBudgetCheck(config, tenant, now),
    alertsCheck({
      ...{ alerts: config.alerts, client: server.client },
      mailer: composeChannels(config.alerts, config.process.plainHttpHosts).mailer,
    }),
  ];
}

function platformChecks(
  { platform: account, fileEntry }: TenantConfig,
  { plainHttpHosts, now }: { plainHttpHosts: readonly string[]; now: () => Date },
): Check[] {
  if (account === null)
    return notConfigured(
      'help_desk',
      'help_desk_role',
      'help_desk_limits',
      'help_desk_fields',
      'help_desk_rules',
    );
  const { kind, baseUrl, requestsPerMinute } = account;
  const platform = composePlatform(account, { plainHttpHosts });
  const requestsSetting =
    fileEntry === null ? accountVariables(kind).requestsPerMinute : `${fileEntry}.platform.requestsPerMinute`;
  return [
    ...helpDeskChecks({ platform, baseUrl, requestsPerMinute, requestsSetting, now }),
    ticketFieldsCheck(platform),
    businessRulesCheck(platform),
  ];
}

function languageModelChecks(
  { llm, triage, fileEntry }: TenantConfig,
  plainHttpHosts: readonly string[],
): Check[] {
  const { endpoint } = llm;
  if (endpoint === null) return notConfigured('model_reachable', 'model_answers');
  const model = composeModel({ ...llm, endpoint }, plainHttpHosts);
  const settings = settingNames(fileEntry);
  return modelChecks({ model, host: new URL(endpoint.baseUrl).host, region: triage.phoneRegion, settings });
}

/** `configuration` has failed then, so these are skipped because of it. */
function notConfigured(...names: string[]): Check[] {
  const run = () => Promise.resolve(skipped('not checked: not configured', 'mend the configuration first'));
  return names.map((name) => ({ name, needs: ['configuration'], run }));
}

function databaseCheck({ statistics: { databaseUrl }, process: { dataDir } }: Config): Check {
  return statisticsCheck({
    place: databaseUrl === null ? sqliteFileIn(dataDir) : placeOf(databaseUrl),
    readSchemaVersion: () => readSchemaVersion({ databaseUrl, dataDir }),
  });
}

function openCircuitsCheck(
  { statistics, process: { dataDir } }: Config,
  tenant: string,
  now: () => Date,
): Check {
  return circuitsCheck(() => readOpenCircuits({ ...statistics, dataDir }, tenant, now().toISOString()));
}

function tenantBudgetCheck(
  { statistics, process: { dataDir } }: Config,
  { name, policy, fileEntry }: TenantConfig,
  now: () => Date,
): Check {
  const location = { ...statistics, dataDir };
  const spentUsd = () => readCostOfMonth(location, name, now().toISOString());
  const setting = settingNames(fileEntry).monthlyBudget;
  return budgetCheck({ budgetUsd: policy.monthlyBudgetUsd, setting, spentUsd });
}

/** Host and database, without user and password. */
function placeOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `PostgreSQL ${host}${pathname}`;
}

/**
 * Runs every check, those that need nothing of each other at the same time. One that fails stops none but those that
 * need it: they are skipped and say why. The results are in the order of the checks.
 */
export async function runChecks(checks: readonly Check[]): Promise<CheckResult[]> {
  const results = new Map<string, Promise<CheckResult>>();
  for (const check of checks) {
    const needed = (check.needs ?? []).map((name) => {
      const result = results.get(name);
      if (result === undefined) throw new Error(`${check.name} needs ${name}, expected it before`);
      return result;
    });
    results.set(check.name, resultOf(check, needed));
  }
  return Promise.all(results.values());
}

async function resultOf({ name, run }: Check, needed: readonly Promise<CheckResult>[]): Promise<CheckResult> {
  const missing = (await Promise.all(needed)).filter(
    ({ status }) => status === 'error' || status === 'skipped',
  );
  if (missing.length > 0) {
    const names = missing.map((result) => result.name.replaceAll('_', ' ')).join(', ');
    return { name, ...skipped(`not checked: needs ${names}`, 'mend that first') };
  }
  try {
    return { name, ...(await run()) };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return { name, ...error('failed', `the check itself failed: ${message}`, 'see the message') };
  }
}
