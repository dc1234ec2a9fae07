/**
 * Runs the Dockerfile's steps without a container engine, and then the image's worker and gateway: as a user that owns
 * nothing, in a tree that is read-only, until they answer their health checks.
 *
 *   node deploy/image/check.mjs [--context FOLDER] [--keep]
 *
 * What an engine would do differently: it starts from the base image (here: this machine's Node and libraries), and runs
 * RUN lines as root in a file system of their own. Lines of apt-get are left out. Needs a Temporal server at
 * TEMPORAL_ADDRESS, and the settings of a worker and a gateway in the environment.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({
  options: { context: { type: 'string' }, keep: { type: 'boolean', default: false } },
});
const CONTEXT = path.resolve(flags.context ?? path.join(import.meta.dirname, '../..'));
const FOLDER = mkdtempSync(path.join(os.tmpdir(), 'image-'));
/** The image's user where we may become it: only root may. */
const USER = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};
const READY_WITHIN_MS = 60_000;

/** @typedef {{ name: string, root: string, workdir: string, env: Record<string, string>, run: Record<string, string[]> }} Stage */

/** The instructions of a Dockerfile, with continued lines joined. */
function instructions(text) {
  const joined = text.replaceAll(/^\s*#.*$/gm, '').replaceAll(/\\\n/g, ' ');
  return joined.split('\n').flatMap((line) => {
    const match = /^([A-Z]+)\s+(.+)$/.exec(line.trim());
    return match === null ? [] : [{ word: match[1], rest: match[2].trim() }];
  });
}

/** Carries one instruction out. @param {Stage} stage @param {Map<string, Stage>} stages */
function perform({ word, rest }, stage, stages) {
  const inside = (place) => path.join(stage.root, path.resolve(stage.workdir, place));
  switch (word) {
    case 'WORKDIR':
      stage.workdir = rest;
      mkdirSync(inside('.'), { recursive: true });
      break;
    case 'ENV':
      for (const [, name, quoted, plain] of rest.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g))
        stage.env[name] = quoted ?? plain;
      break;
    case 'COPY':
      copy(rest.split(/\s+/), stage, stages, inside);
      break;
    case 'RUN':
      runLine(rest, stage, inside('.'));
      break;
    case 'ENTRYPOINT':
    case 'CMD':
      stage.run[word] = JSON.parse(rest);
      break;
    case 'HEALTHCHECK':
      stage.run.HEALTHCHECK = JSON.parse(rest.slice(rest.indexOf('[')));
      break;
    default:
      break;
  }
}

function copy(words, stage, stages, inside) {
  const from = words[0].startsWith('--from=') ? stages.get(words.shift().slice('--from='.length)) : null;
  const target = words.pop();
  for (const source of words) {
    const file = from === null ? path.join(CONTEXT, source) : path.join(from.root, source);
    const into = target.endsWith('/') ? path.join(inside(target), path.basename(source)) : inside(target);
    mkdirSync(path.dirname(into), { recursive: true });
    cpSync(file, into, { recursive: true, verbatimSymlinks: true });
  }
}

function runLine(line, stage, cwd) {
  if (line.startsWith('apt-get')) return process.stdout.write(`  left out: ${line}\n`);
  process.stdout.write(`  ${line}\n`);
  const env = { PATH: process.env.PATH, HOME: os.homedir(), ...stage.env };
  if (env.DATA_DIR !== undefined) env.DATA_DIR = path.join(stage.root, env.DATA_DIR);
  // The base image's Node reads these; the steps of the build have the machine's memory.
  delete env.NODE_OPTIONS;
  const { status } = spawnSync('sh', ['-c', line], { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`exit code ${status} of: ${line}`);
}

function build() {
  const stages = new Map();
  let stage;
  for (const instruction of instructions(readFileSync(path.join(CONTEXT, 'Dockerfile'), 'utf8'))) {
    if (instruction.word === 'FROM') {
      const name = / AS (\w+)$/i.exec(instruction.rest)?.[1] ?? 'image';
      process.stdout.write(`stage ${name}\n`);
      stage = { name, root: path.join(FOLDER, name), workdir: '/', env: {}, run: {} };
      mkdirSync(stage.root);
      stages.set(name, stage);
    } else if (stage !== undefined) perform(instruction, stage, stages);
  }
  return stage;
}

/** Nobody may write in there, as with a read-only root. */
function makeReadOnly(folder) {
  chmodSync(folder, 0o555);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) makeReadOnly(place);
    else if (entry.isFile()) chmodSync(place, 0o444);
  }
}

const settingsOf = (image) => ({
  ...process.env,
  ...image.env,
  DATA_DIR: path.join(image.root, image.env.DATA_DIR),
  GATEWAY_HOST: '127.0.0.1',
  HOME: '/nonexistent',
});

/** Runs a process of the image until it answers its health check, and stops it as an engine would. */
async function tryProcess(image, command, env) {
  const cwd = path.join(image.root, image.workdir);
  const [program, ...entry] = image.run.ENTRYPOINT;
  const output = [];
  const child = spawn(program, [...entry, command], {
    ...USER,
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const ended = once(child, 'exit');
  const [probe, ...probeArguments] = image.run.HEALTHCHECK;
  const healthy = () => spawnSync(probe, probeArguments, { ...USER, cwd, env }).status === 0;
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!healthy()) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`${command} is not healthy:\n${Buffer.concat(output)}`);
    await delay(500);
  }
  process.stdout.write(`${command}: healthy as user ${USER.uid ?? os.userInfo().uid}\n`);
  child.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${Buffer.concat(output)}`);
}

try {
  const image = build();
  makeReadOnly(path.join(image.root, image.workdir));
  chmodSync(FOLDER, 0o755);
  const { stdout } = spawnSync('du', ['-sm', image.root], { encoding: 'utf8' });
  process.stdout.write(`the image's own files: ${stdout.split('\t')[0]} MB\n`);
  const env = settingsOf(image);
  // Of these two, and of what else runs here, each takes ports of its own.
  await tryProcess(image, 'worker', { ...env, METRICS_PORT: '19464' });
  await tryProcess(image, 'gateway', { ...env, METRICS_PORT: '19465', GATEWAY_PORT: '18080' });
} finally {
  if (flags.keep) process.stdout.write(`kept: ${FOLDER}\n`);
  else {
    spawnSync('chmod', ['-R', 'u+w', FOLDER]);
    rmSync(FOLDER, { recursive: true, force: true });
  }
}
