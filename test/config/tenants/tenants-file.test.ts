import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { LOCAL, OTHER, REAL, SECRETS, tenantsOf } from './tenants-file-of.js';

const newFolder = temporaryFolders();
const tenantOf = (entry: object, env: Record<string, string> = SECRETS) => {
  const [tenant] = tenantsOf(newFolder(), { tenants: [entry] }, env);
  if (tenant === undefined) throw new Error('no tenant');
  return tenant;
};
const NOW = new Date('2026-03-10T12:00:00Z');

describe('a tenant that says little', () => {
  test('gets what a single tenant gets', () => {
    expect(tenantOf(LOCAL)).toMatchObject({
      name: 'acme',
      fileEntry: 'tenants[0]',
      platform: {
        ...{ kind: 'zendesk', account: 'http://127.0.0.1:4000', baseUrl: 'http://127.0.0.1:4000' },
        ...{ requestsPerMinute: 400, updatesPerMinute: 100, webhookSecret: null },
      },
      llm: {
        ...{ endpoint: { baseUrl: 'http://127.0.0.1:4001/v1', apiKey: undefined }, model: 'gpt-4o-mini' },
        ...{ timeoutMs: 30_000, priceInputPerMtokUsd: 0.15, priceOutputPerMtokUsd: 0.6 },
      },
      triage: {
        ...{ cron: '*/10 * * * *', statuses: ['new', 'open'], concurrency: 10 },
        ...{ dryRun: null, phoneRegion: 'US' },
      },
      policy: {
        ...{ summaryLanguage: 'en', bulkMail: 'tag', categories: [], categoryTagPrefix: 'ai_category_' },
        ...{ confidenceThreshold: 0, monthlyBudgetUsd: null },
      },
    });
    expect(tenantOf(LOCAL).triage.scanStart(NOW)).toBe('2026-03-09T12:00:00.000Z');
  });

  test('a real account has the address of its subdomain; its secrets come from the environment', () => {
    expect(tenantOf(REAL)).toMatchObject({
      platform: {
        ...{ baseUrl: 'https://shop.zendesk.com', account: 'shop' },
        auth: { email: 'triage@shop.example', apiToken: 't-hunter2' },
      },
      llm: { endpoint: { baseUrl: 'https://api.openai.com/v1', apiKey: 'k-hunter2' } },
      triage: { dryRun: true },
    });
  });
});

test('a tenant that says everything is taken at its word', () => {
  const tenant = tenantOf({
    name: 'all-of-it',
    platform: {
      ...{
        kind: 'zendesk',
        subdomain: 'desk',
        baseUrl: 'https://desk.example.com/',
        oauthToken: { env: 'SHOP_TOKEN' },
      },
      ...{ webhookSecret: { env: 'SHOP_KEY' }, requestsPerMinute: 200, updatesPerMinute: 30 },
    },
    model: {
      ...{
        baseUrl: 'https://llm.example.com/v1/',
        apiKey: { env: 'SHOP_KEY' },
        name: 'small',
        timeoutMs: 5_000,
      },
      ...{ priceInputPerMtokUsd: 0, priceOutputPerMtokUsd: 1.5, privateHosts: ['LLM.example.com'] },
    },
    scan: { cron: '@hourly', start: '2026-01-01', statuses: ['new', 'pending'], concurrency: 500 },
    ...{ dryRun: false, phoneRegion: 'BR', summaryLanguage: 'pt-BR', bulkMail: 'tag' },
    categories: [{ name: 'delivery', description: 'Where is my parcel?' }],
    ...{ categoryTagPrefix: 'ai_topic_', confidenceThreshold: 0.7, monthlyBudgetUsd: 12.5 },
  });
  expect(tenant).toMatchObject({
    platform: {
      ...{ baseUrl: 'https://desk.example.com', account: 'desk', auth: { oauthToken: 't-hunter2' } },
      ...{ webhookSecret: 'k-hunter2', requestsPerMinute: 200, updatesPerMinute: 30 },
    },
    llm: {
      ...{ endpoint: { baseUrl: 'https://llm.example.com/v1', apiKey: 'k-hunter2' }, model: 'small' },
      ...{ timeoutMs: 5_000, priceInputPerMtokUsd: 0, priceOutputPerMtokUsd: 1.5 },
      privateHosts: ['llm.example.com'],
    },
    triage: {
      ...{
        cron: '@hourly',
        statuses: ['new', 'pending'],
        concurrency: 500,
        dryRun: false,
        phoneRegion: 'BR',
      },
    },
    policy: {
      ...{
        summaryLanguage: 'pt-BR',
        bulkMail: 'tag',
        categoryTagPrefix: 'ai_topic_',
        confidenceThreshold: 0.7,
      },
      categories: [{ name: 'delivery', description: 'Where is my parcel?' }],
      monthlyBudgetUsd: 12.5,
    },
  });
  expect(tenant.triage.scanStart(NOW)).toBe('2026-01-01T00:00:00.000Z');
});

