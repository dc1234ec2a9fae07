import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { OutcomeRecord } from '../../ports/records.js';
import type { StepAttempts } from './wire.js';

/**
 * How often each step of a run was tried, in the order of their first try; steps inside the worker are not told of.
 * Null when Temporal does not know the run any more.
 */
export async function stepAttemptsOf(
  client: Client,
  { workflowId, runId }: Pick<OutcomeRecord, 'workflowId' | 'runId'>,
): Promise<StepAttempts[] | null> {
  try {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const scheduled = new Map<string, string>();
    const steps = new Map<string, StepAttempts>();
    for (const event of events ?? []) {
      const { activityTaskScheduledEventAttributes: planned, activityTaskStartedEventAttributes: begun } =
        event;
      if (planned) scheduled.set(String(event.eventId), planned.activityType?.name ?? '');
      if (!begun) continue;
      const step = scheduled.get(String(begun.scheduledEventId)) ?? '';
      const known = steps.get(step) ?? { step, attempts: 0, lastFailure: null };
      const failure = begun.lastFailure?.applicationFailureInfo?.type ?? null;
      steps.set(step, {
        ...known,
        attempts: known.attempts + (begun.attempt ?? 1),
        lastFailure: failure ?? known.lastFailure,
      });
    }
    return [...steps.values()];
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
