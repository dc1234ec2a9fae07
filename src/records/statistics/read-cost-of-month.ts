import { costOfMonth } from './cost-of-month.js';
import type { OutcomeStoreLocation } from './database.js';
import { lookInto } from './read-only.js';
import type { StatisticsTables } from './tables.js';

/** USD that a tenant spent in the month of `now` (ISO 8601), without opening the store: nothing is written. */
export const readCostOfMonth = (
  location: OutcomeStoreLocation,
  tenant: string,
  now: string,
): Promise<number> =>
  lookInto<StatisticsTables, number>(location, {
    table: 'hour_totals',
    absent: 0,
    look: async (db) => (await costOfMonth(db, tenant, now)) / 1e6,
  });
