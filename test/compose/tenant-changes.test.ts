import { describe, expect, test } from '@jest/globals';
import { readyTenants } from '../../src/config/tenants/tenant.js';
import { isNoChange, tenantChanges } from '../../src/compose/tenants-file.js';
import { LOCAL, OTHER, REAL, SECRETS, tenantsOf } from '../config/tenants/tenants-file-of.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const tenants = (list: readonly object[], env: Record<string, string> = SECRETS) =>
  readyTenants(tenantsOf(newFolder(), { tenants: list }, env));
const namesOf = (before: readonly object[], after: readonly object[]) => {
  const { added, changed, removed } = tenantChanges(tenants(before), tenants(after));
  return { added: added.map(({ name }) => name), changed: changed.map(({ name }) => name), removed };
};
const NOTHING = { added: [], changed: [], removed: [] };

describe('between two readings of a tenants file', () => {
  test('nothing differs when only their order does', () => {
    expect(namesOf([LOCAL, OTHER, REAL], [REAL, LOCAL, OTHER])).toEqual(NOTHING);
  });

  test('who came and who went is told', () => {
    expect(namesOf([LOCAL, OTHER], [OTHER, REAL])).toEqual({
      added: ['shop'],
      changed: [],
      removed: ['acme'],
    });
  });

  test.each([
    ['the model', { model: { ...LOCAL.model, name: 'larger' } }],
    ['the cron', { scan: { cron: '0 * * * *' } }],
    ['where the first scan begins', { scan: { start: '48h' } }],
    ['a time instead of an age', { scan: { start: '2025-12-31T00:00:00Z' } }],
    ['a rate', { platform: { ...LOCAL.platform, requestsPerMinute: 7 } }],
    ['the budget', { monthlyBudgetUsd: 9 }],
    ['dry run', { dryRun: true }],
  ])('%s makes it a changed one', (_what, part) => {
    expect(namesOf([LOCAL, OTHER], [{ ...LOCAL, ...part }, OTHER])).toEqual({
      ...NOTHING,
      changed: ['acme'],
    });
  });

  test('another value of a secret is a change, although the file is the same', () => {
    const changes = tenantChanges(tenants([REAL]), tenants([REAL], { ...SECRETS, SHOP_TOKEN: 'new' }));
    expect(changes.changed.map(({ name }) => name)).toEqual(['shop']);
    expect(isNoChange(changes)).toBe(false);
  });
});
