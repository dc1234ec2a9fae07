import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { healthOf, reasonsOf, statusOf, type Health } from '../../src/health/health.js';
import type { Pause } from '../../src/temporal/pause.js';
import { diskState, type Probes } from '../../src/health/probes.js';
import type { WriteStop } from '../../src/temporal/write-switch.js';
import type { OpenCircuit, OutcomeStore } from '../../src/ports/records.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const CHECKS: Health['checks'] = { zendesk_api: 'ok', llm_api: 'ok', disk_space: 'ok', temporal: 'ok' };
const METRICS = { success_rate_24h: 1, p95_latency_24h: 4 };

describe('the status', () => {
  test.each<
    [string, Partial<Health['checks']>, Partial<typeof METRICS> | { success_rate_24h: null }, string]
  >([
    ['everything well', {}, {}, 'healthy'],
    ['no ticket yet', {}, { success_rate_24h: null }, 'healthy'],
    ['the model away: rules decide', { llm_api: 'error' }, {}, 'degraded'],
    ['the disk filling up', { disk_space: 'warning' }, {}, 'degraded'],
    ['success below 99.5 %', {}, { success_rate_24h: 0.994 }, 'degraded'],
    ['p95 above 15 s', {}, { p95_latency_24h: 15.1 }, 'degraded'],
    ['success below 99 %', {}, { success_rate_24h: 0.989 }, 'unhealthy'],
    ['the help desk away', { zendesk_api: 'error' }, {}, 'unhealthy'],
    ['a Freshdesk away', { freshdesk_api: 'error' }, {}, 'unhealthy'],
    ['Temporal away', { temporal: 'error' }, {}, 'unhealthy'],
    ['the disk full', { disk_space: 'critical' }, {}, 'unhealthy'],
  ])('%s: checks %j, metrics %j → %s', (_name, checks, metrics, status) => {
    const vitals = { checks: { ...CHECKS, ...checks }, metrics: { ...METRICS, ...metrics } };
    expect(statusOf({ ...vitals, writes: null, circuits: [] })).toBe(status);
  });
});

test('says why, worst first, without names', () => {
  const vitals = {
    checks: { ...CHECKS, llm_api: 'error' as const },
    metrics: { ...METRICS, success_rate_24h: 0.9 },
  };
  const troubled = { undone: 2, rejected: 1 };
  const found = { ...vitals, writes: null, circuits: [], troubled };
  expect(statusOf({ ...found, metrics: METRICS, checks: CHECKS })).toBe('degraded');
  expect(reasonsOf(found)).toEqual([
    '90.0 % of the rounds of 24 hours ended well.',
    'The model does not answer; the rules decide.',
    'Something at the help desk takes our tag off; tickets left alone: 2.',
    'The help desk refuses our writes; tickets not written: 1.',
  ]);
});

const newFolderOfTheDisk = temporaryFolders();

describe('what holds the work up for a while', () => {
  const newFolder = temporaryFolders();
  let outcomes: OutcomeStore;
  beforeEach(async () => {
    outcomes = await openOutcomeStore({ dataDir: newFolder() });
  });
  afterEach(() => outcomes.close());

  const NOW = new Date('2026-03-01T12:00:00.000Z');
  const healthWhen = (stopped: WriteStop | null, paused: Pause | null = null) => {
    const well = () => Promise.resolve(true);
    const probes: Probes = {
      ...{ platform: well, model: well, temporal: well },
      disk: () => Promise.resolve('ok'),
      writes: () => Promise.resolve({ tenant: 'acme', stopped, waiting: 0 }),
      pause: () => Promise.resolve({ tenant: 'acme', paused }),
    };
    return healthOf({ probes, outcomes, tenant: 'acme' }, NOW);
  };
  const openCircuit = (circuit: Partial<OpenCircuit>): OpenCircuit => ({
    ...{ worker: '7@host-1', tenant: 'acme', service: 'model', state: 'open' },
    since: '2026-03-01T11:59:00.000Z',
    changedAt: '2026-03-01T11:59:30.000Z',
    ...circuit,
  });

  test('the check of the help desk bears the name of its kind', async () => {
    const probes: Probes = {
      ...{ platform: () => Promise.resolve(false), model: () => Promise.resolve(true) },
      ...{ temporal: () => Promise.resolve(true), disk: () => Promise.resolve('ok') },
      writes: () => Promise.resolve(null),
      pause: () => Promise.resolve(null),
    };
    const { checks, status } = await healthOf(
      { probes, outcomes, tenant: 'acme', platformName: 'freshdesk' },
      NOW,
    );
    expect({ checks, status }).toEqual({
      checks: { freshdesk_api: 'error', llm_api: 'ok', disk_space: 'ok', temporal: 'ok' },
      status: 'unhealthy',
    });
  });

  test('nothing → healthy', async () => {
    expect(await healthWhen(null)).toMatchObject({
      ...{ status: 'healthy', writes: { stopped: false, since: null }, circuits: [] },
      pause: { paused: false, since: null },
    });
  });

  test('writes that somebody stopped → degraded, since when, and not who nor why', async () => {
    const since = '2026-03-01T10:00:00.000Z';
    const health = await healthWhen({ since, by: 'kim@host-9', reason: 'wrong tags on VIPs' });
    expect(health).toMatchObject({ status: 'degraded', writes: { stopped: true, since } });
    expect(JSON.stringify(health)).not.toMatch(/kim|VIP/);
  });

  test('a tenant that somebody paused → degraded, since when, and not who nor why', async () => {
    const since = '2026-03-01T10:00:00.000Z';
    const health = await healthWhen(null, { since, by: 'kim@host-9', reason: 'migration of VIPs' });
    expect(health).toMatchObject({ status: 'degraded', pause: { paused: true, since } });
    expect(JSON.stringify(health)).not.toMatch(/kim|VIP/);
  });

  test('open circuits → degraded, which service, since the first one opened, in how many workers', async () => {
    for (const circuit of [
      openCircuit({ state: 'halfOpen' }),
      openCircuit({ worker: '8@host-1', since: '2026-03-01T11:58:00.000Z' }),
      openCircuit({ tenant: 'other' }),
    ])
      await outcomes.circuits.setOpen(circuit);
    const health = await healthWhen(null);
    expect(health).toMatchObject({
      status: 'degraded',
      circuits: [{ service: 'model', state: 'open', since: '2026-03-01T11:58:00.000Z', workers: 2 }],
    });
    expect(JSON.stringify(health)).not.toContain('host-1');
  });

  test('what a worker that is gone said 90 s ago → healthy again', async () => {
    await outcomes.circuits.setOpen(openCircuit({ changedAt: '2026-03-01T11:58:29.999Z' }));
    expect(await healthWhen(null)).toMatchObject({ status: 'healthy', circuits: [] });
  });
});

test('a data folder that is not there yet: the disk is that of the folder it would be made in', async () => {
  const there = newFolderOfTheDisk();
  expect(await diskState(path.join(there, 'not', 'yet'))).toBe(await diskState(there));
});
