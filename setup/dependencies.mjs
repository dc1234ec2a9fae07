import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './run-command.mjs';
import { SetUpError } from './set-up-error.mjs';

const MOST_ERROR_LINES = 12;

/** npm's complaints when another npm, left over from a set-up that was killed, still works in node_modules. */
const DISTURBED = /^npm error code (ENOTEMPTY|ENOENT|EEXIST|EBUSY)$/m;

/**
 * @typedef {{ version?: string, resolved?: string, integrity?: string, optional?: boolean }} LockedPackage
 */

/**
 * Whether node_modules holds every package of package-lock.json, in the version it names. npm writes what it has
 * installed to `node_modules/.package-lock.json` as its last step, so an interrupted installation counts as none.
 * Optional packages (binaries for other platforms) may be missing.
 * @param {string} checkout
 */
export async function dependenciesAreInstalled(checkout) {
  const wanted = await readPackages(path.join(checkout, 'package-lock.json'));
  const installed = await readPackages(path.join(checkout, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(
    ([folder, entry]) =>
      folder === '' ||
      (entry.optional && !installed[folder]) ||
      (installed[folder]?.version === entry.version && installed[folder]?.integrity === entry.integrity),
  );
}

/**
 * Installs exactly what package-lock.json names, development packages too, whatever NODE_ENV says: the build
 * needs them. Replaces node_modules.
 * @param {string} checkout
 * @param {{ env: Record<string, string | undefined>, run?: import('./run-command.mjs').RunCommand }} options
 * @throws {SetUpError} when npm fails, with npm's reasons
 */
export async function installDependencies(checkout, { env, run = runCommand }) {
  const [file, ...args] = npmCommand(env);
  const install = () =>
    run(file, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: checkout, env });
  let result = await install();
  if (DISTURBED.test(result.output)) result = await install();
  if (result.ok) return;
  throw new SetUpError(`npm ci failed:\n${describeNpmErrors(result)}`);
}

/** npm says why in its first error lines and ends with its usage and hints. */
function describeNpmErrors(/** @type {import('./run-command.mjs').CommandResult} */ { output, failure }) {
  const reasons = output.split(/\r?\n/).filter((line) => /^npm error \S/.test(line));
  return reasons.length > 0 ? reasons.slice(0, MOST_ERROR_LINES).join('\n') : failure;
}

/**
 * The command line that runs npm without a shell: npm's own script when npm started us or lies beside Node
 * (Windows can start `npm.cmd` through a shell only), else `npm` from PATH.
 * @param {Record<string, string | undefined>} env
 * @returns {string[]}
 */
function npmCommand(env) {
  const nodeFolder = path.dirname(process.execPath);
  const scripts = [
    env.npm_execpath ?? '',
    path.join(nodeFolder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(nodeFolder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = scripts.find((file) => path.basename(file) === 'npm-cli.js' && existsSync(file));
  return script ? [process.execPath, script] : ['npm'];
}

/** @param {string} file @returns {Promise<Record<string, LockedPackage> | null>} null when there is no such file */
async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
