import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { readyTenants } from '../../src/config/tenants/tenant.js';
import { tenantsSource } from '../../src/config/tenants/configured-tenants.js';
import {
  followTenantsFile,
  type TenantsFileFollower,
  type TenantChanges,
} from '../../src/compose/tenants-file.js';
import { LOCAL, OTHER, REAL } from '../config/tenants/tenants-file-of.js';
import { eventually } from '../support/poll.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
/** Longer than any test: only who asks is answered. */
const NEVER_MS = 3_600_000;

let following: TenantsFileFollower | null = null;
afterEach(() => following?.stop(), 30_000);

/** A tenants file that is followed, and what came of it. */
function followed({
  tenants = [LOCAL],
  lookEveryMs = NEVER_MS,
  env = {},
  folder = newFolder(),
}: {
  tenants?: readonly object[];
  lookEveryMs?: number;
  env?: Record<string, string>;
  folder?: string;
} = {}) {
  const file = path.join(folder, 'tenants.yaml');
  const write = (content: readonly object[] | string) =>
    writeFileSync(file, typeof content === 'string' ? content : stringify({ tenants: content }));
  write(tenants);
  const source = tenantsSource(() => ({ ...env, TENANTS_FILE: file }));
  const read = () => readyTenants(source?.() ?? []);
  const applied: string[] = [];
  const errors: string[] = [];
  const validity: boolean[] = [];
  const failing: Error[] = [];
  const apply = ({ added, changed, removed }: TenantChanges): Promise<void> => {
    const error = failing.shift();
    if (error !== undefined) return Promise.reject(error);
    for (const { name } of added) applied.push(`+${name}`);
    for (const { name } of changed) applied.push(`~${name}`);
    for (const name of removed) applied.push(`-${name}`);
    return Promise.resolve();
  };
  const logger = { info: () => undefined, error: (_: object, message: string) => void errors.push(message) };
  const follower = followTenantsFile({
    ...{ read, inForce: read(), apply, logger: logger as never, lookEveryMs },
    onValidity: (valid) => void validity.push(valid),
  });
  following = follower;
  return { ...{ folder, file, write, env, applied, errors, validity, failing }, lookNow: follower.lookNow };
}

describe('a file that changes', () => {
  test('by itself: who came, changed and went is applied', async () => {
    const { write, applied } = followed({ tenants: [LOCAL, OTHER], lookEveryMs: 5 });
    write([
      { ...OTHER, dryRun: true },
      { ...LOCAL, name: 'gamma', platform: { baseUrl: 'http://127.0.0.1:4003' } },
    ]);
    await eventually('the changes', () => applied.length > 0 || undefined);
    expect(applied).toEqual(['+gamma', '~beta', '-acme']);
  });

  test('as Kubernetes swaps a mount, by a symbolic link: applied', async () => {
    const folder = newFolder();
    const dated = (name: string, tenants: readonly object[]) => {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'tenants.yaml'), stringify({ tenants }));
      symlinkSync(name, path.join(folder, `${name}.link`));
      renameSync(path.join(folder, `${name}.link`), path.join(folder, '..data'));
    };
    dated('..first', [LOCAL]);
    const file = path.join(folder, '..data', 'tenants.yaml');
    const source = tenantsSource(() => ({ TENANTS_FILE: file }));
    const read = () => readyTenants(source?.() ?? []);
    const applied: string[] = [];
    following = followTenantsFile({
      ...{ read, inForce: read(), onValidity: () => undefined, lookEveryMs: 5 },
      logger: { info: () => undefined, error: () => undefined } as never,
      apply: ({ added }) => Promise.resolve(void applied.push(...added.map(({ name }) => name))),
    });
    dated('..second', [LOCAL, OTHER]);
    await eventually('the new tenant', () => applied.length > 0 || undefined);
    expect(applied).toEqual(['beta']);
  });

  test('only in the file of a secret: the tenant is changed', async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'token'), 'old\n');
    const real = { ...REAL, platform: { ...REAL.platform, apiToken: { file: 'token' } } };
    const { applied, lookNow } = followed({ tenants: [real], folder, env: { SHOP_KEY: 'k' } });
    writeFileSync(path.join(folder, 'token'), 'new\n');
    await lookNow();
    expect(applied).toEqual(['~shop']);
  });

  test('with a secret in an environment that is read again: applied', async () => {
    const { env, write, applied, lookNow } = followed();
    write([LOCAL, REAL]);
    Object.assign(env, { SHOP_TOKEN: 't', SHOP_KEY: 'k' });
    await lookNow();
    expect(applied).toEqual(['+shop']);
  });

  test('and changes back before it counts: nothing is applied', async () => {
    const { write, applied, lookNow } = followed();
    write([LOCAL, OTHER]);
    write([LOCAL]);
    await lookNow();
    expect(applied).toEqual([]);
  });
});

