import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createDataConverter } from '../../src/crypto/payload-codec.js';
import { newEncryptionKeyText, parseEncryptionKeys, type EncryptionKeys } from '../../src/crypto/keys.js';
import { FAILURE } from '../../src/contract/failures.js';
import { serviceQueues, TICKETS_QUEUE } from '../../src/contract/names.js';
import type { FetchedTicket, MergeUpdateInput, MergeUpdateResult } from '../../src/contract/ticket.js';
import type { KnownBackfill } from '../../src/temporal/backfill.js';
import { parsedLines, runCli } from '../support/cli.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, realServer } from '../support/temporal.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { failing, TICKET, ticketStubs } from '../support/ticket-stubs.js';

jest.setTimeout(ALLOW_FOR_A_SERVER_MS);
const newFolder = temporaryFolders();

const KEYS = newEncryptionKeyText('k1');

/** The tickets of this file: most go through, one that is called `broken` fails, `gone` is not there. */
const fetchTicket = ({ ticketId }: { ticketId: string }): Promise<FetchedTicket> => {
  if (ticketId === 'broken') return Promise.reject(failing(FAILURE.tenantUnknown, { nonRetryable: true }));
  if (ticketId === 'gone') return Promise.reject(failing(FAILURE.ticketNotFound, { nonRetryable: true }));
  return Promise.resolve({ ...TICKET, ticketId });
};

const mergeUpdate = ({ dryRun }: MergeUpdateInput): Promise<MergeUpdateResult> =>
  Promise.resolve({ kind: dryRun ? 'dryRun' : 'updated' });

let env: TestWorkflowEnvironment;
let stopWorkers: () => Promise<void>;

/** Workers that read what the command line encrypts. */
async function startWorkers(): Promise<() => Promise<void>> {
  const { keys } = parseEncryptionKeys(KEYS) as { keys: EncryptionKeys };
  const activities = {
    ...ticketStubs({ fetchTicket, mergeUpdate }).activities,
    findTicketPage: () => Promise.resolve({ ticketIds: [], listed: 0, cursor: '', endOfStream: true }),
    askForVerdicts: () => Promise.resolve(),
    listTickets: () => Promise.resolve({ ticketIds: [], listed: 0, cursor: 'end', endOfStream: true }),
  };
  const common = { connection: env.nativeConnection, activities, dataConverter: createDataConverter(keys) };
  const workflowBundle = { codePath: process.env['TEST_WORKFLOW_BUNDLE'] as string };
  const workers = await Promise.all([
    Worker.create({ ...common, taskQueue: TICKETS_QUEUE, workflowBundle }),
    ...Object.values(serviceQueues('default')).map((taskQueue) => Worker.create({ ...common, taskQueue })),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  return async () => {
    workers.forEach((worker) => worker.shutdown());
    await running;
  };
}

beforeAll(async () => {
  env = await realServer();
  stopWorkers = await startWorkers();
}, ALLOW_FOR_A_SERVER_MS);
afterAll(async () => {
  await stopWorkers();
  await env.teardown();
});

const command = (...args: string[]) =>
  runCli(args, {
    folder: newFolder(),
    env: {
      TEMPORAL_ADDRESS: env.address,
      PAYLOAD_ENCRYPTION_KEYS: KEYS,
      ZENDESK_BASE_URL: 'http://127.0.0.1:1',
      OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    },
  });

/** The one value on stdout of a command that says nothing else. */
async function answerOf<T>(...args: string[]): Promise<{ code: number | null; answer: T }> {
  const { code, stdout, stderr } = await command(...args, '--json');
  expect(stderr).toBe('');
  const answers = parsedLines<T>(stdout);
  expect(answers).toHaveLength(1);
  return { code, answer: answers[0]! };
}

describe('before anything is provisioned', () => {
  test.each([
    [['schedule', 'describe'], 'there is no schedule scan-default'],
    [['schedule', 'pause'], 'there is no schedule scan-default'],
    [['status'], 'there is no schedule scan-default'],
    [['reprocess', '42'], 'no workflow desk-default runs'],
  ])('%j → 1, what is missing and what makes it, and no stack', async (args, message) => {
    const { code, stdout, stderr } = await command(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('schedule apply');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    const machine = await command(...args, '--json');
    expect(JSON.parse(machine.stderr)).toEqual({
      error: { kind: 'failed', exitCode: 1, message: stderr.trim() },
    });
  });
});

describe('process', () => {
  test('says what was started, each ticket once, and does not wait', async () => {
    expect(await answerOf('process', '1', '2', '1')).toEqual({ code: 0, answer: { started: ['1', '2'] } });
  });

  test('--wait: lines of progress on stderr, a table of results on stdout', async () => {
    const { code, stdout, stderr } = await command('process', '3', 'gone', '--wait');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^waiting: 0\/2 tickets, failed 0\n[^]*waiting: 2\/2 tickets, failed 0\n$/);
    const [heading, updated, skipped] = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(heading).toEqual(['ticket', 'outcome', 'verdict', 'by', 'tags', 'priority', 'latency']);
    expect(updated?.slice(0, 4)).toEqual(['3', 'updated', 'bug, high, negative', 'llm']);
    expect(skipped?.slice(0, 3)).toEqual(['gone', 'skipped', 'notFound']);
  });

  test('a ticket that fails → 2, with the reason of the failure itself', async () => {
    const { code, answer } = await answerOf<{ tickets: object[] }>('process', 'broken', '4', '--wait');
    expect(code).toBe(2);
    expect(answer.tickets).toEqual([
      { ticketId: 'broken', kind: 'failed', why: 'stubbed TenantUnknown' },
      expect.objectContaining({ ticketId: '4', kind: 'updated', source: 'llm' }),
    ]);
    const { stdout } = await command('process', 'broken', '--wait');
    expect(stdout).toMatch(/broken +failed +stubbed TenantUnknown/);
  });

  test('--dry-run waits, and shows the would-be write', async () => {
    const { code, answer } = await answerOf<{ tickets: object[] }>('process', '5', '--dry-run');
    expect({ code, answer }).toMatchObject({
      code: 0,
      answer: { tickets: [{ ticketId: '5', kind: 'dryRun', write: { ownTags: expect.any(Array) } }] },
    });
  });
});

describe('reprocess --wait', () => {
  test('asks the tickets themselves, and shows their new verdicts', async () => {
    const { code, answer } = await answerOf<{ tickets: object[] }>('reprocess', '6', 'broken', '--wait');
    expect(code).toBe(2);
    expect(answer.tickets).toMatchObject([
      { ticketId: '6', kind: 'updated' },
      { ticketId: 'broken', kind: 'failed' },
    ]);
  });

  test('a filter that no ticket fits → 0, said as such', async () => {
    const { code, stdout } = await command('reprocess', '--root-cause', 'refund', '--wait');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'no ticket fits\n' });
    expect(await answerOf('reprocess', '--root-cause', 'refund', '--wait')).toEqual({
      code: 0,
      answer: { tickets: [] },
    });
  });
});

