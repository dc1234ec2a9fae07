import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { DEFAULT_VERDICT_POLICY } from '../../../src/domain/tenant-policy.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { faultsOf, tenantsOf } from './tenants-file-of.js';

const newFolder = temporaryFolders();
const DOCUMENT = readFileSync(path.resolve(import.meta.dirname, '../../../docs/tenants.md'), 'utf8');
const EXAMPLE = /```yaml\n([^]*?)```/.exec(DOCUMENT)?.[1] ?? '';
/** Every secret that the example refers to by a variable. */
const ENV = Object.fromEntries(
  [...EXAMPLE.matchAll(/env: (\w+)/g)].map(([, name]) => [name as string, 'hunter2'] as const),
);

function folderWithSecret(): string {
  const folder = newFolder();
  mkdirSync(path.join(folder, 'secrets'));
  writeFileSync(path.join(folder, 'secrets', 'beta-zendesk-token'), 'hunter2\n');
  return folder;
}

test('the example of docs/tenants.md is a tenants file', () => {
  const [acme, beta] = tenantsOf(folderWithSecret(), EXAMPLE, ENV);
  expect(acme).toMatchObject({ name: 'acme', platform: { account: 'acme', webhookSecret: 'hunter2' } });
  expect(acme?.policy.categories.map(({ name }) => name)).toEqual(['delivery', 'warranty']);
  expect(beta).toMatchObject({ name: 'beta', triage: { dryRun: false, phoneRegion: 'DE' } });
});

test('what the example says beta has without saying it, it has', () => {
  const [acme, beta] = tenantsOf(folderWithSecret(), EXAMPLE, ENV);
  for (const setting of ['cron', 'statuses', 'concurrency'] as const)
    expect(beta?.triage[setting]).toEqual(acme?.triage[setting]);
  for (const setting of ['requestsPerMinute', 'updatesPerMinute'] as const)
    expect(beta?.platform?.[setting]).toBe(acme?.platform?.[setting]);
  expect(beta?.policy).toEqual({ ...DEFAULT_VERDICT_POLICY, summaryLanguage: 'de' });
});

test('without its secrets the example has a fault for each of them', () => {
  expect(faultsOf(newFolder(), EXAMPLE, {}).map((fault) => fault.split(':')[0])).toEqual([
    'tenants[0].platform.apiToken',
    'tenants[0].platform.webhookSecret',
    'tenants[0].model.apiKey',
    'tenants[1].platform.oauthToken',
  ]);
});