test('a file that never says the same twice, as one that is being written, is not applied', async () => {
  const folder = newFolder();
  const file = path.join(folder, 'tenants.yaml');
  const source = tenantsSource(() => ({ TENANTS_FILE: file }));
  const applied: number[] = [];
  let looks = 0;
  const read = () => {
    looks += 1;
    writeFileSync(file, stringify({ tenants: [LOCAL, OTHER].slice(0, 1 + (looks % 2)) }));
    return readyTenants(source?.() ?? []);
  };
  following = followTenantsFile({
    ...{ read, inForce: read(), onValidity: () => undefined, lookEveryMs: 2 },
    logger: { info: () => undefined, error: () => undefined } as never,
    apply: () => Promise.resolve(void applied.push(looks)),
  });
  await eventually('some looks', () => looks > 6 || undefined);
  expect(applied).toEqual([]);
}, 30_000);

describe('a file with faults', () => {
  test('changes nothing; every fault is told, once, and no secret', async () => {
    const { write, applied, errors, validity, lookNow } = followed();
    write([
      { ...LOCAL, dryrun: true },
      { ...REAL, platform: { ...REAL.platform, apiToken: 'hunter2' } },
    ]);
    await lookNow();
    await lookNow();
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      /stay as they were[^]*tenants\[0\]\.dryrun[^]*tenants\[1\]\.platform\.apiToken/,
    );
    expect(errors[0]).not.toContain('hunter2');
    expect([applied, validity.at(-1)]).toEqual([[], false]);
  });

  test.each([
    ['broken YAML', 'tenants: ['],
    ['no tenants', 'tenants: []'],
    ['nothing', ''],
  ])('%s: the tenants stay', async (_what, content) => {
    const { write, applied, errors, lookNow } = followed();
    write(content);
    await lookNow();
    expect([applied, errors.length]).toEqual([[], 1]);
  });

  test('mended: it is valid again, and what it says is applied', async () => {
    const { write, applied, validity, lookNow } = followed();
    write('tenants: [');
    await lookNow();
    write([LOCAL, OTHER]);
    await lookNow();
    expect([applied, validity.at(-1)]).toEqual([['+beta'], true]);
  });

  test('mended to what it was: nothing is applied', async () => {
    const { write, applied, validity, lookNow } = followed();
    write('tenants: [');
    await lookNow();
    write([LOCAL]);
    await lookNow();
    expect([applied, validity.at(-1)]).toEqual([[], true]);
  });
});

test('a change that could not be put in force is tried again, whole', async () => {
  const { write, applied, errors, failing, lookNow } = followed();
  failing.push(new Error('Temporal is away'));
  write([OTHER]);
  await lookNow();
  expect([applied, errors]).toEqual([[], ['the tenants file could not be put in force; trying again']]);
  await lookNow();
  expect(applied).toEqual(['+beta', '-acme']);
});

test('without a tenants file there is nothing to read again', () => {
  expect(tenantsSource(() => ({ ZENDESK_SUBDOMAIN: 'acme' }))).toBeNull();
});
