import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Registry } from 'prom-client';
import { startLlmSimulator } from '../../simulators/llm/server.js';
import { startZendeskSimulator } from '../../simulators/zendesk/server.js';
import { createActivities } from '../../src/activities/index.js';
import { createAlertMetrics } from '../../src/health/metrics/series.js';
import { composeAlerts } from '../../src/compose/alerts.js';
import { readWatch } from '../../src/cli/alerts.js';
import { composeTenants } from '../../src/compose/tenants.js';
import { readyTenants } from '../../src/config/tenants/tenant.js';
import { loadConfig, type Config } from '../../src/config/load.js';
import {
  SUMMARY_SCHEDULE_ID,
  WATCH_WORKFLOW_ID,
  type DailySummaryResult,
} from '../../src/contract/alerts.js';
import { serviceQueues } from '../../src/contract/names.js';
import { healthOf, type HealthStatus } from '../../src/health/health.js';
import { createProbes } from '../../src/health/probes.js';
import type { OutcomeStore } from '../../src/ports/records.js';
import { ensureAlerts } from '../../src/temporal/provisioning.js';
import { openOutcomeStore } from '../../src/records/statistics/database.js';
import { owedText } from '../../src/domain/alerts/deliveries.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { outcome } from '../records/statistics/support/outcomes.js';
import {
  pagerDutySink,
  slackSink,
  type PagerDutyBody,
  type Sink,
  type SlackBody,
} from '../support/alert-sinks.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';
import { sim, until } from '../support/running-up.js';
import { resultOfSchedule } from '../support/schedule-run.js';
import { realServer, withWorkers } from '../support/temporal.js';

jest.setTimeout(180_000);

const ROUTING_KEY = 'R0123456789abcdefghijklmnopqrstu';
const TENANT = 'default';
const NO_LIMITS = { tickets: 0, requestsPerMinute: 0, updatesPerMinute: 0, exportsPerMinute: 0 };

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, 120_000);
afterAll(() => env.teardown());

let slack: Sink<SlackBody>;
let pagerDuty: Sink<PagerDutyBody>;
let mail: MailServer;
let folder: string;
let outcomes: OutcomeStore;
/** Simulators to close, whatever becomes of the test. */
const running: { close: () => Promise<void> }[] = [];
beforeEach(async () => {
  [slack, pagerDuty, mail] = await Promise.all([slackSink(), pagerDutySink(), startMailServer()]);
  folder = mkdtempSync(path.join(os.tmpdir(), 'alerts-'));
  outcomes = await openOutcomeStore({ databaseUrl: null, dataDir: folder });
});
afterEach(async () => {
  await env.client.workflow.getHandle(WATCH_WORKFLOW_ID).terminate('end of test');
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
  await Promise.all([slack.close(), pagerDuty.close(), mail.close(), outcomes.close()]);
  rmSync(folder, { recursive: true });
});

/** As an operator sets it up, but for looks that are as quick as they can be. */
function configured(settings: Record<string, string>): Config {
  const config = loadConfig({
    ...{ DATA_DIR: folder, ALERT_SOURCE: 'staging', SLACK_WEBHOOK_URL: slack.url },
    ...{ PAGERDUTY_ROUTING_KEY: ROUTING_KEY, PAGERDUTY_EVENTS_URL: pagerDuty.url },
    ...{ SMTP_URL: mail.url, ALERT_EMAIL_FROM: 'triage@example.org', ALERT_EMAIL_TO: 'lead@example.org' },
    ...settings,
  });
  return { ...config, alerts: { ...config.alerts, checkSeconds: 0.05 } };
}

/** One worker process's activities over this configuration. */
function workerOf(config: Config) {
  const tenants = composeTenants(readyTenants(config.tenants), { plainHttpHosts: [] });
  const { activities } = createActivities({
    ...{ tenants, outcomes, ticketRuns: createTicketRuns(env.client) },
    audit: { append: () => Promise.resolve() },
    ownQueue: (tenant) => serviceQueues(tenant).reads,
    alerts: composeAlerts({
      ...{ config, tenants, client: env.client, outcomes, metrics: createAlertMetrics(new Registry()) },
    }),
  });
  const health = async (): Promise<HealthStatus> => {
    const [service] = [...tenants.values()];
    const probes = createProbes({ ...service!, tenant: TENANT, client: env.client, dataDir: folder });
    return (await healthOf({ probes, outcomes, tenant: TENANT }, new Date())).status;
  };
  return { tenant: TENANT, activities, health };
}

const looks = async (count: number): Promise<void> => {
  const lookedAt = new Set<string>();
  await until(`${count} looks`, async () => {
    lookedAt.add((await readWatch(env.client))?.lookedAt ?? '');
    return lookedAt.size > count;
  });
};

