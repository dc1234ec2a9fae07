import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { backfillWorkflowId, type BackfillProgress } from '../../src/contract/desk.js';
import { FAILURE } from '../../src/contract/failures.js';
import { TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import type { ScanTicketsInput } from '../../src/contract/scan.js';
import type { FoundBulkMail } from '../../src/contract/ticket.js';
import type { ApplyRetentionInput } from '../../src/contract/upkeep.js';
import { startBackfill } from '../../src/temporal/backfill.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import {
  ANALYSIS,
  failing,
  previousWrite,
  REDACTED,
  TICKET,
  ticketStubs,
  type TicketStubs,
} from '../support/ticket-stubs.js';

const execute = promisify(execFile);
const CHECKOUT = path.resolve(import.meta.dirname, '../..');
const HISTORIES = path.join(import.meta.dirname, 'histories');
/** Set it to record the paths below anew, with a date in the name: recorded histories are added, never replaced. */
const RECORD = process.env['RECORD_HISTORIES'];

const WORKFLOWS = [
  ...['processTicket', 'scanTickets', 'backfillTickets', 'tenantDesk', 'reprocessTickets'],
  ...['reviveFailed', 'upgradeFallbacks', 'watchIncidents', 'dailySummary', 'applyRetention'],
];

/** What a replay of a folder's histories found, by file: null, or why it failed. */
async function replayed(folder: string): Promise<Record<string, string | null>> {
  const script = path.join(import.meta.dirname, 'replay-histories.mjs');
  const bundle = process.env['TEST_WORKFLOW_BUNDLE'] as string;
  const { stdout } = await execute(process.execPath, [script, bundle, folder], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Record<string, string | null>;
}

test('every recorded history of every workflow replays on the present code', async () => {
  const results = await replayed(HISTORIES);
  const files = Object.keys(results);
  for (const workflow of WORKFLOWS) {
    expect(files.filter((file) => file.startsWith(workflow))).not.toEqual([]);
  }
  expect(Object.entries(results).filter(([, failure]) => failure !== null)).toEqual([]);
});

test('a history of other commands does not replay', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'histories-'));
  const [file = ''] = readdirSync(HISTORIES).filter((name) => name.startsWith('processTicket.written'));
  const changed = readFileSync(path.join(HISTORIES, file), 'utf8').replaceAll(
    '"fetchTicket"',
    '"readTicket"',
  );
  writeFileSync(path.join(folder, 'changed.json'), changed);
  expect((await replayed(folder))['changed.json']).toContain('Determinism');
  rmSync(folder, { recursive: true });
});

