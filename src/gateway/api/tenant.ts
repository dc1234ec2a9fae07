import type { PlatformName } from '../../contract/names.js';
import type { QueueRates } from '../../domain/queue-rates.js';

/** A tenant, as far as the API tells of it. */
export interface ApiTenant {
  name: string;
  platform: PlatformName;
  /** USD; null: none. */
  monthlyBudgetUsd: number | null;
  /** What the Temporal server is asked to hand out on its queues. */
  queueRates: QueueRates;
  /** The page of a ticket in the help desk. */
  ticketUrl: (ticketId: string) => string;
}
