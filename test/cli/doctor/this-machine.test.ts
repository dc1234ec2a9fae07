import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  newEncryptionKeyText,
  parseEncryptionKeys,
  keyFileIn,
  loadOrCreateKey,
} from '../../../src/crypto/keys.js';
import { loadConfig, type TenantConfig } from '../../../src/config/load.js';
import { configurationCheck } from '../../../src/cli/doctor/configuration.js';
import { dataFolderCheck, encryptionKeyCheck } from '../../../src/cli/doctor/installation.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const newFolder = temporaryFolders();

describe('configuration', () => {
  const DESK = { ZENDESK_SUBDOMAIN: 'acme', ZENDESK_EMAIL: 'a@acme.example', ZENDESK_API_TOKEN: 'hunter2' };
  const MODEL = { OPENAI_API_KEY: 'hunter2' };
  const tenantOf = (env: Record<string, string>) => loadConfig(env).tenants[0] as TenantConfig;

  test.each<[string, Record<string, string>, object]>([
    ['complete', { ...DESK, ...MODEL, DRY_RUN: 'false' }, { status: 'ok' }],
    ['a dry run', { ...DESK, ...MODEL, DRY_RUN: 'true' }, { found: expect.stringContaining('dry run') }],
    ['DRY_RUN not said for a real help desk', { ...DESK, ...MODEL }, { status: 'warning' }],
    [
      'DRY_RUN not said for a simulator',
      { ...MODEL, ZENDESK_BASE_URL: 'http://127.0.0.1:1' },
      { status: 'ok' },
    ],
    ['no model', { ...DESK, DRY_RUN: 'true' }, { status: 'error', fault: 'configuration' }],
    ['nothing', {}, { status: 'error', details: { faults: [expect.anything(), expect.anything()] } }],
  ])('%s', async (_what, env, expected) => {
    const finding = await configurationCheck(tenantOf(env)).run();
    expect(finding).toMatchObject(expected);
    expect(JSON.stringify(finding)).not.toContain('hunter2');
  });
});

describe('data folder', () => {
  test('one that is there → its free space, and nothing new in it', async () => {
    const folder = newFolder();
    const finding = await dataFolderCheck(folder).run();
    expect(finding.found).toMatch(/can be written to, [\d.]+ GiB free/);
    expect(finding.details).toMatchObject({ dataDir: folder, freeBytes: expect.any(Number) });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('one that is not there yet → it can be made, and is not', async () => {
    const folder = newFolder();
    const finding = await dataFolderCheck(path.join(folder, 'deep', 'data')).run();
    expect(finding.found).toContain('is made at the first start');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('one that cannot be made there → error', async () => {
    const file = path.join(newFolder(), 'file');
    writeFileSync(file, '');
    const finding = await dataFolderCheck(path.join(file, 'data')).run();
    expect(finding).toMatchObject({ status: 'error', fault: 'failed' });
  });
});

describe('encryption key', () => {
  const check = (dataDir: string, options: { keys?: string; ownServer?: boolean } = {}) => {
    const parsed = options.keys === undefined ? null : parseEncryptionKeys(options.keys);
    const configured = parsed !== null && 'keys' in parsed ? parsed.keys : null;
    return encryptionKeyCheck({ configured, dataDir, ownServer: options.ownServer ?? false }).run();
  };

  test('configured → which encrypts and which decrypt; no key is shown', async () => {
    const [first, second] = [newEncryptionKeyText('2026-11'), newEncryptionKeyText('2026-01')];
    const finding = await check(newFolder(), { keys: `${first},${second}`, ownServer: true });
    expect(finding).toMatchObject({ status: 'ok', details: { keyIds: ['2026-11', '2026-01'] } });
    expect(finding.found).toContain('2026-11 encrypts, 2026-01 decrypt too');
    expect(JSON.stringify(finding)).not.toContain(first.split(':')[1]);
  });

  test('kept in the data folder → ok', async () => {
    const folder = newFolder();
    loadOrCreateKey(folder);
    expect((await check(folder, { ownServer: true })).status).toBe('ok');
  });

  test('a damaged key file → error, without its content', async () => {
    const folder = newFolder();
    writeFileSync(keyFileIn(folder), 'hunter2');
    const finding = await check(folder);
    expect(finding).toMatchObject({ status: 'error', fault: 'failed' });
    expect(finding.found).not.toContain('hunter2');
  });

  test('none, before the first `up` → a warning, and none is made', async () => {
    const folder = newFolder();
    expect((await check(folder)).status).toBe('warning');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('none, with a Temporal server of one’s own → a fault of the configuration', async () => {
    expect(await check(newFolder(), { ownServer: true })).toMatchObject({
      status: 'error',
      fault: 'configuration',
      advice: expect.stringContaining('PAYLOAD_ENCRYPTION_KEYS'),
    });
  });
});
