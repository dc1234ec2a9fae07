import type { Logger } from 'pino';
import type { ConnectedClient } from '../client.js';
import type { StatisticsConfig } from '../config/statistics.js';
import { provisionChanges } from './provision-changes.js';
import type { TenantChanges } from './tenant-changes.js';
import type { TenantRoster } from './tenants-now.js';
import { plannedQueues, type PlannedQueue } from '../temporal/planned-queues.js';
import type { RunningQueues } from '../temporal/running-queues.js';

export interface PutInForceOptions {
  connected: ConnectedClient;
  statistics: Pick<StatisticsConfig, 'retentionDays'>;
  roster: TenantRoster;
  queues: Pick<RunningQueues<PlannedQueue>, 'serve'>;
  processId: string;
  logger: Pick<Logger, 'warn'>;
}

/**
 * Makes changed tenants those of a worker process: on the server, then for its steps, then on its queues. Who was taken
 * out is known until the steps under way are finished. Safe to repeat where it was cut short.
 */
export const putInForce =
  ({ connected, statistics, roster, queues, processId, logger }: PutInForceOptions) =>
  async (changes: TenantChanges): Promise<void> => {
    const { added, changed, removed } = changes;
    await provisionChanges(connected, changes, { statistics, logger });
    roster.serve([...added, ...changed]);
    const staying = [...roster.configured.values()].filter(({ name }) => !removed.includes(name));
    await queues.serve(plannedQueues(staying, processId));
    roster.drop(removed);
  };
