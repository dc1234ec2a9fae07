import type { Kysely } from 'kysely';
import type { Period } from '../../ports/records.js';
import { ofTenant } from './period-figures.js';
import type { StatisticsTables } from './tables.js';
import { timeMs } from './time-units.js';

/** The rounds that ended in a period. */
export const endedWithin = (db: Kysely<StatisticsTables>, { tenant, from, to }: Period) =>
  db
    .selectFrom('ticket_outcomes')
    .where(ofTenant(tenant))
    .where('ended_at_ms', '>=', timeMs(from))
    .where('ended_at_ms', '<', timeMs(to));
