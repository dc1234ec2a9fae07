import { describe, expect, test } from '@jest/globals';
import { readyTenants } from '../../src/config/tenants/tenant.js';
import { createTenantRoster } from '../../src/compose/tenants-now.js';
import { LOCAL, OTHER, tenantsOf } from '../config/tenants/tenants-file-of.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const ready = (...tenants: object[]) => readyTenants(tenantsOf(newFolder(), { tenants }));
const rosterOf = (...tenants: object[]) => createTenantRoster(ready(...tenants), { plainHttpHosts: [] });

describe('the tenants of the moment', () => {
  test('whoever holds the maps sees who comes and goes', () => {
    const { services, configured, ...roster } = rosterOf(LOCAL);
    roster.serve(ready(OTHER));
    expect([[...services.keys()], [...configured.keys()]]).toEqual([
      ['acme', 'beta'],
      ['acme', 'beta'],
    ]);
    roster.drop(['acme']);
    expect([[...services.keys()], [...configured.keys()]]).toEqual([['beta'], ['beta']]);
  });

  test('another policy keeps the adapters, another model or help desk only the other one', () => {
    const roster = rosterOf(LOCAL);
    const before = roster.services.get('acme');
    roster.serve(ready({ ...LOCAL, dryRun: true }));
    const strict = roster.services.get('acme');
    expect(strict?.policy.dryRun).toBe(true);
    expect([strict?.platform === before?.platform, strict?.model === before?.model]).toEqual([true, true]);

    roster.serve(ready({ ...LOCAL, model: { ...LOCAL.model, name: 'larger' } }));
    const smarter = roster.services.get('acme');
    expect([smarter?.platform === before?.platform, smarter?.model.model]).toEqual([true, 'larger']);

    roster.serve(ready({ ...LOCAL, platform: { baseUrl: 'http://127.0.0.1:4009' } }));
    expect(roster.services.get('acme')?.platform).not.toBe(before?.platform);
  });

  test('a tenant that comes back has new adapters', () => {
    const roster = rosterOf(LOCAL, OTHER);
    const before = roster.services.get('acme');
    roster.drop(['acme']);
    roster.serve(ready(LOCAL));
    expect(roster.services.get('acme')?.platform).not.toBe(before?.platform);
  });

  test('their names are told at the beginning and after every change', () => {
    const told: (readonly string[])[] = [];
    const options = { plainHttpHosts: [], onNames: (names: readonly string[]) => void told.push(names) };
    const roster = createTenantRoster(ready(LOCAL), options);
    roster.serve(ready(OTHER));
    roster.drop(['acme']);
    expect(told).toEqual([['acme'], ['acme', 'beta'], ['beta']]);
  });
});
