import type { ReadyTenant } from '../compose/tenants.js';
import { processQueue, serviceQueues, TICKETS_QUEUE } from '../contract/names.js';
import { queueRates } from '../domain/queue-rates.js';
import type { QueuePlan } from './running-queues.js';

/** A queue of this process. `shared`: other processes serve it too. */
export interface PlannedQueue extends QueuePlan {
  shared: boolean;
}

/** A stopping worker waits for the longest step under way: a model call, and this for its answer. */
const GRACE_AFTER_MODEL_CALL_MS = 5_000;
/** Steps without a model call: a request to a help desk takes 15 s at most. */
const GRACE_MS = 20_000;

/**
 * What a process serves for these tenants: workflows and local work on the `tickets` queue; each tenant's platform and
 * model queues, with its rates; and for each a queue of this process alone.
 */
export function plannedQueues(tenants: Iterable<ReadyTenant>, processId: string): PlannedQueue[] {
  return [
    { taskQueue: TICKETS_QUEUE, graceMs: GRACE_MS, shared: true },
    ...[...tenants].flatMap((tenant) => queuesOf(tenant, processId)),
  ];
}

function queuesOf({ name, platform, llm }: ReadyTenant, processId: string): PlannedQueue[] {
  const queues = serviceQueues(name);
  const rates = queueRates(platform);
  const help = { graceMs: GRACE_MS, shared: true };
  return [
    { ...help, taskQueue: queues.listing, perSecond: rates.listingPerSecond },
    { ...help, taskQueue: queues.reads, perSecond: rates.readsPerSecond },
    { ...help, taskQueue: queues.updates, perSecond: rates.updatesPerSecond },
    { taskQueue: queues.model, graceMs: llm.timeoutMs + GRACE_AFTER_MODEL_CALL_MS, shared: true },
    { taskQueue: processQueue(processId, name), graceMs: GRACE_MS, shared: false },
  ];
}
