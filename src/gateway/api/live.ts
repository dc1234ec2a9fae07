import type { Client } from '@temporalio/client';
import { tenantNow } from '../../health/status.js';
import type { OutcomeStore } from '../../ports/records.js';
import { queueStates } from './queue-states.js';
import { temporalTrouble } from './temporal-trouble.js';
import type { ApiTenant } from './tenant.js';
import type { LiveTenant } from './wire.js';

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
