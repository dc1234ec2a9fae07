import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openAuditLog } from '../../src/records/audit/audit-log.js';
import { auditFolderIn } from '../../src/records/audit/stored-line.js';
import { readPause } from '../../src/temporal/pause.js';
import { ensureDesk } from '../../src/temporal/provisioning.js';
import {
  ensureReviveSchedule,
  ensureScanSchedule,
  ensureUpgradeSchedule,
} from '../../src/temporal/schedules.js';
import type { OutcomeRecord } from '../../src/contract/outcome.js';
import { OPERATOR, VIEWER } from '../gateway/support/api-gateway.js';
import { outcome, RULES_VERDICT, unchanged } from '../records/statistics/support/outcomes.js';
import { eventually } from '../support/poll.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer, withWorkers } from '../support/temporal.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { ticketStubs } from '../support/ticket-stubs.js';
import { startBrowser, whyNoBrowser } from './support/browser.js';
import { buildDashboard } from './support/built-dashboard.js';
import { clientOfNobody, startBoard, type RunningBoard } from './support/running-board.js';

jest.setTimeout(ALLOW_FOR_A_SERVER_MS);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { viewport: { width: 390, height: 844 } };
/** The page asks who it is before anybody has logged in. */
const EXPECTED_COMPLAINT = /status of 401/;

const reason = whyNoBrowser();

if (reason !== null) test.skip(`in a browser: ${reason}`, () => undefined);
else describe('in a browser', inBrowser);

