import { expect, test } from '@jest/globals';
import { countedOutcomes } from '../../../src/health/metrics/worker-metrics.js';
import type { OutcomeStore } from '../../../src/ports/records.js';
import type { OutcomeRecord } from '../../../src/contract/outcome.js';
import { outcome } from '../../records/statistics/support/outcomes.js';

function counted(record: OutcomeStore['record']) {
  const ended: OutcomeRecord[] = [];
  const store = countedOutcomes({ record } as OutcomeStore, {
    roundEnded: (round) => void ended.push(round),
  });
  return { store, ended };
}

test('a round that is recorded twice is counted once', async () => {
  const known = new Set<string>();
  const { store, ended } = counted(({ runId }) => {
    const first = !known.has(runId);
    known.add(runId);
    return Promise.resolve(first);
  });
  const round = outcome();
  expect([await store.record(round), await store.record(round)]).toEqual([true, false]);
  expect(ended).toEqual([round]);
});

test('a round that could not be recorded is not counted: the next attempt counts it', async () => {
  const { store, ended } = counted(() => Promise.reject(new Error('no database')));
  await expect(store.record(outcome())).rejects.toThrow('no database');
  expect(ended).toEqual([]);
});
