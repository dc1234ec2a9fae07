import type { Client } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { CALLS, type BareLoopResult, type Call } from './bare-loop.js';
import { mean } from './numbers.js';

type Event = temporal.api.history.v1.IHistoryEvent;

/** Where the time of one ticket went, by the server's clock. All milliseconds. */
export interface TicketTimes {
  latencyMs: number;
  events: number;
  /** From scheduled to handed to a worker, and from there to its answer, by activity. */
  activities: Record<string, { waitMs: number; runMs: number }>;
  workflowTasks: { count: number; waitMs: number; runMs: number };
}

/** Reads the history of each run. */
export async function ticketTimes(client: Client, workflowIds: readonly string[]): Promise<TicketTimes[]> {
  const times: TicketTimes[] = [];
  for (const workflowId of workflowIds) {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    times.push(timesOf(events ?? []));
  }
  return times;
}

/** Sums up one history. An activity that was tried again counts from its first scheduling. */
export function timesOf(events: readonly Event[]): TicketTimes {
  const byId = new Map(events.map((event) => [String(event.eventId), event]));
  const at = (id: unknown): number => milliseconds(byId.get(String(id))?.eventTime);
  const activities: TicketTimes['activities'] = {};
  const workflowTasks = { count: 0, waitMs: 0, runMs: 0 };
  for (const event of events) {
    const activity = event.activityTaskCompletedEventAttributes;
    if (activity) {
      const scheduled = byId.get(String(activity.scheduledEventId));
      const name = scheduled?.activityTaskScheduledEventAttributes?.activityType?.name ?? 'unknown';
      const sum = (activities[name] ??= { waitMs: 0, runMs: 0 });
      sum.waitMs += at(activity.startedEventId) - at(activity.scheduledEventId);
      sum.runMs += milliseconds(event.eventTime) - at(activity.startedEventId);
    }
    const task = event.workflowTaskCompletedEventAttributes;
    if (task) {
      workflowTasks.count += 1;
      workflowTasks.waitMs += at(task.startedEventId) - at(task.scheduledEventId);
      workflowTasks.runMs += milliseconds(event.eventTime) - at(task.startedEventId);
    }
  }
  const [first, last] = [events[0], events.at(-1)];
  return {
    latencyMs: milliseconds(last?.eventTime) - milliseconds(first?.eventTime),
    events: events.length,
    activities,
    workflowTasks,
  };
}

/**
 * What a ticket took beyond its calls: its latency less the run times of its four calls, plus what such a call takes
 * longer in a worker than in the bare loop (decoding, encoding, reporting to the server), on average.
 */
export function overheadsMs(times: readonly TicketTimes[], bare: BareLoopResult): number[] {
  const hiddenMs = CALLS.reduce((sum, call) => sum + hiddenInMs(call, times, bare), 0);
  return times.map(
    ({ latencyMs, activities }) =>
      latencyMs - CALLS.reduce((sum, call) => sum + (activities[call]?.runMs ?? 0), 0) + hiddenMs,
  );
}

function hiddenInMs(call: Call, times: readonly TicketTimes[], { callMs }: BareLoopResult): number {
  return mean(times.map(({ activities }) => activities[call]?.runMs ?? 0)) - mean(callMs[call]);
}

/** Average times a ticket, one line a step: what waits, what runs, and what the same call takes in the bare loop. */
export function profileLines(times: readonly TicketTimes[], bare: BareLoopResult): string[] {
  const names = [...new Set(times.flatMap(({ activities }) => Object.keys(activities)))];
  const round = (value: number): string => value.toFixed(0).padStart(6);
  const lines = names.map((name) => {
    const waitMs = mean(times.map(({ activities }) => activities[name]?.waitMs ?? 0));
    const runMs = mean(times.map(({ activities }) => activities[name]?.runMs ?? 0));
    const bareMs = (CALLS as readonly string[]).includes(name) ? mean(bare.callMs[name as Call]) : Number.NaN;
    return `  ${name.padEnd(16)} wait ${round(waitMs)} ms  run ${round(runMs)} ms  bare ${Number.isNaN(bareMs) ? '     -' : round(bareMs)} ms`;
  });
  const tasks = times.map(({ workflowTasks }) => workflowTasks);
  return [
    ...lines,
    `  ${'workflow tasks'.padEnd(16)} wait ${round(mean(tasks.map(({ waitMs }) => waitMs)))} ms  run ${round(mean(tasks.map(({ runMs }) => runMs)))} ms  ${mean(tasks.map(({ count }) => count)).toFixed(1)} a ticket`,
  ];
}

function milliseconds(time: Event['eventTime']): number {
  return Number(time?.seconds ?? 0) * 1000 + (time?.nanos ?? 0) / 1e6;
}
