import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { TestInstallation } from '../support/running-up.js';

jest.setTimeout(120_000);

const START = path.resolve(import.meta.dirname, '../../setup/start.mjs');

let installation: TestInstallation;
beforeEach(() => {
  installation = new TestInstallation();
});
afterEach(() => installation.close());

/** `npm start`, as npm runs it; resolves with its exit code and output once it has ended by itself. */
async function start(env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [START, '--once'], {
    cwd: installation.folder,
    env: { ...process.env, DATA_DIR: installation.dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

test('npm start with wrong settings: every fault at once, exit code 78, nothing started', async () => {
  const { code, output } = await start({ SCAN_CRON: 'often', CONCURRENCY: '0' });
  expect(code).toBe(78);
  expect(output).toContain('SCAN_CRON');
  expect(output).toContain('CONCURRENCY');
});

test('npm start with a Temporal server that is not there: exit code 69, nothing left running', async () => {
  const { code, output } = await start({ TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect({ code, output }).toMatchObject({ code: 69 });
  expect(output).toContain('127.0.0.1:1');
});

test('npm start for a real help desk without a model, and without DRY_RUN said: refused with 78', async () => {
  const { code, output } = await start({ ZENDESK_SUBDOMAIN: 'acme', ZENDESK_OAUTH_TOKEN: 'secret-token' });
  expect(code).toBe(78);
  expect(output).toContain('OPENAI_API_KEY');
  expect(output).toContain('DRY_RUN');
  expect(output).not.toContain('secret-token');
});
