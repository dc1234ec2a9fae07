import { readyTenants } from '../../config/tenants/tenant.js';
import { ConfigurationError, isLoopback, type ConfigFault } from '../../ports/setting.js';
import type { TenantConfig, Config } from '../../config/load.js';
import { error, ok, warning, type Check, type Finding } from './report.js';
import { outgoingRoute, placeOf } from '../../http/outgoing.js';
import { temporalSettings } from '../../config/temporal.js';
import { temporalUrl } from '../../connection/route.js';

/** `configuration`: help desk and model are named, and it is said whether anything is written. */
export function configurationCheck(tenant: TenantConfig): Check {
  return { name: 'configuration', run: () => Promise.resolve(configuration(tenant)) };
}

/** The finding of a configuration that cannot be used. */
export function wrongConfiguration({ faults }: ConfigurationError): Finding {
  const items = faults.map(({ variable, expected, got }) => `${variable}: expected ${expected}, got ${got}`);
  const found =
    faults.length === 1 ? 'a setting is missing or wrong' : `${faults.length} settings are missing or wrong`;
  return error(
    'configuration',
    found,
    `mend ${faults.length === 1 ? 'it' : 'them'} in ${placeToMend(faults)}`,
    {
      items,
      details: { faults: [...faults] },
    },
  );
}

function configuration(tenant: TenantConfig): Finding {
  try {
    return complete(tenant);
  } catch (cause) {
    if (cause instanceof ConfigurationError) return wrongConfiguration(cause);
    throw cause;
  }
}

function complete(tenant: TenantConfig): Finding {
  const [{ platform, llm } = unready()] = readyTenants([tenant]);
  const { dryRun } = tenant.triage;
  const writes =
    dryRun === true ? 'a dry run: nothing is written to tickets' : 'verdicts are written to tickets';
  const found = `complete: ${platform.kind} account ${platform.account}, model ${llm.model}; ${writes}`;
  if (dryRun !== null || isLoopback(platform.baseUrl)) return ok(found);
  const setting = settingNames(tenant.fileEntry).dryRun;
  return warning(found, `set ${setting} to true or false: for a real help desk it is asked for explicitly`);
}

function unready(): never {
  throw new Error('expected one tenant, got none');
}

/** The settings that advice speaks of, as the operator finds them. */
export interface SettingNames {
  dryRun: string;
  modelAddress: string;
  modelKey: string;
  modelName: string;
  modelTimeout: string;
  monthlyBudget: string;
}

const VARIABLES: SettingNames = {
  dryRun: 'DRY_RUN',
  modelAddress: 'OPENAI_BASE_URL',
  modelKey: 'OPENAI_API_KEY',
  modelName: 'LLM_MODEL',
  modelTimeout: 'LLM_TIMEOUT_MS',
  monthlyBudget: 'monthlyBudgetUsd of a tenants file',
};

/**
 * Variables for the one tenant that the environment makes, else paths in the tenants file:
 * `tenants[1].model.baseUrl`.
 * @param fileEntry `tenants[1]`; null: the environment makes the tenant.
 */
export function settingNames(fileEntry: string | null): SettingNames {
  if (fileEntry === null) return VARIABLES;
  return {
    dryRun: `${fileEntry}.dryRun`,
    modelAddress: `${fileEntry}.model.baseUrl`,
    modelKey: `${fileEntry}.model.apiKey`,
    modelName: `${fileEntry}.model.name`,
    modelTimeout: `${fileEntry}.model.timeoutMs`,
    monthlyBudget: `${fileEntry}.monthlyBudgetUsd`,
  };
}

/** Where the faults are mended: a fault of the tenants file is named by its path in it. */
function placeToMend(faults: readonly ConfigFault[]): string {
  const inFile = faults.filter(({ variable }) => variable.startsWith('tenants')).length;
  const file = 'the tenants file (docs/tenants.md describes it)';
  const environment = '.env or the environment (.env.example lists every setting)';
  if (inFile === 0) return environment;
  return inFile === faults.length ? file : `${file}, ${environment}`;
}

/** `proxies`: how each place that the configuration names is reached. What stands behind a host may be a secret. */
export function proxiesCheck(config: Config, tenant: TenantConfig): Check {
  return {
    name: 'proxies',
    run: () => {
      const ways = placesOf(config, tenant).map(([name, url]) => ({ name, url: new URL(url) }));
      const described = ways.map(({ name, url }) => {
        const direct = name === 'model' && (tenant.llm.privateHosts ?? []).length > 0;
        return { name, host: url.host, way: direct ? 'directly, as LLM_PRIVATE_HOSTS names it' : wayTo(url) };
      });
      const count = described.filter(({ way }) => way.startsWith('through')).length;
      const { http, https } = config.proxies;
      if (http === null && https === null)
        return Promise.resolve(ok('none is set: everything is reached directly'));
      const items = described.map(({ name, host, way }) => `${name} (${host}): ${way}`);
      const details = { reached: described };
      return Promise.resolve(
        ok(`${count} of ${described.length} places are reached through a proxy`, { items, details }),
      );
    },
  };
}

function wayTo(url: URL): string {
  const route = outgoingRoute(url);
  if (route.proxy !== null) return `through ${placeOf(route.proxy)} (${route.proxy.variable})`;
  return { loopback: 'directly, on this machine', NO_PROXY: 'directly, by NO_PROXY', unset: 'directly' }[
    route.because
  ];
}

function placesOf(config: Config, { platform, llm }: TenantConfig): [name: string, url: string][] {
  const { presidio, alerts, tracing } = config;
  const mail = alerts.email && new URL(alerts.email.smtpUrl);
  const places: [string, string | null | undefined][] = [
    ['help desk', platform?.baseUrl],
    ['model', llm.endpoint?.baseUrl],
    ['Temporal', temporalPlace(config)],
    ['Presidio', presidio.baseUrl],
    ['Slack', alerts.slackWebhookUrl],
    ['PagerDuty', alerts.pagerDuty?.eventsUrl],
    ['mail server', mail && `https://${mail.host}`],
    ['traces', tracing.collector?.url],
  ];
  return places.flatMap(([name, url]) => (url ? [[name, url] as [string, string]] : []));
}

/** Null when its settings are wrong, which another check tells. */
function temporalPlace({ process }: Config): string | null {
  try {
    return temporalUrl(temporalSettings(process).connectionOptions).href;
  } catch (cause) {
    if (cause instanceof ConfigurationError) return null;
    throw cause;
  }
}
