import type { OpenCircuit } from '../../ports/circuit-states.js';
import { openCircuits } from './operations.js';
import type { OutcomeStoreLocation } from './database.js';
import { lookInto } from './read-only.js';
import type { StatisticsTables } from './tables.js';

/** The open circuits, without opening the store: nothing is written, and an older schema has none. */
export const readOpenCircuits = (
  location: OutcomeStoreLocation,
  tenant: string,
  now: string,
): Promise<OpenCircuit[]> =>
  lookInto<StatisticsTables, OpenCircuit[]>(location, {
    table: 'circuit_states',
    absent: [],
    look: (db) => openCircuits(db, tenant, now),
  });
