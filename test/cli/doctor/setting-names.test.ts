import { describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../../src/ports/setting.js';
import { loadConfig } from '../../../src/config/load.js';
import { wrongConfiguration } from '../../../src/cli/doctor/configuration.js';
import { doctorChecks, runChecks } from '../../../src/cli/doctor/checks.js';
import { serverAccess } from '../../../src/cli/doctor/temporal.js';
import { LOCAL, OTHER, REAL, tenantsFileIn } from '../../config/tenants/tenants-file-of.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();

/** What `doctor` says of a configuration that cannot be used. */
function refused(env: Record<string, string>) {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return wrongConfiguration(error);
    throw error;
  }
  throw new Error('the configuration was accepted');
}

const fileOf = (...tenants: unknown[]) => tenantsFileIn(newFolder(), { tenants });

describe('a configuration that cannot be used', () => {
  test('a fault of the tenants file is named by its path, and mended there', () => {
    const { items, advice } = refused({ TENANTS_FILE: fileOf(LOCAL, REAL) });
    expect(items).toEqual([
      expect.stringMatching(/^tenants\[1\]\.platform\.apiToken: expected .*SHOP_TOKEN, got unset$/),
      expect.stringMatching(/^tenants\[1\]\.model\.apiKey: expected .*SHOP_KEY, got unset$/),
    ]);
    expect(advice).toContain('the tenants file');
    expect(advice).not.toContain('.env');
  });

  test('a fault of a variable is mended in the environment', () => {
    expect(refused({ CONCURRENCY: 'many' }).advice).toMatch(/^mend it in \.env or the environment/);
  });

  test('faults of both: both places', () => {
    const { advice } = refused({ TENANTS_FILE: fileOf({ ...LOCAL, model: {} }), SCAN_CRON: 'soon' });
    expect(advice).toMatch(/the tenants file.*\.env/);
  });
});

/** What doctor finds about the parts of a tenant that lie outside Temporal. */
async function examined(env: Record<string, string>, tenant: number) {
  const config = loadConfig({ ...env, DATA_DIR: newFolder() });
  const checks = doctorChecks(config, config.tenants[tenant]!, serverAccess(config));
  const looked = ['configuration', 'help_desk', 'model_reachable', 'model_answers'];
  return runChecks(checks.filter(({ name }) => looked.includes(name)));
}

test('what doctor advises about a tenant of the file names paths in the file, and none of its variables', async () => {
  const entry = {
    ...OTHER,
    platform: { baseUrl: 'http://127.0.0.1:1' },
    model: { baseUrl: 'http://127.0.0.1:1/v1' },
  };
  const results = await examined({ TENANTS_FILE: fileOf(LOCAL, entry) }, 1);
  const advice = results.map(({ advice: one }) => one ?? '').join('\n');
  expect(advice).toContain('tenants[1].model.baseUrl');
  expect(advice).not.toMatch(/ZENDESK_|OPENAI_|LLM_|DRY_RUN/);
});

test('doctor asks a help desk that may be spoken to without TLS, as a worker does', async () => {
  const env = {
    ...{ ZENDESK_BASE_URL: 'http://desk.invalid', ALLOW_PLAIN_HTTP: 'desk.invalid', DRY_RUN: 'true' },
    ...{ ZENDESK_EMAIL: 'a@acme.example', ZENDESK_API_TOKEN: 't' },
    OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
  };
  const results = await examined(env, 0);
  expect(results.find(({ name }) => name === 'help_desk')).toMatchObject({ fault: 'unreachable' });
});
