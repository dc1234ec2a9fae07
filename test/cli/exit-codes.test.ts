import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { runCli } from '../support/cli.js';
import { temporaryFolders } from '../support/temporary-folder.js';

jest.setTimeout(60_000);
const newFolder = temporaryFolders();

describe('wrong usage', () => {
  test.each([
    [[]],
    [['nonsense']],
    [['redact', '--nonsense']],
    [['redact', 'surplus']],
    [['up', '--once=maybe']],
    [['status', '--tenant']],
    [['simulate']],
    [['simulate', 'jira']],
  ])('%j → 64, nothing on stdout, what is possible on stderr', async (args) => {
    const { code, stdout, stderr } = await runCli(args, { folder: newFolder() });
    expect(code).toBe(64);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/usage|Allowed choices/i);
  });
});

describe('help', () => {
  test.each([[['--help']], [['redact', '--help']], [['up', '--help']], [['help', 'status']]])(
    '%j → 0, on stdout',
    async (args) => {
      const { code, stdout, stderr } = await runCli(args, { folder: newFolder() });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Usage: ticket-processor/);
      expect(stderr).toBe('');
    },
  );
});

describe('wrong configuration', () => {
  const WRONG = {
    CONCURRENCY: 'many',
    SCAN_START: 'tomorrow-ish',
    ZENDESK_SUBDOMAIN: 'acme',
    ZENDESK_API_TOKEN: 'hunter2-token',
    OPENAI_API_KEY: 'hunter2-key',
    OPENAI_BASE_URL: 'http://user:hunter2@llm.example.com/v1',
    LOG_FORMAT: 'xml',
  };

  test.each(['up', 'worker', 'status', 'redact', 'classify'])(
    '%s → 78, every fault in one message, no secret in it, nothing started',
    async (command) => {
      const folder = newFolder();
      const { code, stdout, stderr } = await runCli([command], { folder, env: WRONG });
      expect(code).toBe(78);
      expect(stdout).toBe('');
      for (const variable of ['CONCURRENCY', 'SCAN_START', 'ZENDESK_EMAIL', 'OPENAI_BASE_URL', 'LOG_FORMAT'])
        expect(stderr).toMatch(new RegExp(`^  ${variable}: expected .+, got .+$`, 'm'));
      expect(stderr).not.toContain('hunter2');
      expect(existsSync(path.join(folder, 'data', 'up.lock'))).toBe(false);
    },
  );

  test('up on a real help desk without DRY_RUN and without a model → 78, nothing started', async () => {
    const folder = newFolder();
    const env = { ZENDESK_SUBDOMAIN: 'acme', ZENDESK_EMAIL: 'a@example.com', ZENDESK_API_TOKEN: 'hunter2' };
    const { code, stderr } = await runCli(['up', '--once'], { folder, env });
    expect(code).toBe(78);
    expect(stderr).toContain('DRY_RUN');
    expect(stderr).toContain('OPENAI_API_KEY');
    expect(stderr).not.toContain('hunter2');
    expect(existsSync(path.join(folder, 'data', 'up.lock'))).toBe(false);
  });

  test('a worker without platform and model → 78, both named', async () => {
    const { code, stderr } = await runCli(['worker'], { folder: newFolder() });
    expect(code).toBe(78);
    expect(stderr).toMatch(/ZENDESK_SUBDOMAIN[^]*OPENAI_API_KEY/);
  });
});

describe('Temporal out of reach', () => {
  test('status → 69, naming the address', async () => {
    const { code, stdout, stderr } = await runCli(['status'], {
      folder: newFolder(),
      env: {
        TEMPORAL_ADDRESS: '127.0.0.1:1',
        PAYLOAD_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      },
    });
    expect(code).toBe(69);
    expect(stdout).toBe('');
    expect(stderr).toContain('127.0.0.1:1');
  });
});
