import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { serviceQueues } from '../../contract/names.js';
import type { ApiTenant } from './tenant.js';
import type { QueueState } from './wire.js';

const { TaskQueueType } = proto.temporal.api.enums.v1;
const NAMES = ['listing', 'reads', 'updates', 'model'] as const;

/** How the queues of a tenant stand whose rates the Temporal server limits, of all workers together. */
export function queueStates(client: Client, { name, queueRates }: ApiTenant): Promise<QueueState[]> {
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
