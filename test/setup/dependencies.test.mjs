import { describe, expect, test } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dependenciesAreInstalled, installDependencies } from '../../setup/dependencies.mjs';
import { useTemporaryFolders } from './support/temporary-folder.mjs';

const temporaryFolder = useTemporaryFolders();

const LOCKED = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/b-darwin': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};

async function checkoutWith({ locked = LOCKED, installed }) {
  const checkout = await temporaryFolder();
  await writeFile(path.join(checkout, 'package-lock.json'), JSON.stringify({ packages: locked }));
  await mkdir(path.join(checkout, 'node_modules'));
  if (!installed) return checkout;
  const record = path.join(checkout, 'node_modules', '.package-lock.json');
  await writeFile(record, JSON.stringify({ packages: installed }));
  return checkout;
}

describe('dependenciesAreInstalled', () => {
  const a = LOCKED['node_modules/a'];
  test.each([
    ['all there, optional ones for other platforms apart', { 'node_modules/a': a }, true],
    ['a further package that nobody asked for', { 'node_modules/a': a, 'node_modules/z': a }, true],
    ['a package missing', {}, false],
    ['another version', { 'node_modules/a': { ...a, version: '1.0.1' } }, false],
    ['the same version with other content', { 'node_modules/a': { ...a, integrity: 'sha512-x' } }, false],
    ['an optional package in another version', { 'node_modules/a': a, 'node_modules/b-darwin': a }, false],
    ['an installation that was interrupted', null, false],
  ])('%s: %#', async (_what, installed, expected) => {
    expect(await dependenciesAreInstalled(await checkoutWith({ installed }))).toBe(expected);
  });
});

describe('installDependencies', () => {
  test('runs npm ci in the checkout with development packages, also where NODE_ENV is production', async () => {
    const commands = [];
    const run = async (...command) => commands.push(command) && { ok: true, output: '', failure: '' };
    const env = { NODE_ENV: 'production' };
    await installDependencies('/checkout', { env, run });
    const [[, args, options]] = commands;
    expect(args).toEqual(expect.arrayContaining(['ci', '--include=dev']));
    expect(options).toEqual({ cwd: '/checkout', env });
  });

  test('the npm that started us is used, without a shell', async () => {
    const folder = await temporaryFolder();
    const script = path.join(folder, 'npm-cli.js');
    await writeFile(script, '');
    const commands = [];
    const run = async (...command) => commands.push(command) && { ok: true, output: '', failure: '' };
    await installDependencies('/checkout', { env: { npm_execpath: script }, run });
    const [[file, args]] = commands;
    expect([file, ...args.slice(0, 2)]).toEqual([process.execPath, script, 'ci']);
  });

  test('disturbed by an npm that a killed set-up left behind → once more', async () => {
    const results = [
      { ok: false, output: 'npm error code ENOTEMPTY\n', failure: 'exit code 217' },
      { ok: true, output: '', failure: '' },
    ];
    await installDependencies('/checkout', { env: {}, run: async () => results.shift() });
    expect(results).toEqual([]);
  });

  test('npm fails → its reasons, not its usage', async () => {
    const output =
      'npm error code EUSAGE\nnpm error\nnpm error Missing: a@1 from lock file\nnpm error   --dry-run\n';
    const run = async () => ({ ok: false, output, failure: 'exit code 1' });
    await expect(installDependencies('/checkout', { env: {}, run })).rejects.toMatchObject({
      name: 'SetUpError',
      message: 'npm ci failed:\nnpm error code EUSAGE\nnpm error Missing: a@1 from lock file',
    });
  });
});
