import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { environmentExample, settingsDocument, tenantKeys } from '../../../src/config/reference/documents.js';
import { SECTIONS } from '../../../src/config/reference/sections.js';
import { variablesOf } from '../../../src/config/reference/setting.js';
import { loadConfig } from '../../../src/config/load.js';

const CHECKOUT = path.resolve(import.meta.dirname, '../../..');
const MADE_BY = 'npm run docs:configuration';
const read = (file: string) => readFileSync(path.join(CHECKOUT, file), 'utf8');
const variables = SECTIONS.flatMap(variablesOf);
const names = variables.map(({ name }) => name);

/** Conventions of terminals and systems, and what only tests set. */
const NOT_OURS = new Set(['NO_COLOR', 'FORCE_COLOR', 'TERM', 'XDG_CACHE_HOME', 'LOCALAPPDATA', 'CI']);
const OF_TESTS = new Set(['TEMPORAL_TEST_SERVER_PATH', 'NODE_OPTIONS', 'NODE_ENV']);
/** The two faces of one variable's name in the code: a schema's key, and what is taken from an environment. */
const READ = /^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*): |\benv(?:ironment)?(?:\.|\[')([A-Z][A-Z0-9_]+)\b/gm;

function variablesInCode(): Set<string> {
  const files = ['src', 'setup', 'bin'].flatMap((folder) =>
    readdirSync(path.join(CHECKOUT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|cts|mjs)$/.test(file))
      .map((file) => path.join(folder, file)),
  );
  const found = files.flatMap((file) => {
    const inSchemas = /^src\W(config|.*settings\.ts$)/.test(file);
    return [...read(file).matchAll(READ)].flatMap(
      ([, key, taken]) => taken ?? (inSchemas ? (key ?? []) : []),
    );
  });
  return new Set(found.filter((name) => !NOT_OURS.has(name) && !OF_TESTS.has(name)));
}

test(`docs/configuration.md says what the schemas say (else: ${MADE_BY})`, () => {
  expect(read('docs/configuration.md')).toBe(settingsDocument());
});

test(`.env.example says what the schemas say (else: ${MADE_BY})`, () => {
  expect(read('.env.example')).toBe(environmentExample());
});

test('every variable that the code reads is described', () => {
  const found = variablesInCode();
  expect([...found].filter((name) => !names.includes(name))).toEqual([]);
  expect(found.size).toBeGreaterThan(60);
});

test('no variable is described twice, and none that no code reads', () => {
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  const found = variablesInCode();
  const ofTheVendor = /^TEMPORAL_(TLS|API_KEY|DEPLOYMENT_NAME|WORKER_BUILD_ID)/;
  expect(names.filter((name) => !found.has(name) && !ofTheVendor.test(name))).toEqual([]);
});

test('.env.example with every line in force but its secrets and files is a configuration', () => {
  const lines = [...environmentExample().matchAll(/^#([A-Z][A-Z0-9_]*)=(.+)$/gm)];
  const env = Object.fromEntries(lines.map(([, name, value]) => [name as string, value as string]));
  for (const file of ['TENANTS_FILE', 'FALLBACK_CLASSIFIER']) delete env[file];
  expect(() => loadConfig({ ...env, ZENDESK_OAUTH_TOKEN: 'hunter2' })).not.toThrow();
  expect(Object.keys(env).length).toBeGreaterThan(30);
});

test('a default that the document shows is the one that holds', () => {
  const fixed = variables.filter(({ fixedDefault }) => fixedDefault !== null);
  const said = Object.fromEntries(fixed.map(({ name, fixedDefault }) => [name, fixedDefault as string]));
  const comparable = (env: Record<string, string>) =>
    JSON.parse(JSON.stringify({ ...loadConfig(env), process: null })) as unknown;
  expect(comparable(said)).toEqual(comparable({}));
  expect(fixed.length).toBeGreaterThan(20);
});

test('a variable is secret in the document where messages do not show it', () => {
  const secrets = variables.filter(({ isSecret }) => isSecret).map(({ name }) => name);
  expect(secrets).toEqual(
    expect.arrayContaining([
      'ZENDESK_API_TOKEN',
      'OPENAI_API_KEY',
      'DATABASE_URL',
      'SMTP_URL',
      'GATEWAY_TOKEN',
    ]),
  );
  expect(secrets).not.toContain('ZENDESK_EMAIL');
});

test('keys of both kinds of help desk are in the document, and name variables that are', () => {
  const keys = tenantKeys();
  expect(keys.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'name',
      'platform.apiToken',
      'platform.apiKey',
      'scan.filter',
      'categories[].name',
    ]),
  );
  const named = keys.flatMap(({ otherwise }) => [...(otherwise ?? '').matchAll(/`([A-Z_]+)`/g)]);
  expect(named.map(([, name]) => name).filter((name) => !names.includes(name as string))).toEqual([]);
});
