import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { Build } from './fleet.js';

/** One run of a ticket's workflow. */
export interface TracedRun {
  ticketId: string;
  /** Builds that worked on it (workflow tasks, or steps by one of their workers), each once, in order. */
  builds: string[];
  startedAtMs: number;
  /** Null while it runs. */
  closedAtMs: number | null;
}

type Event = Pick<
  temporal.api.history.v1.IHistoryEvent,
  'workflowTaskCompletedEventAttributes' | 'activityTaskStartedEventAttributes'
>;

/** Who has worked on a run, by its history. `unversioned` and `unknown` stand for what should not be there. */
export function buildsIn(
  events: readonly Event[],
  buildOf: (identity: string) => Build | undefined,
): string[] {
  const seen = events.flatMap((event) => {
    const { workflowTaskCompletedEventAttributes: task, activityTaskStartedEventAttributes: step } = event;
    if (task) return [task.deploymentVersion?.buildId || 'unversioned'];
    if (step) return [buildOf(step.identity ?? '') ?? 'unknown'];
    return [];
  });
  return [...new Set(seen)];
}

/** All runs of tickets' workflows. */
export async function ticketRuns(
  client: Client,
  buildOf: (identity: string) => Build | undefined,
): Promise<TracedRun[]> {
  const runs: TracedRun[] = [];
  for await (const run of client.workflow.list({ query: "WorkflowType = 'processTicket'" })) {
    const { events } = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
    runs.push({
      ticketId: run.workflowId.split('-').at(-1) ?? run.workflowId,
      builds: buildsIn(events ?? [], buildOf),
      startedAtMs: run.startTime.getTime(),
      closedAtMs: run.closeTime?.getTime() ?? null,
    });
  }
  return runs;
}

/** Runs that were open at a moment. */
export const openAt = (runs: readonly TracedRun[], atMs: number): TracedRun[] =>
  runs.filter(
    ({ startedAtMs, closedAtMs }) => startedAtMs <= atMs && (closedAtMs === null || closedAtMs > atMs),
  );

/** How many runs each course of builds has, such as `A` or `C, B`; the most frequent first. */
export function byBuilds(runs: readonly TracedRun[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { builds } of runs) {
    const course = builds.join(', ') || 'none';
    counts.set(course, (counts.get(course) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([, left], [, right]) => right - left));
}
