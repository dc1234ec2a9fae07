import type { Kysely } from 'kysely';
import type { ErasedOutcomes, TicketsQuery } from '../../ports/records.js';
import type { StatisticsTables } from './tables.js';

/** What stands in place of a ticket's ID once it was erased. */
export const ERASED = 'erased';

/** As many as fit into one statement on both databases. */
const BATCH = 500;

/**
 * Takes the tickets' IDs, and what was given as reason, out of their rounds; labels and figures stay, so that sums
 * still add up. Shared verdicts are not known by ticket: the tenant's are deleted altogether.
 */
export async function eraseTickets(
  db: Kysely<StatisticsTables>,
  { tenant, platform, ticketIds }: TicketsQuery,
): Promise<ErasedOutcomes> {
  let outcomes = 0;
  for (let start = 0; start < ticketIds.length; start += BATCH) {
    const updated = await db
      .updateTable('ticket_outcomes')
      .set({ ticket_id: ERASED, workflow_id: ERASED, reason: ERASED })
      .where('ticket_id', 'in', ticketIds.slice(start, start + BATCH))
      .where('tenant', '=', tenant)
      .where('platform', '=', platform)
      .executeTakeFirst();
    outcomes += Number(updated.numUpdatedRows);
  }
  const deleted = await db.deleteFrom('cached_verdicts').where('tenant', '=', tenant).executeTakeFirst();
  return { outcomes, cachedVerdicts: Number(deleted.numDeletedRows) };
}
