import { type OutcomeRecord, ERASED } from './outcome.js';

/** Temporal's Web UI. */
export interface TemporalUi {
  url: string;
  namespace: string;
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

/** The configured one; null: none is. */
export const temporalUiOf = (
  { temporalUiUrl }: { temporalUiUrl: string | null },
  namespace: string,
): TemporalUi | null => (temporalUiUrl === null ? null : { url: temporalUiUrl, namespace });
