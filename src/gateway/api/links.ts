import { runUrlOf, type TemporalUi } from '../../contract/run-url.js';
import type { OutcomeRecord } from '../../ports/records.js';
import { ERASED } from '../../records/statistics/erase-tickets.js';
import type { ApiTenant } from './tenant.js';
import type { ListedTicket } from './wire.js';

/** A round with its links; `tenant`: its own, undefined when it is no more. */
export function withLinks(
  outcome: OutcomeRecord,
  tenant: ApiTenant | undefined,
  temporalUi: TemporalUi | null,
): ListedTicket {
  const { ticketId } = outcome;
  return {
    ...outcome,
    helpDeskUrl: ticketId === ERASED ? null : (tenant?.ticketUrl(ticketId) ?? null),
    runUrl: runUrlOf(temporalUi, outcome),
  };
}
