import { SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common';
import { forEachField } from '../domain/verdict-fields.js';

/** Workflows, and the activities that ask no outside service. */
export const TICKETS_QUEUE = 'tickets';

/**
 * Queues whose rate the Temporal server limits for all workers together: one per tenant and outside service.
 * Reads and updates are apart because the platform counts them apart, and so is the listing.
 */
export const serviceQueues = (tenant: string) => ({
  listing: `platform-listing-${tenant}`,
  reads: `platform-reads-${tenant}`,
  updates: `platform-updates-${tenant}`,
  model: `model-${tenant}`,
});

/**
 * The queue of one worker process alone, for a step that needs what that process has in memory. Each tenant has its own,
 * so that steps that wait for a slow help desk take up nobody else's places.
 */
export const processQueue = (processId: string, tenant: string): string => `process-${processId}-${tenant}`;

/** One workflow a ticket, whoever asks: the ID is the lock. */
export const ticketWorkflowId = (tenant: string, platform: string, ticketId: string): string =>
  `ticket-${tenant}-${platform}-${ticketId}`;

/** A dry run never writes, so it needs no lock, and must not hold the ticket's. */
export const dryRunWorkflowId = (tenant: string, platform: string, ticketId: string): string =>
  `dry-run-${ticketWorkflowId(tenant, platform, ticketId)}`;

/** How the workflows of a kind of run are named. */
export const workflowIdsOf = (dryRun: boolean | undefined) => (dryRun ? dryRunWorkflowId : ticketWorkflowId);

/** The schedule of a tenant's scans; its runs are named after it, with a time stamp. */
export const scanScheduleId = (tenant: string): string => `scan-${tenant}`;

/** A keyword for each field of the verdict. */
export const FIELD_ATTRIBUTES = forEachField('name', ({ searchAttribute }) =>
  defineSearchAttributeKey(searchAttribute, SearchAttributeType.KEYWORD),
);

/** What operators filter by in the Web UI and the `temporal` CLI. Never ticket text or personal data. */
export const SEARCH_ATTRIBUTES = {
  tenant: defineSearchAttributeKey('Tenant', SearchAttributeType.KEYWORD),
  platform: defineSearchAttributeKey('Platform', SearchAttributeType.KEYWORD),
  ...FIELD_ATTRIBUTES,
  source: defineSearchAttributeKey('Source', SearchAttributeType.KEYWORD),
  outcome: defineSearchAttributeKey('Outcome', SearchAttributeType.KEYWORD),
  latencyMs: defineSearchAttributeKey('LatencyMs', SearchAttributeType.INT),
  costMicroUsd: defineSearchAttributeKey('CostMicroUsd', SearchAttributeType.INT),
} as const;

/** The kinds of help desks; `platforms/index.ts` has a descriptor of each, which the compiler checks. */
export type PlatformName = 'zendesk' | 'freshdesk';

/** The kind where none is named. */
export const DEFAULT_PLATFORM: PlatformName = 'zendesk';

/** The tenant's desk: takes requests for verdicts as long as the tenant exists. */
export const deskWorkflowId = (tenant: string): string => `desk-${tenant}`;

/** The schedule that applies the retention, one for the installation; its runs are named after it. */
export const RETENTION_SCHEDULE_ID = 'retention';

/** The tenant's schedule that takes up tickets whose run failed. */
export const reviveScheduleId = (tenant: string): string => `revive-${tenant}`;

/** The tenant's schedule that replaces verdicts of the rules once the model is back. */
export const upgradeScheduleId = (tenant: string): string => `upgrade-${tenant}`;
