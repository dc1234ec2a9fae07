import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { lastLines, runCommand } from './run-command.mjs';
import { SetUpError } from './set-up-error.mjs';
import { hashSources } from './source-hash.mjs';

const SOURCE_FOLDERS = ['src', 'simulators', 'bench'];
const INPUTS = [
  ...SOURCE_FOLDERS,
  'dashboard',
  'setup/bundle-workflows.mjs',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];
const STAMP = path.join('dist', '.build-stamp');
const WORKFLOWS = path.join('src', 'workflows', 'index');
const DASHBOARD = 'dashboard/vite.config.mjs';

/** Whether dist/ was made from exactly the sources, compiler settings and packages that are there now. */
export async function buildIsCurrent(/** @type {string} */ checkout) {
  const stamp = await readFile(path.join(checkout, STAMP), 'utf8').catch(() => '');
  return stamp !== '' && stamp === (await hashSources(checkout, INPUTS));
}

/**
 * Compiles the TypeScript sources into dist/, removes what was compiled from sources that are gone, and bundles
 * the workflows into dist/workflow-bundle*.js and the dashboard into dist/dashboard, each in a process of its own:
 * compilers leave much memory behind.
 * @param {string} checkout
 * @throws {SetUpError} with the compiler's messages
 */
export async function compile(checkout) {
  const hash = await hashSources(checkout, INPUTS);
  await rm(path.join(checkout, STAMP), { force: true });
  await removeOrphans(checkout);
  await runTool(checkout, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  if (existsSync(path.join(checkout, `${WORKFLOWS}.ts`))) {
    await runTool(checkout, ['setup/bundle-workflows.mjs']);
  }
  if (existsSync(path.join(checkout, DASHBOARD))) {
    await runTool(checkout, ['node_modules/vite/bin/vite.js', 'build', '--config', DASHBOARD]);
  }
  await mkdir(path.join(checkout, 'dist'), { recursive: true });
  await writeFile(path.join(checkout, STAMP), hash);
}

/** @param {string} checkout @param {string[]} args a script, relative to the checkout, and its arguments */
async function runTool(checkout, [script, ...args]) {
  const result = await runCommand(process.execPath, [path.join(checkout, script), ...args], {
    cwd: checkout,
  });
  if (result.ok) return;
  throw new SetUpError(`${[script, ...args].join(' ')} failed:\n${lastLines(result.output, 40)}`);
}

/** The compiler never deletes what it wrote for a source that was since renamed or removed. */
async function removeOrphans(/** @type {string} */ checkout) {
  for (const folder of SOURCE_FOLDERS) {
    const compiled = path.join(checkout, 'dist', folder);
    const names = await readdir(compiled, { recursive: true }).catch(() => []);
    for (const name of names) {
      const source = /^(.*)\.([cm]?)js(\.map)?$/.exec(name);
      if (!source || existsSync(path.join(checkout, folder, `${source[1]}.${source[2]}ts`))) continue;
      await rm(path.join(compiled, name), { force: true });
    }
  }
}