test('model down, then 401: one Slack warning and its end, one PagerDuty trigger and one resolve; degraded, unhealthy, healthy', async () => {
  const desk = await startZendeskSimulator(NO_LIMITS);
  const model = await startLlmSimulator();
  running.push(desk);
  const port = Number(new URL(model.url).port);
  const config = configured({ ZENDESK_BASE_URL: desk.url, OPENAI_BASE_URL: `${model.url}/v1` });
  await ensureAlerts(env.client, config.alerts);
  await ensureAlerts(env.client, config.alerts);
  const health: HealthStatus[] = [];

  const first = workerOf(config);
  await withWorkers(env, first, async () => {
    await looks(3);
    health.push(await first.health());
    await model.close();
    await until('the warning', () => slack.taken.length > 0);
    health.push(await first.health());
  });
  // Another worker goes on where the first one was: nothing is told anew.
  const second = workerOf(config);
  await withWorkers(env, second, async () => {
    await looks(3);
    await sim(desk.url, 'faults', { unauthorized: true });
    await until('the page', () => pagerDuty.taken.length > 0);
    health.push(await second.health());
    await looks(3);
    await sim(desk.url, 'faults', {});
    running.push(await startLlmSimulator({ port }));
    await until('the resolve', () => pagerDuty.taken.length > 1);
    await until('the end of both', async () => {
      const watch = await readWatch(env.client);
      return watch?.incidents.every(({ phase }) => phase === 'over') === true;
    });
    await looks(7);
    health.push(await workerOf(config).health());
  });

  expect(health).toEqual(['healthy', 'degraded', 'unhealthy', 'healthy']);
  expect(slack.taken.map(({ text }) => text)).toEqual([
    ':warning: The model does not answer; the rules decide (staging, tenant default)',
    ':white_check_mark: Over: The model does not answer; the rules decide (staging, tenant default)',
  ]);
  expect(pagerDuty.taken).toEqual([
    expect.objectContaining({
      event_action: 'trigger',
      dedup_key: 'staging/default/credentialsRefused',
      payload: expect.objectContaining({ severity: 'critical', group: 'default' }) as object,
    }),
    { event_action: 'resolve', dedup_key: 'staging/default/credentialsRefused', routing_key: ROUTING_KEY },
  ]);
  expect(mail.mails).toEqual([]);

  const { events } = await env.client.workflow.getHandle(WATCH_WORKFLOW_ID).fetchHistory();
  const history = JSON.stringify(events, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
  );
  expect(history).toContain('credentialsRefused');
  for (const secret of [ROUTING_KEY, slack.url, 'lead@example.org', mail.url])
    expect(history).not.toContain(secret);
});

test('the daily summary of real statistics reaches the mail server once, by its schedule', async () => {
  const config = configured({
    ZENDESK_BASE_URL: 'http://127.0.0.1:9',
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
  });
  const endedAt = new Date(Date.now() - 60_000).toISOString();
  await outcomes.record(outcome({ tenant: TENANT, ticketId: '7', endedAt, latencyMs: 91_000 }));
  await outcomes.record(
    outcome({
      tenant: TENANT,
      ticketId: '8',
      endedAt,
      kind: 'failed',
      why: 'TenantUnknown',
      latencyMs: null,
    }),
  );
  await ensureAlerts(env.client, config.alerts);
  const schedule = env.client.schedule.getHandle(SUMMARY_SCHEDULE_ID);
  const result = await withWorkers(env, workerOf(config), () =>
    resultOfSchedule<DailySummaryResult>(env.client, schedule),
  );
  expect(result).toMatchObject({ sent: true });
  expect(mail.mails).toHaveLength(1);
  expect(mail.mails[0]).toMatchObject({ from: 'triage@example.org', to: ['lead@example.org'] });
  expect(mail.mails[0]?.headers['subject']).toMatch(/^\[staging\] .*: 2 tickets, 1 failed$/);
  expect(mail.mails[0]?.parts['text/plain']).toMatch(/ticket 7: 91\.0 s/);
  expect(mail.mails[0]?.parts['text/plain']).toMatch(/TenantUnknown: 1 failed/);
  expect(mail.mails[0]?.parts['text/html']).toContain('<h3>Slowest</h3>');
});

test('a recipient whom the mail server refuses gets the alert later, alone, and is listed meanwhile', async () => {
  mail.refuses.set('boss@example.org', 450);
  const desk = await startZendeskSimulator(NO_LIMITS);
  running.push(desk);
  const config = configured({
    ...{ ZENDESK_BASE_URL: desk.url, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
    ...{ SLACK_WEBHOOK_URL: '', PAGERDUTY_ROUTING_KEY: '' },
    ALERT_EMAIL_TO: 'lead@example.org,boss@example.org',
  });
  await ensureAlerts(env.client, config.alerts);
  await withWorkers(env, workerOf(config), async () => {
    await until('the first mail', () => mail.mails.length > 0);
    await until('what is owed', async () => {
      const [owed] = (await readWatch(env.client))?.deliveries.owed ?? [];
      return owed?.only?.length === 1 && owedText(owed).includes('recipient 2 of 2 (450)');
    });
    mail.refuses.clear();
    await looks(3);
  });
  // The pause after a refusal is a minute: what was owed then is in the workflow, which outlasts its workers.
  await withWorkers(env, workerOf(config), () => until('the second mail', () => mail.mails.length > 1));
  expect(mail.mails.map(({ to }) => to)).toEqual([['lead@example.org'], ['boss@example.org']]);
  expect(new Set(mail.mails.map(({ headers }) => headers['message-id'])).size).toBe(1);
  const { events } = await env.client.workflow.getHandle(WATCH_WORKFLOW_ID).fetchHistory();
  const history = JSON.stringify(events, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
  );
  expect(history).not.toContain('boss@');
});
