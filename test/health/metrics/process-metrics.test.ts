import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { Registry } from 'prom-client';
import { SEARCH_ATTRIBUTES, scanScheduleId, TICKETS_QUEUE } from '../../../src/contract/names.js';
import { serveProcessMetrics } from '../../../src/health/metrics/process-metrics.js';
import { installRuntimeWithMetrics, type MetricsText } from '../../../src/health/metrics/server.js';
import { DEFAULT_VERDICT_POLICY } from '../../../src/domain/tenant-policy.js';
import { stopWrites } from '../../../src/temporal/write-switch.js';
import {
  ensureReviveSchedule,
  ensureScanSchedule,
  ensureUpgradeSchedule,
} from '../../../src/temporal/schedules.js';
import { boardQueries, ruleQueries } from '../../deploy/queries.js';
import { metricsIn, withoutSampleEnding } from '../../deploy/exported-metrics.js';
import { sampleOn } from '../../support/metric-values.js';
import { eventually } from '../../support/poll.js';
import { until } from '../../support/running-up.js';
import { ALLOW_FOR_A_SERVER_MS, withWorkers } from '../../support/temporal.js';
import { ticketStubs } from '../../support/ticket-stubs.js';

jest.setTimeout(2 * ALLOW_FOR_A_SERVER_MS);

const TENANT = 'acme';
const statistics = { lastScan: () => Promise.resolve(null), costOfMonth: () => Promise.resolve(1_500_000) };

let env: TestWorkflowEnvironment;
let sdk: MetricsText;

beforeAll(async () => {
  sdk = await installRuntimeWithMetrics({
    // One test is about a workflow that cannot go on, which is told at length.
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
  env = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: process.env['TEMPORAL_CLI_PATH'] ?? '' },
      searchAttributes: Object.values(SEARCH_ATTRIBUTES),
    },
  });
});

afterAll(() => env?.teardown());

/** The page of a process that serves one tenant, as a scraper gets it. */
async function scraped(parts: { sdk?: MetricsText } = {}): Promise<string> {
  const served = await serveProcessMetrics({
    ...{ host: '127.0.0.1', port: 0, registry: new Registry(), client: env.client, outcomes: statistics },
    tenants: new Map([
      [TENANT, { name: TENANT, policy: { ...DEFAULT_VERDICT_POLICY, monthlyBudgetUsd: 30 } }],
    ]),
    logger: { info: () => undefined, warn: () => undefined },
    ...parts,
  });
  const page = await (await fetch(served.url)).text();
  await served.close();
  return page;
}

test('a tenant without schedules cannot be told, and the rest of the page can', async () => {
  const page = await scraped();
  expect(sampleOn(page, `ticket_processor_state_readable{tenant="${TENANT}",source="temporal"}`)).toBe(0);
  expect(sampleOn(page, `ticket_processor_month_cost_usd{tenant="${TENANT}"}`)).toBe(1.5);
});

test('what a real server says of a tenant', async () => {
  const tenant = { tenant: TENANT, platform: 'zendesk', concurrency: 1 } as const;
  await ensureScanSchedule(env.client, { ...tenant, account: 'a', cron: '0 0 1 1 *' });
  await ensureReviveSchedule(env.client, tenant);
  await ensureUpgradeSchedule(env.client, tenant);
  const schedule = env.client.schedule.getHandle(scanScheduleId(TENANT));
  const beforeMs = Date.now();
  await schedule.trigger();
  // A pause right behind a trigger takes it back (server 1.32).
  await eventually('the scan that was triggered', async () => {
    const { info } = await schedule.describe();
    return info.recentActions.length > 0 || undefined;
  });
  await schedule.pause('maintenance');
  await stopWrites(env.client, TENANT, 'wrong tags');
  const due = `ticket_processor_scan_due_since_timestamp_seconds{tenant="${TENANT}"}`;
  let page = '';
  // A busy machine may not answer in the time that a page waits for its gauges: they are absent then.
  await until('the scan that was triggered is told', async () => {
    page = await scraped();
    return sampleOn(page, due) !== null;
  });
  expect(sampleOn(page, due)).toBeGreaterThan(beforeMs / 1000 - 5);
  const samples = [
    `schedule_paused{tenant="${TENANT}",schedule="scan"}`,
    `schedule_paused{tenant="${TENANT}",schedule="revive"}`,
    `writes_stopped{tenant="${TENANT}"}`,
    `open_tickets{tenant="${TENANT}"}`,
    `month_budget_usd{tenant="${TENANT}"}`,
    `state_readable{tenant="${TENANT}",source="temporal"}`,
  ];
  expect(samples.map((sample) => sampleOn(page, `ticket_processor_${sample}`))).toEqual([1, 0, 1, 0, 30, 1]);
});

describe("what board and rules take from Temporal's SDK and from Node", () => {
  const named = [...boardQueries(), ...ruleQueries()]
    .flatMap(({ query }) => metricsIn(query))
    .map(({ metric }) => metric)
    .filter((metric) => !metric.startsWith('ticket_processor_'));

  test('is on the page of a worker that has worked, and has failed', async () => {
    const { activities } = ticketStubs();
    const input = { tenant: 'stubbed', platform: 'zendesk', ticketId: '42', reason: 'test' };
    const types = await withWorkers(env, { tenant: input.tenant, activities }, async () => {
      const start = (type: string, workflowId: string) =>
        env.client.workflow.start(type, { taskQueue: TICKETS_QUEUE, workflowId, args: [input] });
      await (await start('processTicket', 'ticket-stubbed-zendesk-42')).result();
      const failing = await start('noSuchWorkflow', 'cannot-go-on');
      const found = await eventually('a workflow task that failed', async () => {
        const page = await scraped({ sdk });
        return page.includes('temporal_workflow_task_execution_failed_total{') ? typesOn(page) : undefined;
      });
      await failing.terminate();
      return found;
    });
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !types.has(name) && !types.has(withoutSampleEnding(name)))).toEqual([]);
  });
});

const typesOn = (page: string): Set<string> =>
  new Set([...page.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name));
