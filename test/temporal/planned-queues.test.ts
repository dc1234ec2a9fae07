import { expect, test } from '@jest/globals';
import { readyTenants } from '../../src/config/tenants/tenant.js';
import { plannedQueues } from '../../src/temporal/queues.js';
import { LOCAL, OTHER, tenantsOf } from '../config/tenants/tenants-file-of.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const planned = (...tenants: object[]) =>
  plannedQueues(readyTenants(tenantsOf(newFolder(), { tenants })), 'p1');

test('each tenant has queues of its own, also in this process alone; workflows share one', () => {
  expect(
    planned(LOCAL, OTHER).map(({ taskQueue, shared }) => `${taskQueue}${shared ? '' : ' (own)'}`),
  ).toEqual([
    'tickets',
    ...['platform-listing-acme', 'platform-reads-acme', 'platform-updates-acme', 'model-acme'],
    'process-p1-acme (own)',
    ...['platform-listing-beta', 'platform-reads-beta', 'platform-updates-beta', 'model-beta'],
    'process-p1-beta (own)',
  ]);
});

test("a queue's plan changes with the settings it depends on, and no other one's does", () => {
  const changed = (part: object) => {
    const before = new Map(planned(LOCAL).map((plan) => [plan.taskQueue, JSON.stringify(plan)]));
    const after = planned({ ...LOCAL, ...part });
    return after
      .filter((plan) => before.get(plan.taskQueue) !== JSON.stringify(plan))
      .map((plan) => plan.taskQueue);
  };
  expect(changed({ dryRun: true, monthlyBudgetUsd: 3 })).toEqual([]);
  expect(changed({ model: { ...LOCAL.model, timeoutMs: 1_000 } })).toEqual(['model-acme']);
  expect(changed({ platform: { ...LOCAL.platform, updatesPerMinute: 7 } })).toEqual([
    'platform-reads-acme',
    'platform-updates-acme',
  ]);
});
