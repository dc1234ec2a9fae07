import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { newEncryptionKeyText } from '../../src/crypto/keys.js';
import { TestInstallation, until, type Ledger, sim } from '../support/running-up.js';
import { realServer } from '../support/temporal.js';

jest.setTimeout(240_000);

const CLI = path.resolve(import.meta.dirname, '../../dist/src/cli/run.js');
/** Owns nothing anywhere. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Only root may start a process as somebody else, who must be able to read the checkout. */
const canBecomeNobody =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, ['-e', `require('fs').accessSync(${JSON.stringify(CLI)})`], NOBODY).status ===
    0;

(canBecomeNobody ? describe : describe.skip)(
  'a worker that may write to its data folder only (needs root)',
  () => {
    let env: TestWorkflowEnvironment;
    let installation: TestInstallation;
    let worker: ChildProcess | undefined;
    beforeAll(async () => {
      env = await realServer();
      installation = new TestInstallation();
    });
    afterAll(async () => {
      if (worker?.exitCode === null) {
        worker.kill('SIGTERM');
        await once(worker, 'exit');
      }
      await installation.close();
      await env.teardown();
    });

    const filesOfNobody = (folder: string) =>
      readdirSync(folder).filter((name) => statSync(path.join(folder, name)).uid === NOBODY.uid);

    test('it processes a ticket, and writes nowhere else', async () => {
      const before = filesOfNobody(os.tmpdir());
      const platformUrl = await installation.simulate('zendesk', ['--tickets', '3']);
      const llmUrl = await installation.simulate('llm');
      const settings = {
        ...{ TEMPORAL_ADDRESS: env.address, ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1` },
        ...{
          PAYLOAD_ENCRYPTION_KEYS: newEncryptionKeyText('test'),
          METRICS_PORT: '0',
          SCAN_CRON: '0 0 1 1 *',
        },
      };
      const dataDir = path.join(installation.folder, 'of-nobody');
      mkdirSync(dataDir, { mode: 0o700 });
      chownSync(dataDir, NOBODY.uid, NOBODY.gid);
      chmodSync(installation.folder, 0o711);

      const said: string[] = [];
      worker = spawn(process.execPath, [CLI, 'worker'], {
        ...NOBODY,
        cwd: '/',
        env: {
          PATH: process.env['PATH'],
          HOME: '/nonexistent',
          DATA_DIR: dataDir,
          LOG_FORMAT: 'json',
          ...settings,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      worker.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      await until('the worker polls', () => {
        if (worker?.exitCode != null) throw new Error(said.join(''));
        return said.join('').includes('worker polls');
      });
      const asked = installation.cli(['process', '1', '--wait', '--json'], settings);
      expect(await asked.ended).toBe(0);
      const { tickets } = await sim<Ledger>(platformUrl, 'ledger');
      expect(tickets['1']?.writes).toBe(1);
      expect(readdirSync(dataDir).sort()).toEqual(expect.arrayContaining(['audit', 'statistics.db']));
      expect(filesOfNobody(os.tmpdir())).toEqual(before);
    });
  },
);
