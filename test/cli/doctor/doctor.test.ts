import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { startLlmSimulator } from '../../../simulators/llm/server.js';
import type { RunningSimulator } from '../../../simulators/process/run.js';
import type { CheckResult, DoctorReport } from '../../../src/cli/doctor/report.js';
import { runZendesk, type RunningZendesk } from '../../simulators/zendesk/running-zendesk.js';
import { runCli } from '../../support/cli.js';
import { realServer } from '../../support/temporal.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

jest.setTimeout(60_000);
const newFolder = temporaryFolders();
const NOWHERE = '127.0.0.1:1';

let env: TestWorkflowEnvironment;
let zendesk: RunningZendesk;
let llm: RunningSimulator;
beforeAll(async () => {
  [env, zendesk, llm] = await Promise.all([
    realServer(),
    runZendesk({ tickets: 5, requestsPerMinute: 700 }),
    startLlmSimulator({}),
  ]);
}, 120_000);
afterAll(() => Promise.all([env.teardown(), zendesk.close(), llm.close()]));

async function doctor(args: string[] = [], settings: Record<string, string> = {}, folder = newFolder()) {
  const run = await runCli(['doctor', ...args], {
    folder,
    env: {
      ZENDESK_BASE_URL: zendesk.url,
      ZENDESK_API_TOKEN: 'hunter2-token',
      ZENDESK_EMAIL: 'bot@tallybird.example',
      OPENAI_BASE_URL: `${llm.url}/v1`,
      TEMPORAL_ADDRESS: env.address,
      PAYLOAD_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      ...settings,
    },
  });
  expect(run.stdout + run.stderr).not.toContain('hunter2');
  return run;
}

async function report(settings: Record<string, string> = {}) {
  const { code, stdout } = await doctor(['--json'], settings);
  const { checks, ...rest } = JSON.parse(stdout) as DoctorReport;
  const of = Object.fromEntries(checks.map((check) => [check.name, check])) as Record<string, CheckResult>;
  return { code, of, ...rest };
}

describe('doctor', () => {
  test('everything there → 0, warnings allowed, nothing written anywhere', async () => {
    const folder = newFolder();
    const { code, stdout, stderr } = await doctor(['--json'], {}, folder);
    expect([code, stderr]).toEqual([0, '']);
    const { checks, counts, status } = JSON.parse(stdout) as DoctorReport;
    expect([status, counts.error, counts.skipped]).toEqual(['warning', 0, 0]);
    for (const { status: one, advice } of checks) expect(advice === null).toBe(one === 'ok');
    expect(existsSync(path.join(folder, 'data'))).toBe(false);
    const ledger = (await zendesk.ledger()) as { byRoute: Record<string, number> };
    for (const route of Object.keys(ledger.byRoute)) expect(route).toMatch(/^GET /);
  });

  test('for people: a line a check, with the rules that we would fire', async () => {
    const { code, stdout } = await doctor();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✓ model answers +gpt-4o-mini gave a verdict in .* tokens in/m);
    expect(stdout).toMatch(/^✓ help desk limits +700 requests a minute/m);
    expect(stdout).toMatch(/trigger "Page the duty engineer": priority changed to high/);
    expect(stdout).toMatch(
      /automation "Remind about high priority tickets": priority is greater than normal/,
    );
    expect(stdout).not.toMatch(/Greet VIP|Old paging|Escalate what people/);
  });

  test('wrong credentials → 1, what needs them is skipped, the rest is looked at', async () => {
    await zendesk.control('faults', { unauthorized: true });
    const { code, of } = await report().finally(() => zendesk.control('faults', {}));
    expect(code).toBe(1);
    expect([of['help_desk']?.status, of['help_desk_role']?.status]).toEqual(['error', 'skipped']);
    expect([of['model_answers']?.status, of['temporal']?.status]).toEqual(['ok', 'ok']);
  });

  test('credentials of an agent → 1: listing needs an admin', async () => {
    await zendesk.control('faults', { agentRole: true });
    const { code, of } = await report().finally(() => zendesk.control('faults', {}));
    expect(code).toBe(1);
    expect([of['help_desk']?.status, of['help_desk_role']?.status]).toEqual(['ok', 'error']);
  });

  test('the model away → 1', async () => {
    const { code, of } = await report({ OPENAI_BASE_URL: `http://${NOWHERE}/v1` });
    expect(code).toBe(1);
    expect([of['model_reachable']?.status, of['model_answers']?.status]).toEqual(['error', 'error']);
  });

  test('Temporal away → 69, all else is looked at', async () => {
    const { code, of } = await report({ TEMPORAL_ADDRESS: NOWHERE });
    expect(code).toBe(69);
    expect(of['temporal']).toMatchObject({ status: 'error', fault: 'unreachable' });
    expect([of['desk']?.status, of['help_desk']?.status, of['statistics']?.status]).toEqual([
      ...['skipped', 'ok', 'warning'],
    ]);
  });

  test('the help desk away → 69', async () => {
    const { code, of } = await report({ ZENDESK_BASE_URL: `http://${NOWHERE}` });
    expect(code).toBe(69);
    expect(of['help_desk']).toMatchObject({ status: 'error', fault: 'unreachable' });
    expect(of['model_answers']?.status).toBe('ok');
  });

  test('no model configured → 78, and the help desk is looked at all the same', async () => {
    const { code, of } = await report({ OPENAI_BASE_URL: '' });
    expect(code).toBe(78);
    expect(of['configuration']?.items).toEqual([expect.stringMatching(/^OPENAI_API_KEY: expected/)]);
    expect([of['model_answers']?.status, of['help_desk']?.status]).toEqual(['skipped', 'ok']);
  });

  test('settings that cannot be read → 78, as message and as report', async () => {
    const { code, stdout, stderr } = await doctor(['--json'], { CONCURRENCY: 'many', SCAN_CRON: 'soon' });
    expect(code).toBe(78);
    expect(stderr).toMatch(
      /CONCURRENCY: expected[^]*SCAN_CRON: expected|SCAN_CRON: expected[^]*CONCURRENCY: expected/,
    );
    expect((JSON.parse(stdout) as DoctorReport).checks[0]?.items).toHaveLength(2);
    expect((await doctor([], { CONCURRENCY: 'many' })).stdout).toBe('');
  });

  test('a certificate for Temporal that is not there → 78, all else is looked at', async () => {
    const certificate = {
      TEMPORAL_TLS_CLIENT_CERT_PATH: '/no/such.pem',
      TEMPORAL_TLS_CLIENT_KEY_PATH: '/no/such.key',
    };
    const { code, of } = await report(certificate);
    expect(code).toBe(78);
    expect(of['temporal']).toMatchObject({
      fault: 'configuration',
      items: expect.arrayContaining([expect.stringContaining('/no/such.pem')]),
    });
    expect([of['desk']?.status, of['help_desk']?.status]).toEqual(['skipped', 'ok']);
  });

  test('a tenant that does not exist → 64', async () => {
    const { code, stdout, stderr } = await doctor(['--tenant', 'nobody']);
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toContain('nobody');
  });
});
