import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, type Environment } from '../../src/ports/setting.js';
import { loadConfig } from '../../src/config/load.js';

const ACCOUNT = { ZENDESK_SUBDOMAIN: 'acme', ZENDESK_EMAIL: 'a@example.com', ZENDESK_API_TOKEN: 't-secret' };

/** The faults of a configuration, by variable. */
function faultsOf(env: Environment): Record<string, { expected: string; got: string }> {
  try {
    loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return Object.fromEntries(
      error.faults.map(({ variable, expected, got }) => [variable, { expected, got }]),
    );
  }
  return {};
}

const tenantOf = (env: Environment) => {
  const [tenant] = loadConfig(env).tenants;
  if (tenant === undefined) throw new Error('no tenant');
  return tenant;
};

describe('nothing set', () => {
  const { process: own, tenants } = loadConfig({});
  const tenant = tenantOf({});

  test('one tenant "default" without platform and model', () => {
    expect(tenants).toHaveLength(1);
    expect(tenant).toMatchObject({ name: 'default', platform: null, llm: { endpoint: null } });
  });

  test.each([
    ['DATA_DIR', path.resolve(import.meta.dirname, '../..', '.ticket-processor'), own.dataDir],
    ['LOG_LEVEL', 'info', own.logLevel],
    ['LOG_FORMAT', null, own.logFormat],
    ['LOG_FILE', null, own.logFile],
    ['TEMPORAL_ADDRESS', null, own.temporalAddress],
    ['TEMPORAL_NAMESPACE', 'default', own.namespace],
    ['ALLOW_PLAIN_HTTP', [], own.plainHttpHosts],
    ['LLM_MODEL', 'gpt-4o-mini', tenant.llm.model],
    ['LLM_TIMEOUT_MS', 30_000, tenant.llm.timeoutMs],
    ['LLM_PRICE_INPUT_PER_MTOK', 0.15, tenant.llm.priceInputPerMtokUsd],
    ['LLM_PRICE_OUTPUT_PER_MTOK', 0.6, tenant.llm.priceOutputPerMtokUsd],
    ['LLM_PRIVATE_HOSTS', undefined, tenant.llm.privateHosts],
    ['SCAN_CRON', '*/10 * * * *', tenant.triage.cron],
    ['SCAN_STATUSES', ['new', 'open'], tenant.triage.statuses],
    ['CONCURRENCY', 10, tenant.triage.concurrency],
    ['DRY_RUN', null, tenant.triage.dryRun],
    ['DEFAULT_PHONE_REGION', 'US', tenant.triage.phoneRegion],
    ['SCAN_START', '2026-01-01T00:00:00.000Z', tenant.triage.scanStart(new Date('2026-01-02T00:00:00Z'))],
  ])('%s is %j', (_variable, expected, got) => {
    expect(got).toEqual(expected);
  });

  test('an account without limits gets 400 requests and 100 updates a minute', () => {
    expect(tenantOf(ACCOUNT).platform).toMatchObject({ requestsPerMinute: 400, updatesPerMinute: 100 });
  });

  test('an empty value counts as unset', () => {
    const empty = Object.fromEntries(
      ['DATA_DIR', 'LOG_LEVEL', 'LOG_FORMAT', 'SCAN_START', 'SCAN_CRON', 'CONCURRENCY', 'DRY_RUN']
        .concat([
          'ZENDESK_SUBDOMAIN',
          'ZENDESK_BASE_URL',
          'OPENAI_API_KEY',
          'OPENAI_BASE_URL',
          'LLM_TIMEOUT_MS',
        ])
        .map((variable) => [variable, '']),
    );
    expect(tenantOf(empty)).toMatchObject({ platform: null, llm: { endpoint: null, timeoutMs: 30_000 } });
  });

  test('variables of others do not matter', () => {
    expect(faultsOf({ PATH: '/bin', npm_config_registry: 'x', ZENDESK_OTHER: 'x' })).toEqual({});
  });
});

