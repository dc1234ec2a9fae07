import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { roomOf } from '../../setup/layers.mjs';

const REPOSITORY = process.cwd();

/** A tree with one fault a file, by the path from `src`; beside each, what is allowed and looks much like it. */
const PLANTED = {
  'domain/cycle-of-two.ts': `
    import { two } from './second-of-two.js';
    export const one = (): string => two();`,
  'domain/second-of-two.ts': `
    import { one } from './cycle-of-two.js';
    export const two = (): string => one();`,
  'cli/cycle-of-three.ts': `
    import { b } from './three/b.js';
    export const a = (): string => b();`,
  'cli/three/b.ts': `
    import { c } from './c.js';
    export const b = (): string => c();`,
  'cli/three/c.ts': `
    import { a } from '../cycle-of-three.js';
    export const c = (): string => a();`,
  'domain/below.ts': `export const below = 'below';`,
  'gateway/above.ts': `
    import { below } from '../domain/below.js';
    export const above = below;`,
  'records/climbs.ts': `
    import { above } from '../gateway/above.js';
    export const climbs = above;`,
  'records/climbs-by-type.ts': `
    import type { above } from '../gateway/above.js';
    export type Climbs = typeof above;`,
  'records/climbs-by-export.ts': `export { above } from '../gateway/above.js';`,
  'records/climbs-later.ts': `export const climbs = () => import('../gateway/above.js');`,
  'alerts/sideways.ts': `
    import { climbs } from '../records/climbs.js';
    export const sideways = climbs;`,
  'domain/reads-clock.ts': `export const now = Date.now();`,
  'domain/makes-date.ts': `export const now = new Date();`,
  'domain/calls-date.ts': `export const now = Date();`,
  'domain/leaves-to-chance.ts': `export const dice = Math.random();`,
  'domain/passes-clock-on.ts': `export const clock = { nowMs: Date.now };`,
  'domain/hides-chance.ts': `export const dice = Math['random']();`,
  'domain/imports-library.ts': `
    import got from 'got';
    export const fetchIt = (): Promise<unknown> => got('https://example.org').json();`,
  'domain/imports-built-in.ts': `
    import { randomUUID } from 'crypto';
    export const id = (): string => randomUUID();`,
  'domain/imports-pure-library.ts': `
    import { z } from 'zod';
    export const text = z.string();`,
  'domain/reads-environment.ts': `export const home = process.env['HOME'];`,
  'domain/given-time.ts': `export const iso = (ms: number): string => new Date(ms).toISOString();`,
  'records/reads-clock.ts': `export const now = [Date.now(), new Date(), Math.random()];`,
  'activities/act.ts': `export const act = (): Promise<string> => Promise.resolve('done');`,
  'workflows/imports-value.ts': `
    import { act } from '../activities/act.js';
    export const run = (): Promise<string> => act();`,
  'workflows/imports-type.ts': `
    import type { act } from '../activities/act.js';
    export type Act = typeof act;`,
  'platforms/zendesk/descriptor.ts': `export const zendesk = { kind: 'zendesk' };`,
  'health/names-vendor-in-text.ts': `
    export const isDefault = (kind: string): boolean => kind === 'zendesk';`,
  'health/names-vendor-in-template.ts': 'export const named = (key: string): string => `FRESHDESK_${key}`;',
  'health/names-vendor-in-pattern.ts': `export const vendor = /^(?:zendesk|other)$/;`,
  'health/names-vendor-in-name.ts': `
    interface Checks {
      freshdesk_api?: string;
    }
    export const none: Checks = {};`,
  'compose/imports-vendor.ts': `
    import { zendesk as descriptor } from '../platforms/zendesk/descriptor.js';
    export const kind = descriptor.kind;`,
  'health/tells-of-vendor.ts': `
    /** Zendesk of a minute, Freshdesk of none. */
    export const DELAY_MS = 60_000;`,
  'workflows/imports-node.ts': `
    import { readFileSync } from 'node:fs';
    export const read = (): string => readFileSync('x', 'utf8');`,
};