function inBrowser(): void {
  const newFolder = temporaryFolders();
  let env: TestWorkflowEnvironment;
  let browser: Browser;
  let dashboardFolder: string;
  let tenant: string;
  let board: RunningBoard;
  let dataDir: string;
  let complaints: string[];

  beforeAll(async () => {
    dashboardFolder = buildDashboard();
    [env, browser] = await Promise.all([realServer(), startBrowser()]);
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(async () => {
    await browser.close();
    await env.teardown();
    rmSync(dashboardFolder, { recursive: true });
  });

  beforeEach(async () => {
    [tenant, dataDir, complaints] = [freshTenant(), newFolder(), []];
    board = await startBoard({ client: env.client, tenants: [tenant], dataDir, dashboardFolder });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await board.close();
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED_COMPLAINT.test(message.text()))
        complaints.push(message.text());
    });
    await page.goto(board.url);
    return page;
  }

  async function logIn(token: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await open(options);
    await page.getByLabel('Gateway token').fill(token);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Recent tickets' }).waitFor();
    return page;
  }

  const record = (overrides: Partial<OutcomeRecord> = {}) =>
    board.outcomes.record(outcome({ tenant, endedAt: new Date().toISOString(), ...overrides }));

  const provisionTenant = async () => {
    const options = { tenant, platform: 'zendesk' } as const;
    await ensureScanSchedule(env.client, { ...options, account: 'acme', cron: '0 0 1 1 *', concurrency: 3 });
    await ensureReviveSchedule(env.client, options);
    await ensureUpgradeSchedule(env.client, { ...options, concurrency: 3 });
  };

  const seriousFaults = async (page: Page) => {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<{
      violations: { id: string; impact: string; nodes: { html: string }[] }[];
    }>('axe.run(document, { resultTypes: ["violations"] })');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  test('a wrong token is refused in words; the right one shows the board, also after a reload; logging out ends it', async () => {
    const page = await open();
    await page.getByLabel('Gateway token').fill('another-token-of-somebody');
    await page.keyboard.press('Enter');
    await page.getByText("expected the gateway's token").waitFor();
    await page.getByLabel('Gateway token').fill(OPERATOR);
    await page.keyboard.press('Enter');
    await page.getByText('No tickets in this period').waitFor();
    expect(page.url()).not.toContain(OPERATOR);
    await page.reload();
    await page.getByText('No tickets in this period').waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByText('You are logged out').waitFor();
    expect(complaints).toEqual([]);
  });

  test('a ticket that ends is shown without a reload; filters narrow the list and the export', async () => {
    await provisionTenant();
    await record({ ticketId: '101' });
    const page = await logIn(VIEWER);
    await page.getByText('Live').waitFor();
    await record({ ticketId: '102', verdict: RULES_VERDICT });
    await page.getByRole('button', { name: '102: why' }).waitFor();
    await page.getByLabel('Tickets', { exact: true }).getByText('2', { exact: true }).waitFor();
    await page.getByLabel('Decided by').selectOption('rules');
    await page.getByRole('button', { name: '101: why' }).waitFor({ state: 'detached' });
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export CSV' }).click();
    const lines = readFileSync(await (await downloading).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines.slice(1)).toEqual([expect.stringContaining(`,${tenant},zendesk,102,updated,,,rules,`)]);
    await page.getByRole('link', { name: 'Ticket 102 in the help desk' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('why: who asked, model, prompt, cost, input hash and what was written, by keyboard alone', async () => {
    const round = outcome({ tenant, ticketId: '103', reason: 'webhook', endedAt: new Date().toISOString() });
    await board.outcomes.record(round);
    await writeAudit(dataDir, round);
    const page = await logIn(VIEWER);
    const why = page.getByRole('button', { name: '103: why' });
    await why.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Why: ticket 103' });
    for (const fact of [
      'webhook',
      'model-1',
      'prompt-1',
      'hash-of-the-input',
      'ai_processed ai_bug; priority high',
      'EMAIL 2',
    ])
      await dialog.getByText(fact, { exact: false }).first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate<string>('document.activeElement.getAttribute("aria-label")')).toBe('103: why');
    expect(complaints).toEqual([]);
  });

  test('an operator asks selected tickets again, tries one dry, pauses and resumes', async () => {
    await provisionTenant();
    await record({ ticketId: '104' });
    const asked: object[] = [];
    const { activities } = ticketStubs({
      mergeUpdate: ({ dryRun }) => Promise.resolve({ kind: dryRun ? 'dryRun' : 'updated' }),
    });
    const desk = {
      findUpgradable: () => Promise.resolve([]),
      askForVerdicts: (order: object) => {
        asked.push(order);
        return Promise.resolve();
      },
    };
    await withWorkers(env, { tenant, activities: { ...activities, ...desk } }, async () => {
      await ensureDesk(env.client, tenant, 'zendesk');
      const page = await logIn(OPERATOR);
      await page.getByLabel('Select ticket 104').check();
      await page.getByRole('button', { name: 'Reprocess 1 selected' }).click();
      await page.getByLabel('Reason').fill('outage is over');
      await page.getByRole('button', { name: 'Reprocess', exact: true }).click();
      await page.getByText('1 ticket asked for a new verdict').waitFor();
      const [order] = await eventually('the desk to ask', () => (asked.length > 0 ? asked : undefined));
      expect(order).toMatchObject({ ticketIds: ['104'], request: { reason: 'dashboard: outage is over' } });

      await page.getByRole('button', { name: 'Dry run' }).click();
      await page.getByLabel('Ticket IDs').fill('105');
      await page.getByRole('button', { name: 'Dry run', exact: true }).click();
      await page.getByText('Bug, high, negative (model)').waitFor();
      await page.getByRole('button', { name: 'Close', exact: true }).last().click();

      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByLabel('Reason').fill('the help desk moves');
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await page.getByText('Paused just now: the help desk moves').waitFor();
      expect((await readPause(env.client, tenant)).paused).toMatchObject({ reason: 'the help desk moves' });
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.getByLabel('Reason').fill('it has moved');
      await page.getByRole('button', { name: 'Resume', exact: true }).click();
      await page.getByText('next at').waitFor();
      expect((await readPause(env.client, tenant)).paused).toBeNull();
      expect(complaints).toEqual([]);
    });
  });

  test('a viewer is offered no action', async () => {
    await record({ ticketId: '106' });
    const page = await logIn(VIEWER);
    await page.getByRole('button', { name: '106: why' }).waitFor();
    expect(await page.getByRole('button', { name: /Reprocess|Dry run|Pause/ }).count()).toBe(0);
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });

  test('without Temporal the figures stay, the page says what is missing, and an action says why it fails', async () => {
    await board.close();
    board = await startBoard({
      client: clientOfNobody(),
      tenants: [tenant, 'globex'],
      dataDir,
      dashboardFolder,
    });
    await record({ ticketId: '107' });
    const page = await logIn(OPERATOR);
    await page.getByText('Temporal cannot be reached.').waitFor();
    await page.getByRole('button', { name: '107: why' }).waitFor();
    await page.getByLabel('Tenant').selectOption('globex');
    await page.getByText('No tickets in this period').waitFor();
    expect(page.url()).toContain('tenant=globex');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByLabel('Reason').fill('why not');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('dialog').getByText('Temporal cannot be reached').waitFor();
  });

  test.each<[string, BrowserContextOptions]>([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['at the width of a phone', PHONE],
  ])('no serious fault of accessibility: %s', async (_name, options) => {
    await record({ ticketId: '108' });
    await board.outcomes.record(unchanged({ tenant, ticketId: '109', endedAt: new Date().toISOString() }));
    const form = await open(options);
    await form.getByLabel('Gateway token').waitFor();
    expect(await seriousFaults(form)).toEqual([]);
    const page = await logIn(OPERATOR, options);
    await page.getByRole('button', { name: '109: why' }).waitFor();
    await page.getByRole('img', { name: /^Tickets by outcome/ }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.getByRole('button', { name: '108: why' }).click();
    await page.getByText('Asked by').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
}

async function writeAudit(dataDir: string, round: OutcomeRecord): Promise<void> {
  const { runId, tenant, platform, ticketId, workflowId, reason, startedAt, endedAt, verdict } = round;
  const audit = await openAuditLog({ folder: auditFolderIn(dataDir), keys: null, keepDays: 366 });
  await audit.append({
    ...{
      kind: 'ticket',
      id: `${runId}/1`,
      at: endedAt,
      startedAt,
      tenant,
      platform,
      ticketId,
      workflowId,
      runId,
    },
    ...{ round: 1, askedBy: reason, outcome: 'updated', why: null },
    verdict: verdict && {
      ...verdict,
      verdictId: 'verdict-1',
      inputHash: 'hash-of-the-input',
      removed: { EMAIL: 2 },
    },
    write: { tags: ['ai_processed', 'ai_bug'], priority: 'high', note: true },
    ...{ inputTokens: 300, outputTokens: 40, costMicroUsd: 70 },
  });
  await audit.close();
}