describe('wrong values', () => {
  const WRONG = {
    LOG_LEVEL: 'loud',
    LOG_FORMAT: 'xml',
    TEMPORAL_ADDRESS: 'nowhere',
    ZENDESK_SUBDOMAIN: 'no good',
    ZENDESK_BASE_URL: 'ftp://files',
    ZENDESK_EMAIL: 'nobody',
    ZENDESK_REQUESTS_PER_MINUTE: '0',
    ZENDESK_UPDATES_PER_MINUTE: '-1',
    OPENAI_BASE_URL: 'not a url',
    LLM_TIMEOUT_MS: '30s',
    LLM_PRICE_INPUT_PER_MTOK: 'cheap',
    LLM_PRICE_OUTPUT_PER_MTOK: '-0.1',
    SCAN_CRON: 'every day',
    SCAN_START: 'yesterday',
    SCAN_STATUSES: 'new,urgent',
    CONCURRENCY: '501',
    DRY_RUN: 'yes',
    DEFAULT_PHONE_REGION: 'usa',
  };

  test('are all named in one message, each with what was expected and what came', () => {
    const faults = faultsOf({ ...WRONG, ZENDESK_API_TOKEN: 't-secret' });
    expect(Object.keys(faults).sort()).toEqual(Object.keys(WRONG).sort());
    for (const [variable, value] of Object.entries(WRONG))
      expect(faults[variable]?.got).toBe(JSON.stringify(value));
    expect(() => loadConfig(WRONG)).toThrow(
      /LOG_LEVEL: expected trace, debug, .*, got "loud"\n[^]*CONCURRENCY: /,
    );
  });

  test.each([
    ['SCAN_CRON', '*/5 * * *'],
    ['SCAN_CRON', '* * * * * * * *'],
    ['SCAN_START', '72'],
    ['SCAN_START', '5 minutes'],
    ['SCAN_START', '1h30m'],
    ['SCAN_START', '-3h'],
    ['SCAN_START', '2026-02-31T99:00:00Z'],
    ['SCAN_STATUSES', 'new,'],
    ['SCAN_STATUSES', 'New'],
    ['CONCURRENCY', '0'],
    ['CONCURRENCY', '1.5'],
    ['CONCURRENCY', '1e2'],
    ['DRY_RUN', 'TRUE'],
    ['TEMPORAL_ADDRESS', 'host:port'],
    ['ZENDESK_EMAIL', 'two words@example.com'],
    ['LLM_PRICE_INPUT_PER_MTOK', '0,15'],
  ])('%s=%j is a fault', (variable, value) => {
    expect(Object.keys(faultsOf({ [variable]: value }))).toEqual([variable]);
  });
});

describe('SCAN_START', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  test.each([
    ['30m', '2026-03-10T11:30:00.000Z'],
    ['72h', '2026-03-07T12:00:00.000Z'],
    ['7d', '2026-03-03T12:00:00.000Z'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01T02:00:00+02:00', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01', '2026-01-01T00:00:00.000Z'],
  ])('%s at noon of 10 March → %s', (value, expected) => {
    expect(tenantOf({ SCAN_START: value }).triage.scanStart(now)).toBe(expected);
  });
});

describe('lists', () => {
  test('spaces around the parts do not matter', () => {
    expect(tenantOf({ SCAN_STATUSES: ' new , pending' }).triage.statuses).toEqual(['new', 'pending']);
    expect(loadConfig({ ALLOW_PLAIN_HTTP: ' LLM.internal, ,b ' }).process.plainHttpHosts).toEqual([
      'llm.internal',
      'b',
    ]);
  });
});

