import { outgoingRoute } from '../../adapters/outgoing-agents.js';
import { placeOf } from '../../adapters/proxy-route.js';
import type { Config, TenantConfig } from '../../config/load.js';
import { temporalSettings } from '../../config/temporal.js';
import { ConfigurationError } from '../../config/faults.js';
import { temporalUrl } from '../../temporal-route.js';
import { ok, type Check } from './check.js';

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
