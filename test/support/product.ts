import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createActivities } from '../../src/activities/index.js';
import type { Tenant } from '../../src/ports/tenant.js';
import { DEFAULT_VERDICT_POLICY } from '../../src/domain/tenant-policy.js';
import type { AuditLog } from '../../src/ports/audit-log.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import type { TicketRuns } from '../../src/ports/ticket-runs.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { fakeModel } from './fake-model.js';
import { fakePlatform } from './fake-platform.js';

/** The product's own activities for one tenant, over a server; its help desk and model answer nothing. */
export function productActivities(
  env: TestWorkflowEnvironment,
  {
    tenant,
    outcomes,
    model = fakeModel([]).model,
    ticketRuns = createTicketRuns(env.client),
    policy,
    audit = { append: () => Promise.resolve() },
  }: {
    tenant: string;
    outcomes: OutcomeStore;
    model?: Tenant['model'];
    ticketRuns?: TicketRuns;
    policy?: Partial<Tenant['policy']>;
    audit?: Pick<AuditLog, 'append'>;
  },
) {
  const configured: Tenant = {
    name: tenant,
    platformName: 'zendesk',
    platform: fakePlatform().platform,
    model,
    policy: {
      ...DEFAULT_VERDICT_POLICY,
      scanStatuses: ['new', 'open'],
      filter: {},
      scanStart: () => '2026-01-01T00:00:00Z',
      concurrency: 10,
      dryRun: false,
      phoneRegion: 'US',
      ...policy,
    },
  };
  return createActivities({
    tenants: new Map([[tenant, configured]]),
    ticketRuns,
    outcomes,
    audit,
    ownQueue: () => 'process-of-the-test',
  }).activities;
}
