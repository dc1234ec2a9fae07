import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import type { TenantStatus } from '../../src/health/status.js';
import type { OutcomeRecord } from '../../src/contract/outcome.js';
import { openOutcomeStore, sqliteFileIn } from '../../src/records/statistics/database.js';
import { storeFileIn } from '../../src/cli/up/embedded-temporal.js';
import { expectPromisesKept } from '../support/ledger-checks.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';
import { HeldModel } from './held-model.js';

jest.setTimeout(600_000);

/** No scan but the one that `up` begins with, and a model that may keep a run waiting for as long as a test needs. */
const SETTINGS = { SCAN_CRON: '0 0 1 1 *', SCAN_START: '720h', LLM_TIMEOUT_MS: '240000' };
const WITHOUT_LIMITS = ['--requests-per-minute', '0', '--updates-per-minute', '0'];

let installation: TestInstallation;
let model: HeldModel;
let platformUrl: string;
let env: Record<string, string>;
beforeEach(async () => {
  installation = new TestInstallation();
  model = new HeldModel();
  platformUrl = await installation.simulate('zendesk', [...WITHOUT_LIMITS, '--tickets', '40']);
  env = { ...SETTINGS, ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: await model.listen() };
});
afterEach(async () => {
  model.release();
  await installation.close();
  await model.close();
});

const ledger = () => sim<Ledger>(platformUrl, 'ledger');
const written = async (): Promise<string[]> =>
  Object.entries((await ledger()).tickets).flatMap(([id, { writes }]) => (writes > 0 ? [id] : []));
const wanted = async (): Promise<string[]> =>
  Object.entries((await ledger()).tickets).flatMap(([id, { status }]) =>
    status === 'new' || status === 'open' ? [id] : [],
  );

/** Runs a command beside `up` to its end. */
async function command<T>(...args: string[]): Promise<T> {
  const { ended, output } = installation.cli([...args, '--json'], env);
  expect({ code: await ended, output: output() }).toMatchObject({ code: 0 });
  return JSON.parse(output()) as T;
}

const figures = async () => (await command<TenantStatus>('status')).figures;

