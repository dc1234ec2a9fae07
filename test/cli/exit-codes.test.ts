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

describe('an unknown tenant', () => {
  test.each([
    [['status']],
    [['statistics', 'rebuild']],
    [['health']],
    [['doctor']],
    [['process', '42']],
    [['reprocess', '42']],
    [['schedule', 'describe']],
    [['redact']],
    [['classify', '--rules-only']],
  ])('%j → 64, naming those there are, before anything is asked', async (args) => {
    const { code, stdout, stderr } = await runCli([...args, '--tenant', 'nobody'], { folder: newFolder() });
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain('there is no tenant nobody; expected one of: default');
  });
});

describe('--json', () => {
  const errorOf = (stderr: string) => (JSON.parse(stderr) as { error: Record<string, unknown> }).error;

  test.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['status', '--nonsense'], "unknown option '--nonsense'"],
    [['status', '--tenant', 'nobody'], 'there is no tenant nobody'],
    [['reprocess'], 'expected ticket IDs'],
  ])('%j --json: what is wrong is one object on stderr, without the usage', async (args, message) => {
    const { code, stdout, stderr } = await runCli([...args, '--json'], { folder: newFolder() });
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(errorOf(stderr)).toMatchObject({ kind: 'usage', exitCode: 64 });
    expect(errorOf(stderr)['message']).toContain(message);
  });

  test('a wrong configuration lists its faults', async () => {
    const env = { CONCURRENCY: 'many', OPENAI_BASE_URL: 'user:hunter2@llm' };
    const { code, stderr } = await runCli(['status', '--json'], { folder: newFolder(), env });
    expect(code).toBe(78);
    expect(stderr).not.toContain('hunter2');
    expect(errorOf(stderr)['faults']).toEqual([
      { variable: 'OPENAI_BASE_URL', expected: expect.any(String), got: 'set (not shown)' },
      { variable: 'CONCURRENCY', expected: expect.any(String), got: '"many"' },
    ]);
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
  const env = {
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    PAYLOAD_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  };

  test.each([[['status']], [['process', '42']], [['schedule', 'describe']]])(
    '%j → 69, naming the address',
    async (args) => {
      const { code, stdout, stderr } = await runCli(args, { folder: newFolder(), env });
      expect({ code, stdout }).toEqual({ code: 69, stdout: '' });
      expect(stderr).toContain('127.0.0.1:1');
    },
  );

  test.each(['worker', 'gateway'])('%s → 69 at start, naming the address', async (command) => {
    const { code, stderr } = await runCli([command], {
      folder: newFolder(),
      env: {
        ...env,
        ...{ ZENDESK_BASE_URL: 'http://127.0.0.1:1', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' },
        ...{ GATEWAY_TOKEN: 'a-token-of-the-tests', LOG_FORMAT: 'json' },
      },
    });
    expect(code).toBe(69);
    expect(stderr).toContain('Temporal cannot be reached at 127.0.0.1:1');
  });

  test('health says so in its JSON, and ends with 1', async () => {
    const { code, stdout, stderr } = await runCli(['health', '--json'], {
      folder: newFolder(),
      env: {
        ...env,
        ZENDESK_BASE_URL: 'http://127.0.0.1:1',
        OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
      },
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'unhealthy',
      checks: { temporal: 'error', zendesk_api: 'error', llm_api: 'error' },
    });
  });
});
