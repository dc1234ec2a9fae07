import type { OutcomeRecord } from '../../ports/outcome-store.js';
import { ERASED } from '../../statistics/erase-tickets.js';
import type { ApiTenant } from './tenant.js';
import type { ListedTicket } from './wire.js';

/** Temporal's Web UI. */
export interface TemporalUi {
  url: string;
  namespace: string;
}

/** Knows where else a round can be seen. */
export interface Links {
  tenant: (name: string) => ApiTenant | undefined;
  temporalUi: TemporalUi | null;
}

/** A run's page in Temporal's Web UI; null where none is configured. */
export function runUrlOf(
  temporalUi: TemporalUi | null,
  { workflowId, runId }: Pick<OutcomeRecord, 'workflowId' | 'runId'>,
): string | null {
  if (temporalUi === null || workflowId === ERASED) return null;
  const [namespace, workflow, run] = [temporalUi.namespace, workflowId, runId].map(encodeURIComponent);
  return `${temporalUi.url}/namespaces/${namespace}/workflows/${workflow}/${run}/history`;
}

/** A round with its links. */
export function withLinks(outcome: OutcomeRecord, { tenant, temporalUi }: Links): ListedTicket {
  const { ticketId } = outcome;
  return {
    ...outcome,
    helpDeskUrl: ticketId === ERASED ? null : (tenant(outcome.tenant)?.ticketUrl(ticketId) ?? null),
    runUrl: runUrlOf(temporalUi, outcome),
  };
}