describe('the interesting paths of today', () => {
  const today = mkdtempSync(path.join(os.tmpdir(), 'histories-'));
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await realServer(['limit.historyCount.suggestContinueAsNew=60']);
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(async () => {
    await env.teardown();
    rmSync(today, { recursive: true });
  });

  const keep = async (name: string, workflowId: string, runId?: string): Promise<void> => {
    const history = await historyOf(workflowId, runId);
    writeFileSync(path.join(today, `${name}.json`), history);
    if (RECORD !== undefined) writeFileSync(path.join(HISTORIES, `${name}.${RECORD}.json`), `${history}\n`);
  };

  /** As an operator would save it. */
  const historyOf = async (workflowId: string, runId?: string): Promise<string> => {
    const run = runId === undefined ? [] : ['--run-id', runId];
    const show = ['workflow', 'show', '--address', env.address, '-w', workflowId, ...run, '--output', 'json'];
    const { stdout } = await execute(process.env['TEMPORAL_CLI_PATH'] as string, show, {
      maxBuffer: 2 ** 26,
    });
    // Stack traces name files of the machine they were recorded on.
    return stdout.trim().replaceAll(`${CHECKOUT}${path.sep}`, '');
  };

  let writes = 0;
  /** When a ticket that was changed at once is read. */
  let readings: string[] = [];
  const refuseFirst = (refusal: () => ReturnType<TicketStubs['mergeUpdate']>): Partial<TicketStubs> => ({
    mergeUpdate: () => ((writes += 1) === 1 ? refusal() : Promise.resolve({ kind: 'updated' })),
  });
  const recognised = (way: FoundBulkMail['way']): Partial<TicketStubs> => ({
    redactTicket: () => {
      const bulkMail = { kind: 'autoReply' as const, signs: ['header.precedence', 'de.absence'], way };
      return Promise.resolve({ ticket: REDACTED, truncated: false, bulkMail });
    },
  });
  /** A ticket with our verdict, on which a customer wrote last at this time. */
  const repliedAt = (customerMessageAt: string): Partial<TicketStubs> => ({
    fetchTicket: () => Promise.resolve({ ...TICKET, tags: ['ai_processed'], reanalyzesReplies: true }),
    readHistory: () =>
      Promise.resolve({ previous: { ...previousWrite(), at: '2026-01-01T00:00:00Z' }, nextPage: null }),
    redactTicket: () => Promise.resolve({ ticket: REDACTED, truncated: false, customerMessageAt }),
  });
  const settling = (readAt: string) => ({ ...TICKET, settleSeconds: 1, readAt });
  const billing = { ...ANALYSIS, verdict: { ...ANALYSIS.verdict, category: 'billing' } };
  const unusable = ApplicationFailure.create({
    ...{ type: FAILURE.modelUnusable, message: 'stubbed answer that is no verdict', nonRetryable: true },
    details: [{ paid: ANALYSIS.usage }],
  });
  const paths: [string, Partial<TicketStubs>][] = [
    ['written', {}],
    [
      'rules',
      { analyzeTicket: () => Promise.reject(failing(FAILURE.modelUnauthorized, { nonRetryable: true })) },
    ],
    ['conflict', refuseFirst(() => Promise.resolve({ kind: 'conflict' }))],
    [
      'lost-answer',
      refuseFirst(() => Promise.reject(failing(FAILURE.writeUncertain, { nonRetryable: true }))),
    ],
    [
      'skipped',
      { fetchTicket: () => Promise.reject(failing(FAILURE.ticketNotFound, { nonRetryable: true })) },
    ],
    ['unchanged', { fetchTicket: () => Promise.resolve({ ...TICKET, tags: ['ai_processed'] }) }],
    ['failed', { fetchTicket: () => Promise.reject(failing(FAILURE.tenantUnknown, { nonRetryable: true })) }],
    [
      'history-of-two-pages',
      {
        fetchTicket: () => Promise.resolve({ ...TICKET, tags: ['ai_bug'] }),
        readHistory: ({ page }) =>
          Promise.resolve({ previous: previousWrite(), nextPage: page === null ? '2' : null }),
      },
    ],
    ['bulk-mail-tagged', recognised('tag')],
    ['bulk-mail-skipped', recognised('skip')],
    [
      'category',
      {
        fetchTicket: () =>
          Promise.resolve({ ...TICKET, tags: ['ai_category_login'], hasCategoryTag: true as const }),
        readHistory: () =>
          Promise.resolve({ previous: previousWrite({ tags: ['ai_category_login'] }), nextPage: null }),
        analyzeTicket: () => Promise.resolve({ ...billing, categoryTag: 'ai_category_billing' }),
      },
    ],
    [
      'below-confidence',
      {
        analyzeTicket: () => {
          const confidence = { value: 0.41, basis: 'tokenProbabilities' as const };
          return Promise.resolve({ ...ANALYSIS, confidence, belowConfidence: 0.6 });
        },
      },
    ],
    [
      'budget-spent',
      { analyzeTicket: () => Promise.reject(failing(FAILURE.budgetExhausted, { nonRetryable: true })) },
    ],
    ['paid-in-vain', { analyzeTicket: () => Promise.reject(unusable) }],
    ['reply', repliedAt('2026-01-01T00:30:00Z')],
    ['no-reply', repliedAt('2025-12-31T23:00:00Z')],
    [
      'customer-had-finished',
      {
        fetchTicket: () => {
          const [readAt = TICKET.readAt] = readings.splice(0, 1);
          return Promise.resolve(settling(readAt));
        },
      },
    ],
    [
      'look-back-once-settled',
      {
        fetchTicket: () => Promise.resolve({ ...TICKET, tags: ['ai_bug'], readAt: '2026-01-01T00:00:01Z' }),
        readHistory: () => Promise.resolve({ previous: previousWrite(), nextPage: null }),
      },
    ],
  ];

  test.each(paths)('processTicket: %s', async (name, overrides) => {
    const tenant = freshTenant();
    writes = 0;
    readings = [TICKET.updatedAt];
    const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
    const input = { tenant, platform: 'zendesk', ticketId: '42', reason: 'scan' };
    await withWorkers(env, { tenant, activities: ticketStubs(overrides).activities }, async () => {
      const handle = await env.client.workflow.start('processTicket', {
        workflowId,
        taskQueue: TICKETS_QUEUE,
        args: [input],
      });
      await handle.result().catch(() => undefined);
    });
    await keep(`processTicket.${name}`, workflowId);
  });

  test('processTicket: told of a change while it writes, and again when it has ended', async () => {
    const tenant = freshTenant();
    const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
    const tell = () =>
      env.client.workflow.signalWithStart('processTicket', {
        ...{
          workflowId,
          taskQueue: TICKETS_QUEUE,
          signal: 'ticketChanged',
          signalArgs: [{ reason: 'webhook' }],
        },
        args: [{ tenant, platform: 'zendesk', ticketId: '42', reason: 'webhook' }],
      });
    let written = false;
    const { activities } = ticketStubs({
      fetchTicket: () => Promise.resolve({ ...TICKET, tags: written ? ['ai_processed'] : [] }),
      mergeUpdate: async () => {
        if (!written) await tell();
        written = true;
        return { kind: 'updated' };
      },
    });
    await withWorkers(env, { tenant, activities }, async () => {
      expect(await (await tell()).result()).toMatchObject({ kind: 'updated', round: 1 });
      await keep('processTicket.told-while-writing', workflowId);
      expect(await (await tell()).result()).toMatchObject({ kind: 'unchanged' });
    });
    await keep('processTicket.told-afterwards', workflowId);
  });

  test('processTicket: asked by a person while it waits until the customer has finished', async () => {
    const tenant = freshTenant();
    const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
    const { activities } = ticketStubs({
      fetchTicket: () => Promise.resolve({ ...settling(TICKET.updatedAt), settleSeconds: 3_600 }),
    });
    await withWorkers(env, { tenant, activities }, async () => {
      const handle = await env.client.workflow.start('processTicket', {
        ...{ workflowId, taskQueue: TICKETS_QUEUE },
        args: [{ tenant, platform: 'zendesk', ticketId: '42', reason: 'scan' }],
      });
      await eventually('the run waits', async () => {
        const { step } = await handle.query<{ step: string }>('state');
        return step === 'waiting until the customer has finished' || undefined;
      });
      await handle.signal('reprocess', { reason: 'cli' });
      expect(await handle.result()).toMatchObject({ kind: 'updated', reason: 'cli', round: 1 });
    });
    await keep('processTicket.asked-while-waiting', workflowId);
  });

  test('processTicket: the audit line is written by another worker', async () => {
    const tenant = freshTenant();
    let lines = 0;
    const writeAuditLine = () =>
      (lines += 1) === 1
        ? Promise.reject(failing(FAILURE.auditUnwritable, { nonRetryable: true }))
        : Promise.resolve();
    const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
    const activities = { ...ticketStubs().activities, writeAuditLine };
    await withWorkers(env, { tenant, activities }, () =>
      env.client.workflow.execute('processTicket', {
        ...{ workflowId, taskQueue: TICKETS_QUEUE },
        args: [{ tenant, platform: 'zendesk', ticketId: '42', reason: 'scan' }],
      }),
    );
    expect(lines).toBe(2);
    await keep('processTicket.audit-by-another-worker', workflowId);
  });

  test('scanTickets: the first and the last run of a scan that continued as new', async () => {
    const tenant = freshTenant();
    const ticketIds = Array.from({ length: 30 }, (_none, index) => String(index));
    const runs = createTicketRuns(env.client);
    const activities = {
      ...ticketStubs().activities,
      listTickets: () => Promise.resolve({ ticketIds, listed: 31, cursor: 'end', endOfStream: true }),
      lookUpTickets: (query: { ticketIds: string[] }) =>
        runs.statuses({ ...query, tenant, platform: 'zendesk' }),
    };
    const input: ScanTicketsInput = { tenant, platform: 'zendesk', account: 'a', concurrency: 4 };
    const workflowId = `scan-${tenant}`;
    const firstRunId = await withWorkers(env, { tenant, activities }, async () => {
      const handle = await env.client.workflow.start('scanTickets', {
        workflowId,
        taskQueue: TICKETS_QUEUE,
        args: [input],
      });
      await handle.result();
      return handle.firstExecutionRunId;
    });
    await keep('scanTickets.first-run', workflowId, firstRunId);
    await keep('scanTickets.last-run', workflowId);
  });

  test('backfillTickets: the first and the last run of one that was paused and continued as new at a rate', async () => {
    const tenant = freshTenant();
    const ticketIds = Array.from({ length: 30 }, (_none, index) => String(index));
    const runs = createTicketRuns(env.client);
    const activities = {
      ...ticketStubs().activities,
      listTickets: () => Promise.resolve({ ticketIds, listed: 31, cursor: 'end', endOfStream: true }),
      lookUpTickets: (query: { ticketIds: string[] }) =>
        runs.statuses({ ...query, tenant, platform: 'zendesk' }),
    };
    const workflowId = backfillWorkflowId(tenant);
    const firstRunId = await withWorkers(env, { tenant, activities }, async () => {
      await startBackfill(env.client, {
        ...{ tenant, platform: 'zendesk', anyStatus: false, concurrency: 4, dryRun: false },
        ...{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
        ...{ ratePerMinute: 1_200, maxCostUsd: 1 },
      });
      const handle = env.client.workflow.getHandle(workflowId);
      const { runId } = await handle.describe();
      await handle.signal('pause', { reason: 'maintenance' });
      while ((await handle.query<BackfillProgress>('progress')).paused === null);
      await handle.signal('resume');
      expect(await handle.result()).toMatchObject({ started: 30, updated: 30, stopped: null });
      return runId;
    });
    await keep('backfillTickets.first-run', workflowId, firstRunId);
    await keep('backfillTickets.last-run', workflowId);
  });

  test('backfillTickets: cancelled while the help desk is away', async () => {
    const tenant = freshTenant();
    const away = () => Promise.reject(failing(FAILURE.platformUnavailable, { nextRetryDelay: 600_000 }));
    const workflowId = backfillWorkflowId(tenant);
    await withWorkers(env, { tenant, activities: { listTickets: away } }, async () => {
      await startBackfill(env.client, {
        ...{ tenant, platform: 'zendesk', anyStatus: true, concurrency: 4, dryRun: true },
        ...{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
        ...{ ratePerMinute: null, maxCostUsd: null },
      });
      const handle = env.client.workflow.getHandle(workflowId);
      while ((await handle.describe()).raw.pendingActivities?.length === 0);
      await handle.signal('cancel', { reason: 'wrong day' });
      expect(await handle.result()).toMatchObject({ stopped: { kind: 'cancelled', reason: 'wrong day' } });
    });
    await keep('backfillTickets.cancelled', workflowId);
  });

  test('tenantDesk: by IDs, by filter, not understood', async () => {
    const tenant = freshTenant();
    const activities = {
      askForVerdicts: () => Promise.resolve(),
      reprocessingBrakes: () => Promise.resolve({ concurrency: 5 }),
      lookUpReprocessing: () => createTicketRuns(env.client).reprocessing({ tenant }),
      findTicketPage: () =>
        Promise.resolve({ ticketIds: ['1', '2'], listed: 2, cursor: '', endOfStream: true }),
      lookUpTickets: ({ ticketIds }: { ticketIds: string[] }) =>
        Promise.resolve(ticketIds.map((ticketId) => ({ ticketId, status: 'failed' }))),
    };
    const workflowId = `desk-${tenant}`;
    await withWorkers(env, { tenant, activities }, async () => {
      const handle = await env.client.workflow.start('tenantDesk', {
        workflowId,
        taskQueue: TICKETS_QUEUE,
        args: [{ tenant, platform: 'zendesk' }],
      });
      await handle.signal('reprocess', { ticketIds: ['7'] });
      await handle.signal('reprocess', { colour: 'red' });
      await handle.signal('reprocess', { filter: { source: 'rules' } });
      while ((await handle.query<{ served: number }>('state')).served < 2);
    });
    await keep('tenantDesk.requests', workflowId);
    await keep('reprocessTickets.by-filter', `reprocess-${tenant}`);
    await env.client.workflow.getHandle(workflowId).terminate('end of test');
  });

  test('applyRetention: a day is deleted, after the database was away once', async () => {
    let attempts = 0;
    const activities = {
      deleteOutcomes: () =>
        (attempts += 1) === 1
          ? Promise.reject(failing('DatabaseAway', { nextRetryDelay: 10 }))
          : Promise.resolve(37),
    };
    const workflowId = `retention-${freshTenant()}`;
    await withWorkers(env, { tenant: freshTenant(), activities }, async () => {
      const input: ApplyRetentionInput = { keepDays: 400 };
      await env.client.workflow.execute('applyRetention', {
        workflowId,
        taskQueue: TICKETS_QUEUE,
        args: [input],
      });
    });
    await keep('applyRetention.deleted', workflowId);
  });

  test('processTicket: an upgrade while the model is away again leaves the ticket as it is', async () => {
    const tenant = freshTenant();
    const down = failing(FAILURE.modelUnavailable, { nonRetryable: true });
    const stubs = ticketStubs({ analyzeTicket: () => Promise.reject(down) });
    const fallback = previousWrite({ tags: ['ai_processed', 'ai_fallback'] });
    const readHistory = () => Promise.resolve({ previous: fallback, nextPage: null });
    const activities = { ...stubs.activities, readHistory };
    const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
    await withWorkers(env, { tenant, activities }, async () => {
      const handle = await env.client.workflow.signalWithStart('processTicket', {
        workflowId,
        taskQueue: TICKETS_QUEUE,
        args: [{ tenant, platform: 'zendesk', ticketId: '42', reason: 'upgrade' }],
        signal: 'reprocess',
        signalArgs: [{ reason: 'upgrade', upgrade: true, key: 'k' }],
      });
      expect(await handle.result()).toMatchObject({ kind: 'unchanged', why: FAILURE.modelUnavailable });
    });
    await keep('processTicket.upgrade-left', workflowId);
  });

  test('reviveFailed: two batches, one ticket that cannot be taken up', async () => {
    const due = Array.from({ length: 11 }, (_none, index) => ({
      ticketId: String(index),
      runId: 'r',
      unfinished: ['r'],
    }));
    const activities = {
      findFailedTickets: () => Promise.resolve({ waiting: 12, due }),
      findEndedByPeople: () => Promise.resolve([]),
      inspectEndedRun: () => Promise.resolve({ tried: null }),
      reviveTicket: ({ ticketId }: { ticketId: string }) =>
        ticketId === '0'
          ? Promise.reject(failing('NoKey', { nonRetryable: true }))
          : Promise.resolve(ticketId !== '1'),
    };
    const tenant = freshTenant();
    const workflowId = `revive-${tenant}`;
    const result: unknown = await withWorkers(env, { tenant, activities }, () =>
      env.client.workflow.execute('reviveFailed', {
        ...{ workflowId, taskQueue: TICKETS_QUEUE, args: [{ tenant }] },
      }),
    );
    expect(result).toEqual({
      ...{ waiting: 12, revived: 9, superseded: 1, leftOver: 1 },
      ...{ endedByPeople: 0, recordedLate: 0 },
    });
    await keep('reviveFailed.two-batches', workflowId);
  });

  test('upgradeFallbacks: the first and the last run of one that continued as new until the model went away', async () => {
    const tenant = freshTenant();
    let asked = 0;
    const activities = {
      findUpgradable: () => Promise.resolve(['1', '2']),
      probeModel: () => Promise.resolve(null),
      askForVerdicts: () => Promise.resolve(void (asked += 1)),
      lookUpTickets: ({ ticketIds }: { ticketIds: string[] }) =>
        Promise.resolve(
          ticketIds.map((ticketId) =>
            asked < 4
              ? { ticketId, status: 'done', kind: 'updated', source: 'llm' }
              : { ticketId, status: 'done', kind: 'unchanged', source: null, why: FAILURE.modelTimeout },
          ),
        ),
    };
    const workflowId = `upgrade-${tenant}`;
    const firstRunId = await withWorkers(env, { tenant, activities }, async () => {
      const handle = await env.client.workflow.start('upgradeFallbacks', {
        workflowId,
        taskQueue: TICKETS_QUEUE,
        args: [{ tenant, concurrency: 2 }],
      });
      const stopped = FAILURE.modelTimeout;
      expect(await handle.result()).toEqual({ after: '2', asked: 8, upgraded: 6, stopped });
      return handle.firstExecutionRunId;
    });
    await keep('upgradeFallbacks.first-run', workflowId, firstRunId);
    await keep('upgradeFallbacks.last-run', workflowId);
  });

  test('watchIncidents: the first run of one that continued as new, with broken channels', async () => {
    const finding = {
      ...{ tenant: 'acme', condition: 'credentialsRefused', severity: 'critical', found: 'It answers 401.' },
    };
    const told: string[] = [];
    let looks = 0;
    const activities = {
      lookAround: () => {
        looks += 1;
        const findings = looks < 5 ? [finding] : [];
        const channels = ['pagerduty', 'slack', 'email'];
        return Promise.resolve({ findings, unknown: [], channels, quiet: false, nextLookInMs: 1 });
      },
      tellPeople: ({ channel, notice }: { channel: string; notice: { kind: string } }) => {
        if (channel !== 'email' && notice.kind === 'open')
          return Promise.reject(failing(FAILURE.alertRefused, { nonRetryable: true }));
        told.push(`${channel} ${notice.kind}`);
        return Promise.resolve();
      },
      reportUntold: () => Promise.resolve(),
    };
    const tenant = freshTenant();
    const workflowId = `watch-${tenant}`;
    const firstRunId = await withWorkers(env, { tenant, activities }, async () => {
      const handle = await env.client.workflow.start('watchIncidents', {
        ...{ workflowId, taskQueue: TICKETS_QUEUE, args: [{}] },
      });
      while ((await handle.describe()).runId === handle.firstExecutionRunId || told.length < 2);
      return handle.firstExecutionRunId;
    });
    await env.client.workflow.getHandle(workflowId).terminate('end of test');
    expect(told).toEqual(['email open', 'email over']);
    await keep('watchIncidents.first-run', workflowId, firstRunId);
  });

  test('dailySummary: mailed', async () => {
    const activities = {
      summarizeDay: ({ to }: { to: string }) => Promise.resolve({ from: to, to, tenants: [] }),
      sendDailySummary: () => Promise.resolve(true),
    };
    const tenant = freshTenant();
    const workflowId = `daily-summary-${tenant}`;
    await withWorkers(env, { tenant, activities }, () =>
      env.client.workflow.execute('dailySummary', { workflowId, taskQueue: TICKETS_QUEUE }),
    );
    await keep('dailySummary.mailed', workflowId);
  });

  test('all of them replay', async () => {
    const results = await replayed(today);
    expect(Object.keys(results).length).toBeGreaterThanOrEqual(paths.length + 12);
    expect(Object.entries(results).filter(([, failure]) => failure !== null)).toEqual([]);
  });
});
