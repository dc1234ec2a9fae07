import type { Client } from '@temporalio/client';
import { tenantNow } from '../../health/status.js';
import type { OutcomeStore } from '../../ports/records.js';
import { temporalTrouble } from './api.js';
import type { ApiTenant, LiveTenant, QueueState } from './wire.js';
import proto from '@temporalio/proto';
import { serviceQueues } from '../../contract/names.js';

/** A reader waits for no server that is away. */
const TEMPORAL_WITHIN_MS = 4_000;

/** What goes on at a tenant now; without Temporal, why it is not known. */
export async function liveTenant(
  { client, outcomes }: { client: Client; outcomes: OutcomeStore },
  tenant: ApiTenant,
  now: Date,
): Promise<LiveTenant> {
  const { name, monthlyBudgetUsd } = tenant;
  try {
    return await client.withDeadline(now.getTime() + TEMPORAL_WITHIN_MS, async () => {
      const [status, queues] = await Promise.all([
        tenantNow({ client, outcomes, tenant: name, monthlyBudgetUsd }, now),
        queueStates(client, tenant),
      ]);
      return { tenant: name, error: null, status, queues };
    });
  } catch (error) {
    const trouble = temporalTrouble(error);
    if (trouble === null) throw error;
    return { tenant: name, error: trouble.message, status: null, queues: [] };
  }
}

const { TaskQueueType } = proto.temporal.api.enums.v1;
const NAMES = ['listing', 'reads', 'updates', 'model'] as const;

/** How the queues of a tenant stand whose rates the Temporal server limits, of all workers together. */
function queueStates(client: Client, { name, queueRates }: ApiTenant): Promise<QueueState[]> {
  const limits = {
    listing: queueRates.listingPerSecond,
    reads: queueRates.readsPerSecond,
    updates: queueRates.updatesPerSecond,
    model: null,
  };
  const queues = serviceQueues(name);
  return Promise.all(
    NAMES.map(async (queue) => {
      const { stats } = await client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: queues[queue] },
        taskQueueType: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
        reportStats: true,
      });
      const limit = limits[queue];
      return {
        queue,
        limitPerMinute: limit === null ? null : Math.round(limit * 60),
        handedOutPerMinute: Math.round((stats?.tasksDispatchRate ?? 0) * 60),
        waiting: Number(stats?.approximateBacklogCount ?? 0),
      };
    }),
  );
}