/** What the lint must find, by file, as rules; a file that is not here has no fault. */
const FAULTS = {
  'domain/cycle-of-two.ts': ['import-x/no-cycle'],
  'domain/second-of-two.ts': ['import-x/no-cycle'],
  'cli/cycle-of-three.ts': ['import-x/no-cycle'],
  'cli/three/b.ts': ['import-x/no-cycle'],
  'cli/three/c.ts': ['import-x/no-cycle'],
  'records/climbs.ts': ['house/layers'],
  'records/climbs-by-type.ts': ['house/layers'],
  'records/climbs-by-export.ts': ['house/layers'],
  'records/climbs-later.ts': ['house/layers'],
  'alerts/sideways.ts': ['house/layers'],
  'domain/reads-clock.ts': ['no-restricted-syntax'],
  'domain/makes-date.ts': ['no-restricted-syntax'],
  'domain/calls-date.ts': ['no-restricted-syntax'],
  'domain/leaves-to-chance.ts': ['no-restricted-syntax'],
  'domain/passes-clock-on.ts': ['no-restricted-syntax'],
  'domain/hides-chance.ts': ['no-restricted-syntax'],
  'domain/imports-library.ts': ['no-restricted-imports'],
  'domain/imports-built-in.ts': ['no-restricted-imports'],
  'domain/reads-environment.ts': ['no-restricted-globals', 'no-restricted-properties'],
  'health/names-vendor-in-text.ts': ['house/vendors'],
  'health/names-vendor-in-template.ts': ['house/vendors'],
  'health/names-vendor-in-pattern.ts': ['house/vendors'],
  'health/names-vendor-in-name.ts': ['house/vendors'],
  'compose/imports-vendor.ts': ['house/vendors'],
  'workflows/imports-value.ts': ['@typescript-eslint/no-restricted-imports'],
  'workflows/imports-node.ts': ['@typescript-eslint/no-restricted-imports'],
};

let folder;
let found;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'lint-'));
  for (const [file, text] of Object.entries(PLANTED)) {
    const place = path.join(folder, 'src', file);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, `${text.replace(/^\n/, '').replaceAll(/^ {4}/gm, '')}\n`);
  }
  await copyFile(path.join(REPOSITORY, 'package.json'), path.join(folder, 'package.json'));
  await writeFile(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: path.join(REPOSITORY, 'tsconfig.json'), include: ['src'] }),
  );
  await symlink(path.join(REPOSITORY, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  found = await lint(folder);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The rules that are broken in each file, by its path from `src`. Runs the command, as `npm run lint` does. */
async function lint(cwd) {
  const eslint = path.join(REPOSITORY, 'node_modules', 'eslint', 'bin', 'eslint.js');
  const config = path.join(REPOSITORY, 'eslint.config.mjs');
  const output = await new Promise((resolve, reject) => {
    const args = [eslint, '--config', config, '--format', 'json', 'src'];
    execFile(process.execPath, args, { cwd, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      error && error.code !== 1 ? reject(new Error(stderr, { cause: error })) : resolve(stdout),
    );
  });
  return new Map(
    JSON.parse(output).map(({ filePath, messages }) => [
      path.relative(path.join(cwd, 'src'), filePath).split(path.sep).join('/'),
      [...new Set(messages.map(({ ruleId, message }) => ruleId ?? message))].sort(),
    ]),
  );
}

test.each(Object.keys(PLANTED))('%s', (file) => {
  expect(found.get(file)).toEqual(FAULTS[file] ?? []);
});

test('every room of src has its layer', async () => {
  const entries = await readdir(path.join(REPOSITORY, 'src'), { recursive: true });
  const sources = entries
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /\.c?ts$/.test(file));
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.filter((file) => roomOf(file).layer === Infinity)).toEqual([]);
});