describe('the Zendesk account', () => {
  test('of a subdomain → its address over TLS', () => {
    expect(tenantOf(ACCOUNT).platform).toMatchObject({
      kind: 'zendesk',
      baseUrl: 'https://acme.zendesk.com',
      account: 'acme',
      auth: { email: 'a@example.com', apiToken: 't-secret' },
    });
  });

  test('the base URL wins over the subdomain, without its last slash', () => {
    expect(tenantOf({ ...ACCOUNT, ZENDESK_BASE_URL: 'https://desk.example.com/' }).platform?.baseUrl).toBe(
      'https://desk.example.com',
    );
  });

  test('an OAuth token wins over e-mail and API token', () => {
    expect(tenantOf({ ...ACCOUNT, ZENDESK_OAUTH_TOKEN: 'o' }).platform?.auth).toEqual({ oauthToken: 'o' });
  });

  test.each([
    [{}, 'ZENDESK_EMAIL'],
    [{ ZENDESK_EMAIL: 'a@example.com' }, 'ZENDESK_API_TOKEN'],
    [{ ZENDESK_API_TOKEN: 't' }, 'ZENDESK_EMAIL'],
  ])('credentials %j are not enough: %s is asked for', (given, variable) => {
    const faults = faultsOf({ ZENDESK_SUBDOMAIN: 'acme', ...given });
    expect(faults).toEqual({
      [variable]: { expected: expect.stringContaining('ZENDESK_OAUTH_TOKEN'), got: 'unset' },
    });
  });

  test.each([
    ['ZENDESK_REQUESTS_PER_MINUTE', 'many'],
    ['ZENDESK_SUBDOMAIN', 'no good'],
    ['ZENDESK_BASE_URL', 'desk.example.com'],
    ['ZENDESK_UPDATES_PER_MINUTE', '0'],
  ])('a missing token is told beside a wrong %s', (variable, value) => {
    const env = { ZENDESK_SUBDOMAIN: 'acme', ZENDESK_EMAIL: 'a@example.com', [variable]: value };
    expect(Object.keys(faultsOf(env)).sort()).toEqual([variable, 'ZENDESK_API_TOKEN'].sort());
  });

  test('a missing e-mail address is told beside a wrong limit', () => {
    const env = { ZENDESK_SUBDOMAIN: 'acme', ZENDESK_REQUESTS_PER_MINUTE: '0' };
    expect(Object.keys(faultsOf(env)).sort()).toEqual(['ZENDESK_EMAIL', 'ZENDESK_REQUESTS_PER_MINUTE']);
  });

  test('an e-mail address that is none is wrong, not missing', () => {
    expect(Object.keys(faultsOf({ ...ACCOUNT, ZENDESK_EMAIL: 'nobody' }))).toEqual(['ZENDESK_EMAIL']);
  });

  test.each(['127.0.0.1:4000', 'htp://localhost:4000', 'ws://[::1]:4000/'])(
    '%s names this machine: only its scheme is a fault',
    (url) => expect(Object.keys(faultsOf({ ZENDESK_BASE_URL: url }))).toEqual(['ZENDESK_BASE_URL']),
  );

  test('on this machine wants no credentials', () => {
    expect(tenantOf({ ZENDESK_BASE_URL: 'http://127.0.0.1:4000' }).platform).toMatchObject({
      baseUrl: 'http://127.0.0.1:4000',
      auth: { email: expect.stringContaining('@') },
    });
  });
});

describe('the model', () => {
  test('a key alone → the vendor', () => {
    expect(tenantOf({ OPENAI_API_KEY: 'k' }).llm.endpoint).toEqual({
      baseUrl: 'https://api.openai.com/v1',
      apiKey: 'k',
    });
  });

  test('a base URL alone → that server, without a key', () => {
    expect(tenantOf({ OPENAI_BASE_URL: 'https://llm.example.com/v1/' }).llm.endpoint).toEqual({
      baseUrl: 'https://llm.example.com/v1',
      apiKey: undefined,
    });
  });
});

describe('plain HTTP', () => {
  const zendesk = (url: string) => ({ ...ACCOUNT, ZENDESK_BASE_URL: url });
  test.each([
    'http://127.0.0.1:4000',
    'http://127.9.9.9',
    'http://localhost:4000',
    'http://LOCALHOST',
    'http://[::1]:4000',
    'https://desk.example.com',
  ])('%s is fine', (url) => {
    expect(faultsOf({ ...zendesk(url), OPENAI_BASE_URL: url })).toEqual({});
  });

  test.each([
    'http://desk.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://10.0.0.1:8080',
    'http://127.0.0.1@desk.example.com',
  ])('%s is refused for platform and model', (url) => {
    expect(Object.keys(faultsOf({ ...zendesk(url), OPENAI_BASE_URL: url }))).toEqual([
      'ZENDESK_BASE_URL',
      'OPENAI_BASE_URL',
    ]);
  });

  test('to a host that ALLOW_PLAIN_HTTP names is fine, to no other', () => {
    const env = { ALLOW_PLAIN_HTTP: 'Desk.Internal', ...zendesk('http://desk.internal:8080') };
    expect(faultsOf(env)).toEqual({});
    expect(Object.keys(faultsOf({ ...env, OPENAI_BASE_URL: 'http://other.internal' }))).toEqual([
      'OPENAI_BASE_URL',
    ]);
  });

  test('a fault elsewhere does not hide it', () => {
    const env = { OPENAI_BASE_URL: 'http://llm.example.com', LLM_TIMEOUT_MS: 'long', LOG_LEVEL: 'loud' };
    expect(Object.keys(faultsOf(env)).sort()).toEqual(['LLM_TIMEOUT_MS', 'LOG_LEVEL', 'OPENAI_BASE_URL']);
  });

  test('the fault does not show what the URL holds beside its host', () => {
    expect(faultsOf(zendesk('http://user:hunter2@desk.example.com/x'))['ZENDESK_BASE_URL']?.got).toBe(
      'http://desk.example.com',
    );
  });
});
