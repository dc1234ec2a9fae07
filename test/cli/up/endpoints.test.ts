import { describe, expect, test } from '@jest/globals';
import { ConfigurationError, type Environment } from '../../../src/ports/setting.js';
import { loadConfig } from '../../../src/config/load.js';
import { decideEndpoints, endpointsOf } from '../../../src/cli/up/endpoints.js';
import { LOCAL, OTHER, REAL, SECRETS, tenantsOf } from '../../config/tenants/tenants-file-of.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const LOCAL_DESK = { ZENDESK_BASE_URL: 'http://127.0.0.1:4000' };
const REAL_DESK = { ZENDESK_SUBDOMAIN: 'acme', ZENDESK_EMAIL: 'a@example.com', ZENDESK_API_TOKEN: 't' };
const KEY = { OPENAI_API_KEY: 'k' };
const LOCAL_MODEL = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
const SAID = { DRY_RUN: 'true' };
const LIVE = { DRY_RUN: 'false' };

const decide = (env: Environment, realModel: boolean) => {
  const [tenant] = loadConfig(env).tenants;
  if (tenant === undefined) throw new Error('no tenant');
  return decideEndpoints(tenant, realModel);
};

/** `sim`: a simulator is started; `own`: the configured one is used; else the variables that are asked for. */
const outcome = (env: Environment, realModel: boolean) => {
  try {
    const { simulatePlatform, simulateModel } = decide(env, realModel);
    return `desk ${simulatePlatform ? 'sim' : 'own'}, model ${simulateModel ? 'sim' : 'own'}`;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.faults.map(({ variable }) => variable).join('+');
  }
};

describe('without --real-model', () => {
  test.each<[string, Environment, string]>([
    ['nothing configured', {}, 'desk sim, model sim'],
    ['a key in the environment', KEY, 'desk sim, model sim'],
    ['a model on this machine', LOCAL_MODEL, 'desk sim, model sim'],
    ['a desk on this machine', LOCAL_DESK, 'desk own, model sim'],
    ['a desk on this machine, a key', { ...LOCAL_DESK, ...KEY }, 'desk own, model sim'],
    ['desk and model on this machine', { ...LOCAL_DESK, ...LOCAL_MODEL }, 'desk own, model own'],
    ['a real desk alone', REAL_DESK, 'OPENAI_API_KEY+DRY_RUN'],
    ['a real desk, dry run said', { ...REAL_DESK, ...SAID }, 'OPENAI_API_KEY'],
    ['a real desk and a key, dry run not said', { ...REAL_DESK, ...KEY }, 'DRY_RUN'],
    ['a real desk and a key, dry run', { ...REAL_DESK, ...KEY, ...SAID }, 'desk own, model own'],
    ['a real desk and a key, live', { ...REAL_DESK, ...KEY, ...LIVE }, 'desk own, model own'],
    ['a real desk, a model here', { ...REAL_DESK, ...LOCAL_MODEL, ...LIVE }, 'desk own, model own'],
  ])('%s → %#', (_case, env, expected) => {
    expect(outcome(env, false)).toBe(expected);
  });
});

describe('with --real-model', () => {
  test.each<[string, Environment, string]>([
    ['nothing configured', {}, 'OPENAI_API_KEY'],
    ['a key', KEY, 'desk sim, model own'],
    ['a desk on this machine', LOCAL_DESK, 'OPENAI_API_KEY'],
    ['a desk on this machine, a key', { ...LOCAL_DESK, ...KEY }, 'desk own, model own'],
    ['a real desk and a key, dry run not said', { ...REAL_DESK, ...KEY }, 'DRY_RUN'],
    ['a real desk and a key, live', { ...REAL_DESK, ...KEY, ...LIVE }, 'desk own, model own'],
  ])('%s → %#', (_case, env, expected) => {
    expect(outcome(env, true)).toBe(expected);
  });

  test('a real desk alone: the missing model is named, and is never simulated', () => {
    expect(outcome({ ...REAL_DESK, ...LIVE }, true)).toMatch(/^OPENAI_API_KEY/);
  });
});

describe('tenants of a file', () => {
  const newFolder = temporaryFolders();
  const endpoints = (tenants: object[], realModel = false) =>
    endpointsOf(tenantsOf(newFolder(), { tenants }, SECRETS), realModel);
  const demoWithKey = { ...OTHER, model: { apiKey: { env: 'SHOP_KEY' } } };

  test('nothing is simulated for them, on this machine or elsewhere', () => {
    const none = { simulatePlatform: false, simulateModel: false };
    expect(endpoints([LOCAL, REAL])).toEqual(none);
    expect(endpoints([LOCAL], true)).toEqual(none);
  });

  test('a help desk here with a model elsewhere wants --real-model, whichever tenant it is', () => {
    expect(() => endpoints([LOCAL, demoWithKey])).toThrow(
      /tenants\[1\]\.model\.baseUrl: expected .+--real-model.+, got api\.openai\.com/,
    );
    expect(endpoints([LOCAL, demoWithKey], true).simulateModel).toBe(false);
  });

  test('without a file the one tenant of the variables decides', () => {
    expect(endpointsOf(loadConfig({}).tenants, false)).toEqual({
      simulatePlatform: true,
      simulateModel: true,
    });
  });
});
