import { afterEach, expect, test } from '@jest/globals';
import { useProxies, NO_PROXIES } from '../../../src/http/outgoing.js';
import { loadConfig, type TenantConfig } from '../../../src/config/load.js';
import { proxiesCheck } from '../../../src/cli/doctor/configuration.js';

afterEach(() => useProxies(NO_PROXIES));

const found = (env: Record<string, string>) => {
  const config = loadConfig(env);
  useProxies(config.proxies);
  return proxiesCheck(config, config.tenants[0] as TenantConfig).run();
};

test('without a proxy there is nothing to show', async () => {
  expect(await found({})).toMatchObject({ status: 'ok', found: expect.stringContaining('none is set') });
});

test('each place and how it is reached; no credentials, and nothing behind a host', async () => {
  const finding = await found({
    ...{ https_proxy: 'http://user:hunter2@proxy.test:3128', NO_PROXY: 'model.corp' },
    ...{ ZENDESK_SUBDOMAIN: 'acme', ZENDESK_OAUTH_TOKEN: 't', DRY_RUN: 'true' },
    ...{ OPENAI_BASE_URL: 'https://model.corp/v1', PRESIDIO_URL: 'http://127.0.0.1:5002' },
    SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T/B/hunter3',
  });
  expect(finding.items).toEqual([
    'help desk (acme.zendesk.com): through http://proxy.test:3128 (https_proxy)',
    'model (model.corp): directly, by NO_PROXY',
    'Temporal (localhost:7233): directly, on this machine',
    'Presidio (127.0.0.1:5002): directly, on this machine',
    'Slack (hooks.slack.com): through http://proxy.test:3128 (https_proxy)',
  ]);
  expect(JSON.stringify(finding)).not.toMatch(/hunter/);
});
