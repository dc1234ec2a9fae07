import { describe, expect, test } from '@jest/globals';
import { composeTenants } from '../../src/compose/tenants.js';
import { readyTenants } from '../../src/config/tenants/tenant.js';
import { loadConfig } from '../../src/config/load.js';
import { DEFAULT_VERDICT_POLICY } from '../../src/domain/tenant-policy.js';
import { LOCAL, OTHER, tenantsOf } from '../config/tenants/tenants-file-of.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();

describe('the policy that activities see', () => {
  test("is the tenant's own, each of several its own", () => {
    const own = {
      ...{ summaryLanguage: 'pt-BR', bulkMail: 'tag', categoryTagPrefix: 'ai_topic_' },
      categories: [{ name: 'delivery', description: 'Where is my parcel?' }],
      ...{ confidenceThreshold: 0.7, monthlyBudgetUsd: 12.5 },
    };
    const said = { ...OTHER, ...own, dryRun: true, phoneRegion: 'BR', scan: { statuses: ['pending'] } };
    const ready = readyTenants(tenantsOf(newFolder(), { tenants: [LOCAL, said] }));
    const composed = composeTenants(ready, { plainHttpHosts: [] });
    expect([...composed.keys()]).toEqual(['acme', 'beta']);
    expect(composed.get('acme')?.policy).toMatchObject({ ...DEFAULT_VERDICT_POLICY, dryRun: false });
    expect(composed.get('beta')?.policy).toMatchObject({
      ...own,
      ...{ dryRun: true, phoneRegion: 'BR', scanStatuses: ['pending'] },
    });
  });

  test('of the single tenant of the variables is the default', () => {
    const env = { ZENDESK_BASE_URL: 'http://127.0.0.1:4000', OPENAI_BASE_URL: 'http://127.0.0.1:4001/v1' };
    const composed = composeTenants(readyTenants(loadConfig(env).tenants), { plainHttpHosts: [] });
    expect(composed.get('default')?.policy).toMatchObject(DEFAULT_VERDICT_POLICY);
  });
});

describe('a help desk that is not configured', () => {
  test.each([
    ['zendesk', 'ZENDESK_SUBDOMAIN: expected the help desk account (or ZENDESK_BASE_URL), got unset'],
    ['freshdesk', 'FRESHDESK_SUBDOMAIN: expected the help desk account (or FRESHDESK_BASE_URL), got unset'],
  ])('%s → its own variables are named', (kind, message) => {
    const env = { TICKET_PLATFORM: kind, OPENAI_BASE_URL: 'http://127.0.0.1:4001/v1' };
    expect(() => readyTenants(loadConfig(env).tenants)).toThrow(message);
  });
});

test('each tenant has the adapter of its kind of help desk', () => {
  const beta = { ...OTHER, platform: { ...OTHER.platform, kind: 'freshdesk' } };
  const ready = readyTenants(tenantsOf(newFolder(), { tenants: [LOCAL, beta] }));
  const composed = composeTenants(ready, { plainHttpHosts: [] });
  const names = [...composed.values()].map(({ platformName, platform }) => [
    platformName,
    platform.constructor.name,
  ]);
  expect(names).toEqual([
    ['zendesk', 'ZendeskPlatform'],
    ['freshdesk', 'FreshdeskPlatform'],
  ]);
});
