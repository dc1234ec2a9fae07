import type { Client } from '@temporalio/client';
import type { TenantDeskInput } from '../contract/desk.js';
import { deskWorkflowId, SEARCH_ATTRIBUTES, TICKETS_QUEUE, type PlatformName } from '../contract/names.js';
import { TASK_OF_A_LONG_HISTORY } from './schedules.js';

/** Makes sure that the tenant's desk is open. Does nothing when it is. */
export async function ensureDesk(client: Client, tenant: string, platform: PlatformName): Promise<void> {
  const input: TenantDeskInput = { tenant, platform };
  await client.workflow.start('tenantDesk', {
    workflowId: deskWorkflowId(tenant),
    workflowIdConflictPolicy: 'USE_EXISTING',
    taskQueue: TICKETS_QUEUE,
    args: [input],
    workflowTaskTimeout: TASK_OF_A_LONG_HISTORY,
    staticSummary: `desk of ${tenant}`,
    staticDetails: 'Signal `reprocess` asks for new verdicts, by ticket IDs or by filter.',
    typedSearchAttributes: [
      { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
      { key: SEARCH_ATTRIBUTES.platform, value: platform },
    ],
  });
}