/** The rows of the statistics. */
async function rows(): Promise<OutcomeRecord[]> {
  const store = await openOutcomeStore({ dataDir: installation.dataDir });
  try {
    return await store.recent(
      { tenant: null, from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' },
      1000,
    );
  } finally {
    await store.close();
  }
}

const updatedRows = async () => (await rows()).filter(({ kind }) => kind === 'updated');

async function countRuns(condition: string): Promise<number> {
  const connection = await Connection.connect({ address: installation.runtime.temporalAddress });
  try {
    const query = `WorkflowType = 'processTicket' AND ${condition}`;
    return (await new Client({ connection }).workflow.count(query)).count;
  } finally {
    await connection.close();
  }
}

async function upUntilScanned(): Promise<ChildProcess> {
  const { child, output } = installation.cli(['up'], env);
  await until('the scan is done and no ticket is open', async () => {
    if (!output().includes('Scanning by')) return false;
    return (await command<TenantStatus>('status')).openTickets === 0;
  });
  return child;
}

async function crash(up: ChildProcess): Promise<void> {
  installation.killAll(up);
  await until('up has ended', () => up.exitCode !== null || up.signalCode !== null);
}

/** A SQLite file with its write-ahead log. */
function lose(file: string): void {
  for (const name of readdirSync(path.dirname(file)))
    if (name.startsWith(path.basename(file))) rmSync(path.join(path.dirname(file), name));
}

/** Stops a process of `up` where it is, as if time stood still. */
function signalTo(name: string, signal: 'SIGSTOP' | 'SIGCONT'): void {
  process.kill(installation.processes.find((child) => child.name === name)?.pid as number, signal);
}

describe('Temporal’s store is lost', () => {
  test('in the middle of writing: the rest is taken up, what was written stays, no row counts twice', async () => {
    model.release();
    // A run learns half a second later that its write was applied.
    await sim(platformUrl, 'faults', { commitThenReset: 1 });
    const up = installation.cli(['up'], { ...env, CONCURRENCY: '5' });
    await until('some writes are applied', async () => (await written()).length > 5);
    await crash(up.child);
    const writtenBefore = await written();
    const recorded = new Set((await rows()).map(({ ticketId }) => ticketId));
    expect(writtenBefore.filter((id) => !recorded.has(id))).not.toEqual([]);
    expect((await wanted()).length).toBeGreaterThan(writtenBefore.length);

    lose(storeFileIn(installation.dataDir));
    await sim(platformUrl, 'faults', {});
    await upUntilScanned();
    expectPromisesKept(await ledger());
    const updated = (await updatedRows()).map(({ ticketId }) => ticketId);
    expect(new Set(updated).size).toBe(updated.length);
    const rest = (await wanted()).filter((id) => !writtenBefore.includes(id));
    expect(rest.filter((id) => !updated.includes(id))).toEqual([]);
  });

  test('and an older backup put in its place: what was open then ends without a second write', async () => {
    const up = installation.cli(['up'], env);
    const tickets = await wanted();
    await until('runs wait for the model', () => model.waiting.length >= Math.min(20, tickets.length));
    const pending = Object.entries((await ledger()).tickets).find(([, { status }]) => status === 'pending');
    const asked = pending?.[0] as string;
    await command('schedule', 'pause', '--reason', 'nothing but what is open');
    // A run that has been asked for a verdict, and has not begun.
    signalTo('worker', 'SIGSTOP');
    const request = installation.cli(['reprocess', asked, '--wait'], env);
    await until('it is open', async () => {
      const { openTickets } = await command<TenantStatus>('status');
      return openTickets > model.waiting.length;
    });
    signalTo('temporal', 'SIGSTOP');
    const backup = path.join(installation.folder, 'backup');
    cpSync(path.dirname(storeFileIn(installation.dataDir)), backup, { recursive: true });
    signalTo('temporal', 'SIGCONT');
    signalTo('worker', 'SIGCONT');

    model.release();
    expect(await request.ended).toBe(0);
    await until('the scan is done', () => up.output().includes('Scanning by'));
    const before = await ledger();
    expect(before.tickets[asked]?.writes).toBe(1);
    const rowsBefore = await updatedRows();
    expect(rowsBefore).toHaveLength(tickets.length + 1);
    await crash(up.child);

    lose(storeFileIn(installation.dataDir));
    mkdirSync(path.dirname(storeFileIn(installation.dataDir)), { recursive: true });
    cpSync(backup, path.dirname(storeFileIn(installation.dataDir)), { recursive: true });
    await upUntilScanned();
    expect((await ledger()).tickets).toEqual(before.tickets);
    expect(await updatedRows()).toEqual(rowsBefore);
    expect(await countRuns("Outcome IN ('updated', 'unchanged')")).toBe(tickets.length + 1);
    expect(await countRuns("ExecutionStatus != 'Completed'")).toBe(0);
  });
});

describe('the statistics are lost', () => {
  test('damaged: up says which file; away: the rebuild brings every run back, once; with all the rest: nothing is written again', async () => {
    model.release();
    const up = await upUntilScanned();
    const figuresBefore = await figures();
    const before = await ledger();
    expectPromisesKept(before);
    await crash(up);

    const statistics = sqliteFileIn(installation.dataDir);
    lose(statistics);
    writeFileSync(statistics, 'x'.repeat(8192));
    const refused = installation.cli(['up'], env);
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toContain(`${statistics} is damaged`);

    lose(statistics);
    const again = await upUntilScanned();
    expect((await figures()).total).toBe(0);
    const rebuilt = await command<{ read: number; added: number }>('statistics', 'rebuild');
    expect(rebuilt).toEqual({ read: figuresBefore.total, added: figuresBefore.total });
    expect(await figures()).toEqual(figuresBefore);
    expect(await command('statistics', 'rebuild')).toEqual({ ...rebuilt, added: 0 });
    await crash(again);

    rmSync(installation.dataDir, { recursive: true });
    await upUntilScanned();
    expect((await ledger()).tickets).toEqual(before.tickets);
    expect((await figures()).total).toBe(0);
  });
});
