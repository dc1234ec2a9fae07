import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { startFreshdeskSimulator } from '../../simulators/freshdesk/server.js';
import { startLlmSimulator } from '../../simulators/llm/server.js';
import { startZendeskSimulator } from '../../simulators/zendesk/server.js';
import { createActivities, type Activities } from '../../src/activities/index.js';
import { composeTenants } from '../../src/compose/tenants.js';
import { readyTenants } from '../../src/config/tenants/tenant.js';
import { loadConfig } from '../../src/config/load.js';
import { serviceQueues, TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import type { ScanTicketsResult } from '../../src/contract/scan.js';
import type { ProcessTicketResult } from '../../src/contract/ticket.js';
import { createReportChange } from '../../src/temporal/report-change.js';
import { createTicketRuns } from '../../src/temporal/ticket-runs.js';
import { sim } from '../support/running-up.js';
import { realServer, withWorkers } from '../support/temporal.js';

jest.setTimeout(180_000);

const TENANT = 'default';
const NO_LIMITS = { tickets: 0, requestsPerMinute: 0, updatesPerMinute: 0 };
const PLATFORMS = [
  { platform: 'zendesk', address: 'ZENDESK_BASE_URL', launch: () => startZendeskSimulator(LISTS_AT_WILL) },
  { platform: 'freshdesk', address: 'FRESHDESK_BASE_URL', launch: () => startFreshdeskSimulator(NO_LIMITS) },
] as const;
const LISTS_AT_WILL = { ...NO_LIMITS, exportsPerMinute: 0 };

interface LedgerTicket {
  writes: number;
  aiComments: number;
  tags: string[];
}

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await realServer();
}, 120_000);
afterAll(() => env.teardown());

/** Nothing is kept: what was written is seen at the help desk. */
const KEEPS_NOTHING = {
  record: () => Promise.resolve(true),
  recordScan: () => Promise.resolve(),
  lastScan: () => Promise.resolve(null),
  deleteBefore: () => Promise.resolve(0),
  upgradable: () => Promise.resolve([]),
  ofRuns: () => Promise.resolve([]),
  costOfMonth: () => Promise.resolve(0),
};

function activitiesFor(variables: Record<string, string>): Activities {
  const { tenants } = loadConfig(variables);
  return createActivities({
    tenants: composeTenants(readyTenants(tenants), { plainHttpHosts: [] }),
    ticketRuns: createTicketRuns(env.client),
    outcomes: KEEPS_NOTHING,
    audit: { append: () => Promise.resolve() },
    ownQueue: (tenant) => serviceQueues(tenant).reads,
  }).activities;
}

describe.each(PLATFORMS)('$platform', ({ platform, address, launch }) => {
  const running: { close: () => Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((server) => server.close()));
  });

  /** A help desk with one ticket, the product beside it, and what people and schedules do with both. */
  async function installation(settings: Record<string, string>) {
    const [desk, model] = await Promise.all([launch(), startLlmSimulator()]);
    running.push(desk, model);
    const tickets = [
      {
        subject: 'Export crashes',
        description: 'The export crashes since today. It is urgent!',
        tags: ['vip'],
      },
    ];
    const { ids } = await sim<{ ids: number[] }>(desk.url, 'tickets', { tickets });
    const [id] = ids as [number];
    const activities = activitiesFor({
      ...{ TICKET_PLATFORM: platform, [address]: desk.url, OPENAI_BASE_URL: `${model.url}/v1` },
      ...settings,
    });
    const workflowId = ticketWorkflowId(TENANT, platform, String(id));
    const report = createReportChange(env.client);
    return {
      edit: (what: object) => sim(desk.url, 'agent-edit', { id, ...what }),
      tell: () => report({ tenant: TENANT, platform, ticketId: String(id) }),
      result: () => env.client.workflow.getHandle(workflowId).result() as Promise<ProcessTicketResult>,
      scan: () =>
        env.client.workflow.execute('scanTickets', {
          ...{ workflowId: `scan-${desk.url}`, taskQueue: TICKETS_QUEUE },
          args: [{ tenant: TENANT, platform, account: 'test', concurrency: 5 }],
        }) as Promise<ScanTicketsResult>,
      ticket: async () =>
        (await sim<{ tickets: Record<string, LedgerTicket> }>(desk.url, 'ledger')).tickets[
          id
        ] as LedgerTicket,
      prompts: async () =>
        (await sim<{ prompts: unknown[] }>(model.url, 'prompts')).prompts.map((prompt) =>
          JSON.stringify(prompt),
        ),
      within: <T>(use: () => Promise<T>) => withWorkers(env, { tenant: TENANT, activities }, use),
    };
  }

  test('SETTLE_SECONDS: a burst of messages, each told by a webhook, is one model call and one write', async () => {
    const desk = await installation({ SETTLE_SECONDS: '3' });
    await desk.within(async () => {
      await desk.tell();
      for (const message of ['And the import, too.', 'All of them fail.', 'One thing more: since Monday.']) {
        await desk.edit({ customerReply: message });
        await desk.tell();
      }
      expect(await desk.result()).toMatchObject({ kind: 'updated', round: 1 });
    });
    const [prompt, ...others] = await desk.prompts();
    expect(prompt).toContain('since Monday');
    expect(others).toEqual([]);
    expect(await desk.ticket()).toMatchObject({ writes: 1, aiComments: 1 });
  });

  test('REANALYZE_REPLIES: scans after a reply, and a webhook late, give exactly one further verdict', async () => {
    const desk = await installation({ REANALYZE_REPLIES: 'true' });
    const verdicts = async () => (await desk.ticket()).aiComments;
    await desk.within(async () => {
      expect(await desk.scan()).toMatchObject({ updated: 1 });
      expect(await desk.scan()).toMatchObject({ unchanged: 1 });
      await desk.edit({ reply: 'We are looking into it.', addTags: ['seen'] });
      expect(await desk.scan()).toMatchObject({ unchanged: 1 });
      expect([await verdicts(), (await desk.prompts()).length]).toEqual([1, 1]);

      await desk.edit({
        customerReply: 'Refund it, please: I want my money back, a full refund of last month.',
      });
      expect(await desk.scan()).toMatchObject({ updated: 1 });
      for (let scans = 0; scans < 3; scans += 1) expect(await desk.scan()).toMatchObject({ unchanged: 1 });
      await desk.tell();
      expect(await desk.result()).toMatchObject({ kind: 'unchanged' });
    });
    expect([await verdicts(), (await desk.prompts()).length]).toEqual([2, 2]);
    const { tags } = await desk.ticket();
    expect(tags).toEqual(expect.arrayContaining(['vip', 'seen', 'ai_processed', 'ai_refund']));
    expect(tags).not.toContain('ai_bug');
  });
});
