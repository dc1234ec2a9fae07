import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, type Environment } from '../../../src/ports/setting.js';
import { loadConfig } from '../../../src/config/load.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { faultsOf, LOCAL, REAL, tenantsOf } from '../../config/tenants/tenants-file-of.js';

const newFolder = temporaryFolders();

const tenantOf = (env: Environment) => loadConfig({ TICKET_PLATFORM: 'freshdesk', ...env }).tenants[0];

function faultsIn(env: Environment): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n').slice(1);
    throw error;
  }
  return [];
}

describe('TICKET_PLATFORM=freshdesk', () => {
  test('without an account: of that kind, and none is configured', () => {
    expect(tenantOf({})).toMatchObject({ platformKind: 'freshdesk', platform: null });
    expect(tenantOf({ ZENDESK_SUBDOMAIN: 'acme' })).toMatchObject({ platform: null });
  });

  test('an account: where it is, what opens it, and what a ticket costs there', () => {
    expect(
      tenantOf({
        FRESHDESK_BASE_URL: 'https://help.acme.example/',
        FRESHDESK_API_KEY: 'k',
        FRESHDESK_WEBHOOK_TOKEN: 't',
        FRESHDESK_REQUESTS_PER_MINUTE: '400',
      }),
    ).toMatchObject({
      platform: {
        kind: 'freshdesk',
        baseUrl: 'https://help.acme.example',
        account: 'https://help.acme.example',
        auth: { apiKey: 'k' },
        requestsPerMinute: 400,
        updatesPerMinute: 70,
        requestsPerRead: 3,
        requestsPerUpdate: 5,
        webhookToken: 't',
      },
    });
  });

  test('a subdomain names account and address; a base URL wins for the address', () => {
    const named = { FRESHDESK_SUBDOMAIN: 'acme', FRESHDESK_API_KEY: 'k' };
    expect(tenantOf(named)?.platform).toMatchObject({
      baseUrl: 'https://acme.freshdesk.com',
      account: 'acme',
    });
    const both = { ...named, FRESHDESK_BASE_URL: 'http://127.0.0.1:4000' };
    expect(tenantOf(both)?.platform).toMatchObject({ baseUrl: 'http://127.0.0.1:4000', account: 'acme' });
  });

  test('a stand-in on this machine needs no key', () => {
    expect(tenantOf({ FRESHDESK_BASE_URL: 'http://localhost:4000' })?.platform).toMatchObject({
      auth: { apiKey: 'loopback' },
      webhookToken: null,
    });
  });

  test.each<[Environment, string]>([
    [
      { FRESHDESK_SUBDOMAIN: 'acme' },
      'FRESHDESK_API_KEY: expected the API key of an agent who sees all tickets, got unset',
    ],
    [
      { FRESHDESK_BASE_URL: 'http://help.acme.example', FRESHDESK_API_KEY: 'k' },
      'FRESHDESK_BASE_URL: expected https:// (or the host named in ALLOW_PLAIN_HTTP), got http://help.acme.example',
    ],
    [
      { FRESHDESK_UPDATES_PER_MINUTE: '0' },
      'FRESHDESK_UPDATES_PER_MINUTE: expected a whole number of ticket updates',
    ],
    [{ TICKET_PLATFORM: 'jira' }, 'TICKET_PLATFORM: expected zendesk or freshdesk, got "jira"'],
  ])('%j is refused', (env, message) => {
    expect(faultsIn({ TICKET_PLATFORM: 'freshdesk', ...env })).toEqual([expect.stringContaining(message)]);
  });

  test('an account without TICKET_PLATFORM would be passed over for a demo: refused', () => {
    expect(faultsIn({ FRESHDESK_BASE_URL: 'http://127.0.0.1:4000' })).toEqual([
      '  TICKET_PLATFORM: expected freshdesk, because FRESHDESK_BASE_URL is set, got unset',
    ]);
    expect(faultsIn({ TICKET_PLATFORM: 'zendesk', FRESHDESK_BASE_URL: 'http://127.0.0.1:4000' })).toEqual([]);
  });
});

describe('a tenants file', () => {
  const desk = { kind: 'freshdesk', subdomain: 'acme', apiKey: { env: 'ACME_KEY' } };
  const acme = { ...REAL, name: 'acme', platform: { ...desk, webhookToken: { env: 'ACME_HOOK' } } };
  const env = {
    ACME_KEY: 'k',
    ACME_HOOK: 'h',
    SHOP_TOKEN: 't',
    SHOP_KEY: 'k',
    FRESHDESK_UPDATES_PER_MINUTE: '50',
  };

  test('holds accounts of both kinds; the variables are the defaults', () => {
    const tenants = tenantsOf(newFolder(), { tenants: [acme, REAL] }, env);
    expect(tenants.map(({ platformKind, platform }) => [platformKind, platform])).toMatchObject([
      [
        'freshdesk',
        {
          baseUrl: 'https://acme.freshdesk.com',
          auth: { apiKey: 'k' },
          webhookToken: 'h',
          requestsPerMinute: 150,
          updatesPerMinute: 50,
          requestsPerUpdate: 5,
        },
      ],
      ['zendesk', { baseUrl: 'https://shop.zendesk.com' }],
    ]);
  });

  test('one name at two vendors is two accounts; at one it is the same', () => {
    const shop = { ...acme, name: 'other', platform: { ...desk, subdomain: 'shop' } };
    expect(faultsOf(newFolder(), { tenants: [shop, REAL] }, env)).toEqual([]);
    expect(faultsOf(newFolder(), { tenants: [shop, { ...shop, name: 'again' }] }, env)).toEqual([
      expect.stringMatching(/^tenants\[1\]\.platform\.subdomain: expected another account/),
    ]);
  });

  test.each<[object, string]>([
    [
      { kind: 'freshdesk', subdomain: 'acme' },
      'tenants[0].platform.apiKey: expected the API key of an agent',
    ],
    [{ ...desk, email: 'a@acme.example' }, 'tenants[0].platform.email: expected'],
    [{ ...desk, apiKey: 'k-hunter2' }, 'tenants[0].platform.apiKey: expected a reference to the secret'],
    [
      { ...LOCAL.platform, kind: 'zendesk', webhookToken: { env: 'ACME_HOOK' } },
      'tenants[0].platform.webhookToken: expected',
    ],
  ])('%j is refused', (platform, message) => {
    const faults = faultsOf(newFolder(), { tenants: [{ ...acme, platform }] }, env);
    expect(faults).toEqual([expect.stringContaining(message)]);
    expect(faults.join()).not.toContain('hunter2');
  });

  test('a stand-in on this machine needs neither key nor word on dry run', () => {
    const local = { ...LOCAL, platform: { ...LOCAL.platform, kind: 'freshdesk' } };
    expect(tenantsOf(newFolder(), { tenants: [local] })[0]).toMatchObject({ platformKind: 'freshdesk' });
  });
});