describe('backfill', () => {
  test('none is known, and none can be paused', async () => {
    expect(await answerOf('backfill', 'status')).toEqual({ code: 0, answer: null });
    const { code, stderr } = await command('backfill', 'pause', '--reason', 'x');
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'no workflow backfill-default runs\n' });
  });

  test('--wait: progress on stderr, and in the end how far it came', async () => {
    const { code, stdout, stderr } = await command('backfill', '--from', '2d', '--to', '1d', '--wait');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^backfill: 0\/0 tickets, 0 listed, failed 0, \$0\.0000\n/);
    expect(stdout).toMatch(
      /^backfill of default: has ended; 20\S+Z to 20\S+Z; 0 of 0 listed tickets started/,
    );
    const { answer } = await answerOf<KnownBackfill>('backfill', 'status');
    expect(answer).toMatchObject({ state: 'done', progress: { started: 0, stopped: null } });
  });
});

describe('statistics rebuild', () => {
  test('fills an empty database from the runs that Temporal knows, once', async () => {
    await command('process', '7', '--wait');
    const { code, answer } = await answerOf<{ read: number; added: number }>('statistics', 'rebuild');
    expect(code).toBe(0);
    expect(answer.read).toBeGreaterThan(0);
    expect(answer.added).toBe(answer.read);
  });
});

