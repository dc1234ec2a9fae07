import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createActivities, type Activities } from '../../src/activities/index.js';
import type { Tenant } from '../../src/ports/tenant.js';
import { DEFAULT_VERDICT_POLICY } from '../../src/domain/tenant-policy.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import type { TicketRuns } from '../../src/ports/ticket-runs.js';
import { fakeModel } from './fake-model.js';
import { fakePlatform } from './fake-platform.js';

/** The tenant of activity tests. */
export const TENANT = 'acme';

const notExpected = () => Promise.reject(new Error('the test expects no question about ticket runs'));
const NOBODY_ASKED: TicketRuns = {
  statuses: notExpected,
  find: notExpected,
  findPage: notExpected,
  reprocessing: notExpected,
  ask: notExpected,
  failed: notExpected,
  endedByPeople: notExpected,
  inspect: notExpected,
  revive: notExpected,
};

/** Where a test's activity runs. Its failures are expected: they are asserted, not logged. */
export const activityEnvironment = (): MockActivityEnvironment =>
  new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });

/** Activities over fakes, called by name as a worker would. */
export function activitiesOver({
  policy,
  ticketRuns,
  lastScan = () => Promise.resolve(null),
  ...parts
}: {
  platform?: Tenant['platform'];
  model?: Tenant['model'];
  policy?: Partial<Tenant['policy']>;
  ticketRuns?: Partial<TicketRuns>;
  lastScan?: OutcomeStore['lastScan'];
}) {
  const tenant: Tenant = {
    name: TENANT,
    platformName: 'zendesk',
    platform: fakePlatform().platform,
    model: fakeModel([]).model,
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
    ...parts,
  };
  const { activities, circuits } = createActivities({
    tenants: new Map([[TENANT, tenant]]),
    ticketRuns: { ...NOBODY_ASKED, ...ticketRuns },
    outcomes: {
      record: () => Promise.resolve(true),
      recordScan: () => Promise.resolve(),
      ofRuns: () => Promise.resolve([]),
      lastScan,
      deleteBefore: () => Promise.resolve(0),
      upgradable: () => Promise.resolve([]),
      costOfMonth: () => Promise.resolve(0),
    },
    audit: { append: () => Promise.resolve() },
    ownQueue: () => 'process-of-the-test',
  });
  const call = <N extends keyof Activities>(
    name: N,
    input: Parameters<Activities[N]>[0],
    environment = activityEnvironment(),
  ): ReturnType<Activities[N]> =>
    environment.run(activities[name] as (input: unknown) => Promise<never>, input) as ReturnType<
      Activities[N]
    >;
  return { call, circuits };
}

/** The failure that a call ends with; a test fails when there is none, or it is of another kind. */
export async function failureOf(call: Promise<unknown>): Promise<ApplicationFailure> {
  const error: unknown = await call.then(
    () => new Error('expected a failure, the call succeeded'),
    (reason: unknown) => reason,
  );
  if (error instanceof ApplicationFailure) return error;
  throw error;
}
