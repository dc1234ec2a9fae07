import { describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../src/ports/setting.js';
import { loadConfig } from '../../src/config/load.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { faultsOf, LOCAL, tenantsOf } from './tenants/tenants-file-of.js';

const newFolder = temporaryFolders();
const policyOf = (env: Record<string, string>) => loadConfig(env).tenants[0]?.policy;
const file = (own: object = {}) => ({ tenants: [{ ...LOCAL, ...own }] });

describe('of the environment', () => {
  test('nothing said: no settle time, and replies lead to no new verdict', () => {
    expect(policyOf({})).toMatchObject({ settleSeconds: 0, reanalyzeReplies: false });
  });

  test('both said', () => {
    expect(policyOf({ SETTLE_SECONDS: '45', REANALYZE_REPLIES: 'true' })).toMatchObject({
      ...{ settleSeconds: 45, reanalyzeReplies: true, summaryLanguage: 'en' },
    });
  });

  test.each(['0', '3600'])('SETTLE_SECONDS=%s is allowed', (value) => {
    expect(policyOf({ SETTLE_SECONDS: value })?.settleSeconds).toBe(Number(value));
  });

  test.each([
    ['SETTLE_SECONDS', '3601'],
    ['SETTLE_SECONDS', '-1'],
    ['SETTLE_SECONDS', '1.5'],
    ['SETTLE_SECONDS', '30s'],
    ['REANALYZE_REPLIES', 'yes'],
  ])('%s=%s is a fault', (variable, value) => {
    const load = () => loadConfig({ [variable]: value });
    expect(load).toThrow(ConfigurationError);
    expect(load).toThrow(new RegExp(`${variable}: expected`));
  });
});

describe('of a tenants file', () => {
  test('what the entry says holds, else what the variables say', () => {
    const env = { SETTLE_SECONDS: '45', REANALYZE_REPLIES: 'true' };
    const own = tenantsOf(newFolder(), file({ settleSeconds: 0, reanalyzeReplies: false }), env)[0];
    expect(own?.policy).toMatchObject({ settleSeconds: 0, reanalyzeReplies: false });
    expect(tenantsOf(newFolder(), file(), env)[0]?.policy).toMatchObject({
      ...{ settleSeconds: 45, reanalyzeReplies: true },
    });
  });

  test.each([
    ['settleSeconds', 3601],
    ['settleSeconds', 0.5],
    ['settleSeconds', '30'],
    ['reanalyzeReplies', 1],
  ])('%s of %j is a fault at its path', (setting, value) => {
    const [fault, ...others] = faultsOf(newFolder(), file({ [setting]: value }), {});
    expect(fault).toMatch(new RegExp(`^tenants\\[0\\]\\.${setting}: expected `));
    expect(others).toEqual([]);
  });
});
