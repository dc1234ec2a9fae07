import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import type { OutcomeRecord } from '../../../src/contract/outcome.js';
import { openOutcomeStore, type OutcomeStoreLocation } from '../../../src/records/statistics/database.js';
import { onEachDatabase } from './support/databases.js';
import { outcome } from './support/outcomes.js';

const PROGRAM = path.join(import.meta.dirname, 'support', 'recording-process.ts');
const ALWAYS = { tenant: null, from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };

async function recordInProcess(location: OutcomeStoreLocation, rounds: OutcomeRecord[]): Promise<number> {
  const args = ['--import', 'tsx', PROGRAM, JSON.stringify(location), JSON.stringify(rounds)];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return Number(stdout);
}

onEachDatabase((newLocation) => {
  test('processes that migrate an empty database and record at once count every round once', async () => {
    const location = await newLocation();
    const shared = Array.from({ length: 100 }, () => outcome());
    const own = () => [...Array.from({ length: 100 }, () => outcome()), ...shared];
    const added = await Promise.all([own(), own()].map((rounds) => recordInProcess(location, rounds)));
    expect(added.reduce((sum, each) => sum + each, 0)).toBe(300);
    const store = await openOutcomeStore(location);
    expect((await store.figures(ALWAYS)).total).toBe(300);
    expect(await store.recent(ALWAYS, 1000)).toHaveLength(300);
    await store.close();
  });
});
