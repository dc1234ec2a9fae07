import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allMatches } from '../../src/domain/text/all-matches.js';
import { runToEnd } from './run-to-end.js';

const CHECKOUT = path.resolve(import.meta.dirname, '../..');
const dockerfile = readFileSync(path.join(CHECKOUT, 'Dockerfile'), 'utf8');
const [, ...stages] = dockerfile.split(/^FROM /m);
const image = stages.at(-1) as string;

/** What the stages copy from the checkout. */
const copied = allMatches(dockerfile, /^COPY (?!--from)(.+) \S+$/gm).flatMap(([, sources = '']) =>
  sources.split(' '),
);

describe('Dockerfile', () => {
  test('it is built on glibc, with a Node that the project runs on, pinned', () => {
    const [, version = ''] = /node:(\d+\.\d+\.\d+)-bookworm-slim$/m.exec(dockerfile) ?? [];
    const { engines } = JSON.parse(readFileSync(path.join(CHECKOUT, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    const oldest = engines.node.replace('>=', '');
    expect(version.localeCompare(oldest, 'en', { numeric: true })).toBe(1);
    expect(version).not.toBe('');
  });

  test('what it copies is in the checkout, and not ignored', () => {
    const ignored = readFileSync(path.join(CHECKOUT, '.dockerignore'), 'utf8').split('\n');
    expect(copied.length).toBeGreaterThan(8);
    for (const source of copied) {
      expect([source, existsSync(path.join(CHECKOUT, source))]).toEqual([source, true]);
      const reaches = ignored.some((line) => line === `!${source}`);
      expect([source, reaches]).toEqual([source, true]);
    }
  });

  test('nothing else of the checkout reaches an engine: no .env, no data, no history', () => {
    const lines = readFileSync(path.join(CHECKOUT, '.dockerignore'), 'utf8').split('\n');
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))[0]).toBe('*');
    const let_in = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(let_in.sort()).toEqual([...new Set(copied)].sort());
  });

  test('the image runs as a number that is not root, may be stopped gently, and is asked whether it goes on', () => {
    expect(image).toMatch(/^USER 1000:1000$/m);
    expect(image).toMatch(/^STOPSIGNAL SIGTERM$/m);
    expect(image).toMatch(/^HEALTHCHECK .*"deploy\/image\/probe\.mjs"\]$/m);
    expect(image).toMatch(/^VOLUME \/data$/m);
    expect(image).not.toMatch(/(KEY|TOKEN|PASSWORD|SECRET)=/);
  });

  test('the image has no compiler, no tests and no simulators', () => {
    expect(image).toContain('COPY --from=packages /app/node_modules');
    expect(stages[0]).toContain('npm ci --omit=dev');
    for (const folder of ['test', 'simulators', 'bench']) expect(copied).not.toContain(folder);
  });
});

describe('deploy/image/probe.mjs', () => {
  const probe = path.join(CHECKOUT, 'deploy/image/probe.mjs');

  test.each([
    [200, 0],
    [503, 1],
  ])('an answer of %i ends with %i', async (status, code) => {
    const server = createServer((_request, response) => response.writeHead(status).end()).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ended = await runToEnd(process.execPath, [probe], { METRICS_PORT: String(port) });
    server.close();
    expect(ended.code).toBe(code);
  });

  test('nobody who answers ends with 1', () => {
    expect(spawnSync(process.execPath, [probe, 'http://127.0.0.1:1/livez']).status).toBe(1);
  });
});
