import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { serviceQueues } from '../contract/names.js';

const { TaskQueueType } = proto.temporal.api.enums.v1;

/** Whether a tenant's tickets are written to. */
export interface WriteSwitch {
  tenant: string;
  /** Null while writes go through, at the rate that the workers ask for. */
  stopped: WriteStop | null;
  /** Steps that wait on the queue; about. */
  waiting: number;
}

/** Who stopped the writes, and why. */
export interface WriteStop {
  reason: string;
  /** ISO 8601. */
  since: string;
  by: string;
}

/**
 * Stops all writes of a tenant: the Temporal server hands out no step of its updates queue any more, whatever number
 * of workers ask, until `resumeWrites`. Kept by the server, over restarts of everything. A write whose request was
 * sent may still be applied, at most a request's time-out later.
 * Measured on server 1.32: in force when this resolves, also for what waits on the queue.
 * @throws {Error} when the server does not tell of it within 10 s.
 * @see docs/decisions/2026-11-22-writes-are-stopped-at-the-queue.md
 */
export async function stopWrites(client: Client, tenant: string, reason: string): Promise<void> {
  await limitUpdates(client, tenant, { rateLimit: { requestsPerSecond: 0 }, reason });
}

/**
 * Lets writes through again, at the rate that the workers ask for; what waited goes first, about a second later.
 * @throws {Error} as `stopWrites`.
 */
export async function resumeWrites(client: Client, tenant: string): Promise<void> {
  await limitUpdates(client, tenant, { reason: '' });
}

/** How the switch of a tenant stands. */
export async function readWriteSwitch(client: Client, tenant: string): Promise<WriteSwitch> {
  const { config, stats } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: serviceQueues(tenant).updates },
    taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
    reportConfig: true,
    reportStats: true,
  });
  const waiting = Number(stats?.approximateBacklogCount ?? 0);
  const { rateLimit, metadata } = config?.queueRateLimit ?? {};
  // A limit that is no zero is an operator's own, and lets writes through.
  if (!rateLimit || rateLimit.requestsPerSecond) return { tenant, stopped: null, waiting };
  const since = new Date(Number(metadata?.updateTime?.seconds ?? 0) * 1000).toISOString();
  const stopped = { reason: metadata?.reason ?? '', since, by: metadata?.updateIdentity ?? '' };
  return { tenant, stopped, waiting };
}

interface RateLimitUpdate {
  /** Absent: no limit but the workers'. */
  rateLimit?: { requestsPerSecond: number };
  reason: string;
}

const TOLD_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 50;

/** The part of the server that hands out steps hears of a change a moment after the part that keeps it. */
async function limitUpdates(client: Client, tenant: string, update: RateLimitUpdate): Promise<void> {
  await client.workflowService.updateTaskQueueConfig({
    namespace: client.options.namespace,
    identity: client.options.identity,
    taskQueue: serviceQueues(tenant).updates,
    taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
    updateQueueRateLimit: update,
  });
  const deadlineMs = Date.now() + TOLD_WITHIN_MS;
  for (;;) {
    const { stopped } = await readWriteSwitch(client, tenant);
    if (update.rateLimit === undefined ? stopped === null : stopped?.reason === update.reason) return;
    if (Date.now() >= deadlineMs)
      throw new Error(
        `the server does not tell yet that the writes of ${tenant} changed: look at its status`,
      );
    await delay(LOOK_AGAIN_MS);
  }
}
