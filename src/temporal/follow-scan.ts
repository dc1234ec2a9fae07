import { setTimeout as delay } from 'node:timers/promises';
import {
  isGrpcServiceError,
  WorkflowFailedError,
  type Client,
  type ScheduleHandle,
} from '@temporalio/client';
import type { ScanProgress, ScanTicketsResult } from '../contract/scan.js';
import { runOfSchedule } from './pause.js';
import { rootMessage } from '../contract/failures.js';

interface FollowOptions {
  client: Client;
  schedule: ScheduleHandle;
  signal: AbortSignal;
  onProgress: (progress: ScanProgress) => void;
}

/** How a scan ended, for people. `paused`: the schedule is paused, so none was started. */
export type ScanEnd =
  | { kind: 'done'; result: ScanTicketsResult }
  | { kind: 'failed'; why: string }
  | { kind: 'paused'; note: string };

const POLL_MS = 300;

/**
 * Follows the running scan, or starts one by the schedule (tracked by it, so that its cursor is kept) and follows
 * that. Bears with a Temporal server that is away for a while.
 */
export async function followScan({ client, schedule, signal, onProgress }: FollowOptions): Promise<ScanEnd> {
  const description = await schedule.describe();
  const { state, info } = description;
  if (state.paused && info.runningActions.length === 0) return { kind: 'paused', note: state.note ?? '' };
  const { workflowId } = await runOfSchedule(schedule, description, signal);
  const handle = client.workflow.getHandle(workflowId);
  const polling = new AbortController();
  // A request that is still retried when the connection is closed ends the process. Each has a signal of its own, as
  // the client never takes its listener back.
  const untilStopped = <T>(ask: () => Promise<T>) => client.withAbortSignal(AbortSignal.any([signal]), ask);
  const progress = pollProgress(
    () => untilStopped(() => handle.query<ScanProgress>('progress')),
    onProgress,
    AbortSignal.any([signal, polling.signal]),
  );
  try {
    for (;;) {
      signal.throwIfAborted();
      const end = await Promise.race([
        endOf(untilStopped(() => handle.result() as Promise<ScanTicketsResult>)),
        untilAborted(signal),
      ]);
      if (end !== null) return end;
      await delay(POLL_MS);
    }
  } finally {
    polling.abort();
    await progress;
  }
}

/** Null when the server could not be asked: ask again. */
async function endOf(result: Promise<ScanTicketsResult>): Promise<ScanEnd | null> {
  try {
    return { kind: 'done', result: await result };
  } catch (error) {
    if (error instanceof WorkflowFailedError) return { kind: 'failed', why: rootMessage(error) };
    if (isGrpcServiceError(error)) return null;
    throw error;
  }
}

/** Never resolves: rejects with the signal's reason, once it is aborted. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** Shows the progress of a workflow, a few times a second, until `signal` is aborted. */
export async function pollProgress<Told>(
  ask: () => Promise<Told>,
  show: (progress: Told) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    // A worker that starts, or is replaced, cannot answer for a moment: the next poll does.
    await ask().then(show, () => undefined);
    await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}