describe('once schedule and desk are there', () => {
  interface Described {
    scheduleId: string;
    paused: boolean;
    note: string | null;
    actionsTaken: number;
    others: Omit<Described, 'others'>[];
  }
  beforeAll(async () => {
    expect(await command('schedule', 'apply')).toMatchObject({ code: 0, stderr: '' });
  }, ALLOW_FOR_A_SERVER_MS);

  test('schedule: all that begins by itself is paused with a note, and resumed', async () => {
    const act = async (...args: string[]) => (await answerOf<Described>('schedule', ...args)).answer;
    const ids = ['scan-default', 'revive-default', 'upgrade-default'];
    const stands = ({ others, ...scan }: Described) =>
      [scan, ...others].map(({ scheduleId, paused, note }) => [scheduleId, paused, note]);
    const paused = await act('pause', '--reason', 'maintenance');
    expect(stands(paused)).toEqual(ids.map((id) => [id, true, 'maintenance']));
    for await (const { scheduleId, state } of env.client.schedule.list())
      if (ids.includes(scheduleId)) expect([scheduleId, state.paused]).toEqual([scheduleId, true]);
    const { stdout } = await command('schedule', 'describe');
    for (const id of ids)
      expect(stdout).toMatch(new RegExp(`^${id}: paused since 20\\S+Z by \\d+@\\S+: maintenance`, 'm'));
    expect(stands(await act('resume', '--reason', 'over'))).toEqual(ids.map((id) => [id, false, 'over']));
    expect((await command('schedule', 'describe')).stdout).toMatch(
      /^upgrade-default: next at .*; last started/m,
    );
  });

  test('schedule trigger starts a scan and nothing else', async () => {
    const taken = async (action: string) => {
      const { actionsTaken, others } = (await answerOf<Described>('schedule', action)).answer;
      return { scan: actionsTaken, others: others.map((other) => other.actionsTaken) };
    };
    // A schedule of its own accord would make the others' counts grow, too.
    await command('schedule', 'pause');
    const before = await taken('describe');
    await taken('trigger');
    const after = await eventually('the scan', async () => {
      const now = await taken('describe');
      return now.scan > before.scan ? now : undefined;
    });
    expect(after.others).toEqual(before.others);
    await command('schedule', 'resume');
  });

  test('schedule apply also makes the schedules of the retention, of failed tickets and of upgrades', async () => {
    await eventually('all of them', async () => {
      const schedules = [];
      for await (const { scheduleId } of env.client.schedule.list()) schedules.push(scheduleId);
      return schedules.sort().join() === 'retention,revive-default,scan-default,upgrade-default'
        ? true
        : undefined;
    });
  });

  test('reprocess asks the desk', async () => {
    expect(await answerOf('reprocess', '--source', 'rules', '--since', '24h')).toEqual({
      code: 0,
      answer: { asked: { reason: 'cli', filter: { source: 'rules', since: '24h' } } },
    });
    expect((await command('reprocess', '8')).stdout).toBe('the desk of default was asked\n');
  });

  test('status: for people and for machines', async () => {
    expect((await command('status')).stdout).toMatch(/^Tenant default, last 24 hours\ntickets +open /);
    const { code, answer } = await answerOf<object>('status');
    expect({ code, answer }).toMatchObject({ code: 0, answer: { tenant: 'default', figures: { total: 0 } } });
  });

  test('health: Temporal is there, the help desk is not → 1', async () => {
    const { code, answer } = await answerOf<object>('health');
    expect(code).toBe(1);
    expect(answer).toMatchObject({
      status: 'unhealthy',
      checks: { temporal: 'ok', zendesk_api: 'error', llm_api: 'error' },
    });
  });

  test('writes: stopped with a reason that status and health tell of, resumed; what waited is written', async () => {
    const stop = await answerOf<{ tenants: object[] }>('writes', 'stop', '--reason', 'wrong tags');
    expect(stop).toMatchObject({
      ...{ code: 0, answer: { tenants: [{ tenant: 'default', stopped: { reason: 'wrong tags' } }] } },
    });
    await command('process', '9');
    await eventually('its write waits', async () =>
      (await command('writes', 'status')).stdout.endsWith('wrong tags; 1 waits\n') ? true : undefined,
    );
    expect((await command('status')).stdout).toContain('Writes of default: stopped since 20');
    expect((await answerOf<object>('health')).answer).toMatchObject({ writes: { stopped: true } });

    expect((await command('writes', 'resume', '--tenant', 'default')).stdout).toMatch(
      /^Writes of default: go through, /,
    );
    expect((await command('process', '9', '--wait')).stdout).toMatch(/\n9 +updated /);
  });

  test('writes of a tenant that is not there → 64', async () => {
    const { code, stderr } = await command('writes', 'stop', '--reason', 'x', '--tenant', 'nobody');
    expect({ code, stderr }).toMatchObject({ code: 64, stderr: expect.stringContaining('no tenant nobody') });
  });

  test('temporal --json: the answer of the CLI behind it as JSON', async () => {
    const { code, stdout } = await runCli(
      ['temporal', '--json', 'workflow', 'describe', '-w', 'desk-default'],
      {
        folder: newFolder(),
        env: {
          TEMPORAL_ADDRESS: env.address,
          PAYLOAD_ENCRYPTION_KEYS: KEYS,
          TEMPORAL_CLI_PATH: process.env['TEMPORAL_CLI_PATH'] as string,
        },
      },
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      workflowExecutionInfo: { execution: { workflowId: 'desk-default' } },
    });
  });
});
