import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OpenCircuit, OutcomeStore } from '../../../src/ports/records.js';
import { openOutcomeStore, type OutcomeStoreLocation } from '../../../src/records/statistics/database.js';
import { readOpenCircuits } from '../../../src/records/statistics/read-only.js';
import { onEachDatabase } from './support/databases.js';

const NOW = '2026-03-01T12:01:00.000Z';

const circuit = (overrides: Partial<OpenCircuit> = {}): OpenCircuit => ({
  worker: '7@host-1',
  tenant: 'acme',
  service: 'platform',
  state: 'open',
  since: '2026-03-01T12:00:00.000Z',
  changedAt: '2026-03-01T12:00:30.000Z',
  ...overrides,
});

onEachDatabase((newLocation) => {
  let location: OutcomeStoreLocation;
  let store: OutcomeStore;
  beforeEach(async () => {
    location = await newLocation();
    store = await openOutcomeStore(location);
  });
  afterEach(() => store.close());

  const open = () => store.circuits.open('acme', NOW);

  test('the last that a worker said stands, and one that closed is gone', async () => {
    await store.circuits.setOpen(circuit());
    await store.circuits.setOpen(circuit({ state: 'halfOpen' }));
    expect(await open()).toEqual([circuit({ state: 'halfOpen' })]);
    await store.circuits.setClosed(circuit());
    expect(await open()).toEqual([]);
  });

  test('workers, services and tenants are apart; the one open for longest comes first', async () => {
    const others = [
      circuit({ service: 'model', since: '2026-03-01T11:59:59.000Z' }),
      circuit({ worker: '8@host-1', since: '2026-03-01T12:00:01.000Z' }),
    ] as const;
    for (const each of [circuit(), ...others, circuit({ tenant: 'other' })])
      await store.circuits.setOpen(each);
    expect(await open()).toEqual([others[0], circuit(), others[1]]);
    await store.circuits.setClosed(circuit());
    expect(await open()).toEqual(others);
  });

  test('a worker that falls silent is believed for 90 s, and then swept out by the next report', async () => {
    await store.circuits.setOpen(circuit({ worker: 'gone', changedAt: '2026-03-01T11:59:30.000Z' }));
    expect(await open()).toHaveLength(1);
    expect(await store.circuits.open('acme', '2026-03-01T12:01:00.001Z')).toEqual([]);
    await store.circuits.setOpen(circuit({ changedAt: '2026-03-01T12:01:00.001Z' }));
    expect(await store.circuits.open('acme', '2026-03-01T12:00:00.000Z')).toHaveLength(1);
  });

  test('can be read without opening the store; a database without the table has none', async () => {
    await store.circuits.setOpen(circuit());
    expect(await readOpenCircuits(location, 'acme', NOW)).toEqual([circuit()]);
    expect(await readOpenCircuits(await newLocation(), 'acme', NOW)).toEqual([]);
  });
});