test('tenants keep the order of the file', () => {
  expect(tenantsOf(newFolder(), { tenants: [OTHER, LOCAL] }).map(({ name }) => name)).toEqual([
    'beta',
    'acme',
  ]);
});

test('aliases let tenants share a part; a key without a value counts as unset', () => {
  const tenants = tenantsOf(
    newFolder(),
    [
      'tenants:',
      '  - name: acme',
      '    platform: { baseUrl: http://127.0.0.1:4000, apiToken: }',
      '    model: &model { baseUrl: http://127.0.0.1:4001/v1, name: small }',
      '    categories:',
      '  - name: beta',
      '    platform: { baseUrl: http://127.0.0.1:4002 }',
      '    model: *model',
    ].join('\n'),
  );
  expect(tenants.map(({ llm }) => llm.model)).toEqual(['small', 'small']);
  expect(tenants[0]?.policy.categories).toEqual([]);
});

describe('a secret in a file', () => {
  const withToken = (file: string) => ({
    tenants: [{ ...REAL, platform: { ...REAL.platform, apiToken: { file } } }],
  });

  test.each(['hunter2', 'hunter2\n', 'hunter2\r\n'])('%j → without its last line end', (content) => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'token'), content);
    const expected = { auth: { apiToken: 'hunter2' } };
    // Beside the tenants file, whatever folder the process runs in.
    expect(tenantsOf(folder, withToken('token'))[0]?.platform).toMatchObject(expected);
    const absolute = path.join(folder, 'token');
    expect(tenantsOf(folder, withToken(absolute))[0]?.platform).toMatchObject(expected);
  });
});

describe('variables beside the file', () => {
  test('are what holds where an entry says nothing', () => {
    const env = {
      ...{ ZENDESK_REQUESTS_PER_MINUTE: '90', LLM_MODEL: 'small', SCAN_CRON: '@daily', CONCURRENCY: '3' },
      DEFAULT_PHONE_REGION: 'DE',
    };
    expect(tenantOf(LOCAL, env)).toMatchObject({
      platform: { requestsPerMinute: 90, updatesPerMinute: 100 },
      llm: { model: 'small' },
      triage: { cron: '@daily', concurrency: 3, phoneRegion: 'DE' },
    });
    const own = { ...LOCAL, scan: { concurrency: 7 }, model: { ...LOCAL.model, name: 'own' } };
    expect(tenantOf(own, env)).toMatchObject({ llm: { model: 'own' }, triage: { concurrency: 7 } });
  });

  test('a key of the environment is no model of a tenant', () => {
    expect(tenantOf(LOCAL, { OPENAI_API_KEY: 'k' }).llm.endpoint?.apiKey).toBeUndefined();
  });

  test('DRY_RUN=true holds for every tenant, also for one that says false', () => {
    expect(tenantOf({ ...LOCAL, dryRun: false }, { DRY_RUN: 'true' }).triage.dryRun).toBe(true);
    expect(tenantOf({ ...LOCAL, dryRun: true }, { DRY_RUN: 'false' }).triage.dryRun).toBe(true);
    expect(tenantOf(LOCAL, { DRY_RUN: 'false' }).triage.dryRun).toBe(false);
  });

  test('LLM_PRIVATE_HOSTS holds for every tenant; a tenant may narrow it', () => {
    const env = { LLM_PRIVATE_HOSTS: '127.0.0.1,llm.internal' };
    expect(tenantOf(LOCAL, env).llm.privateHosts).toEqual(['127.0.0.1', 'llm.internal']);
    const narrow = { ...LOCAL, model: { ...LOCAL.model, privateHosts: ['127.0.0.1'] } };
    expect(tenantOf(narrow, env).llm.privateHosts).toEqual(['127.0.0.1']);
  });
});

test('what else chooses its tickets, IDs as numbers or texts', () => {
  const filter = { group: { only: [360001, '360002'] }, tag: { except: ['spam'] } };
  expect(tenantOf({ ...LOCAL, scan: { filter } }).triage.filter).toEqual({
    group: { only: ['360001', '360002'] },
    tag: { except: ['spam'] },
  });
  expect(tenantOf(LOCAL).triage.filter).toEqual({});
});

test.each(['de', 'pt-BR', 'ticket'])('summaries in %s', (summaryLanguage) => {
  expect(tenantOf({ ...LOCAL, summaryLanguage }).policy.summaryLanguage).toBe(summaryLanguage);
});
