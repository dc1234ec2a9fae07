import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { OverviewAnswer, SeriesAnswer, TicketsAnswer } from '../../../src/gateway/api/wire.js';
import type { OutcomeStore } from '../../../src/ports/records.js';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { failed, outcome, RULES_VERDICT, unchanged } from '../../records/statistics/support/outcomes.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { apiGateway, as, VIEWER } from '../support/api-gateway.js';
import { apiSources, apiTenant } from '../support/api-sources.js';

const NOW = new Date('2026-03-02T10:20:00.000Z');
const newFolder = temporaryFolders();
let outcomes: OutcomeStore;
let server: FastifyInstance;

beforeEach(async () => {
  outcomes = await openOutcomeStore({ dataDir: newFolder() });
  server = apiGateway({
    sources: apiSources({
      tenants: () => [apiTenant('acme', { monthlyBudgetUsd: 2 }), apiTenant('globex')],
      outcomes,
      temporalUi: { url: 'http://127.0.0.1:8233', namespace: 'triage' },
      now: () => NOW,
    }),
  });
});
afterEach(async () => {
  await server.close();
  await outcomes.close();
});

const ask = (url: string) => server.inject({ url: `/api${url}`, headers: as(VIEWER) });
const answerOf = async <T>(url: string): Promise<T> => {
  const answer = await ask(url);
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.json<T>();
};

describe('overview and series', () => {
  beforeEach(async () => {
    await outcomes.record(
      outcome({ endedAt: '2026-03-02T10:19:00.000Z', latencyMs: 2_000, costMicroUsd: 500_000 }),
    );
    await outcomes.record(
      outcome({ endedAt: '2026-03-01T10:05:00.000Z', verdict: RULES_VERDICT, latencyMs: 9_000 }),
    );
    await outcomes.record(failed({ endedAt: '2026-03-01T23:00:00.000Z' }));
    await outcomes.record(unchanged({ endedAt: '2026-03-01T09:59:59.999Z' }));
    await outcomes.record(outcome({ tenant: 'globex', endedAt: '2026-03-02T09:00:00.000Z' }));
  });

  test('the last day, widened to whole hours, of one tenant and of all', async () => {
    const acme = await answerOf<OverviewAnswer>('/overview?tenant=acme');
    expect(acme.period).toEqual({
      ...{ tenant: 'acme', unit: 'hour' },
      ...{ from: '2026-03-01T10:00:00.000Z', to: NOW.toISOString() },
    });
    expect(acme.figures).toMatchObject({ total: 3, byKind: { updated: 2, failed: 1, unchanged: 0 } });
    expect(acme.figures.latencyMs).toEqual({ average: 5_500, p50: 2_000, p95: 9_000 });
    expect(acme.previous).toMatchObject({ total: 1, byKind: { unchanged: 1 } });
    expect(acme.budgets).toEqual([{ tenant: 'acme', budgetUsd: 2, spentUsd: 0.50007, level: 'ok' }]);
    expect((await answerOf<OverviewAnswer>('/overview')).figures.total).toBe(4);
  });

  test.each(['', '&from=7d', '&from=30d', '&from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z'])(
    'the series adds up to the figures: %s',
    async (period) => {
      const { figures } = await answerOf<OverviewAnswer>(`/overview?tenant=acme${period}`);
      const { buckets } = await answerOf<SeriesAnswer>(`/series?tenant=acme${period}`);
      const sum = (of: (bucket: SeriesAnswer['buckets'][number]) => number) =>
        buckets.reduce((all, bucket) => all + of(bucket), 0);
      expect(sum(({ total }) => total)).toBe(figures.total);
      expect(sum(({ bySource }) => bySource.rules)).toBe(figures.bySource.rules);
      expect(sum(({ costMicroUsd }) => costMicroUsd)).toBe(figures.costMicroUsd);
      expect(figures.total).toBeGreaterThan(0);
    },
  );

  test('hours up to a week, days beyond', async () => {
    expect((await answerOf<SeriesAnswer>('/series?from=7d')).buckets).toHaveLength(169);
    const month = await answerOf<SeriesAnswer>('/series?from=30d');
    expect([month.period.unit, month.buckets.length]).toEqual(['day', 31]);
  });

  test('circuits that are open are told without Temporal', async () => {
    const [since, changedAt] = ['2026-03-02T10:19:00.000Z', '2026-03-02T10:19:50.000Z'];
    await outcomes.circuits.setOpen({
      worker: 'w',
      tenant: 'acme',
      service: 'model',
      state: 'open',
      since,
      changedAt,
    });
    const { circuits } = await answerOf<OverviewAnswer>('/overview?tenant=acme');
    expect(circuits).toEqual([{ tenant: 'acme', service: 'model', state: 'open', since, workers: 1 }]);
  });
});

describe('tickets', () => {
  test('newest first, page by page, none twice and none lost, with links', async () => {
    for (let id = 1; id <= 5; id += 1)
      await outcomes.record(outcome({ ticketId: String(id), endedAt: '2026-03-02T10:00:00.000Z' }));
    const found: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: TicketsAnswer = await answerOf(`/tickets?limit=2${next && `&after=${next}`}`);
      found.push(...page.tickets.map(({ ticketId }) => ticketId));
      next = page.next;
    }
    expect(found).toEqual(['5', '4', '3', '2', '1']);
    const [ticket] = (await answerOf<TicketsAnswer>('/tickets?ticket=3')).tickets;
    expect(ticket).toMatchObject({
      ticketId: '3',
      helpDeskUrl: 'https://acme.example/agent/tickets/3',
      runUrl: `http://127.0.0.1:8233/namespaces/triage/workflows/ticket-acme-zendesk-3/${ticket?.runId}/history`,
    });
  });

  test('an erased ticket is linked to nothing', async () => {
    await outcomes.record(outcome({ ticketId: '7', endedAt: '2026-03-02T10:00:00.000Z' }));
    await outcomes.eraseTickets({ tenant: 'acme', platform: 'zendesk', ticketIds: ['7'] });
    const [ticket] = (await answerOf<TicketsAnswer>('/tickets')).tickets;
    expect(ticket).toMatchObject({ ticketId: 'erased', helpDeskUrl: null, runUrl: null });
  });

  test('CSV: the same tickets, with no value that a spreadsheet would run', async () => {
    await outcomes.record(
      outcome({
        ticketId: '9',
        reason: '=HYPERLINK("http://evil.example")',
        endedAt: '2026-03-02T10:00:00.000Z',
      }),
    );
    const answer = await ask('/export.csv?tenant=acme&source=llm');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="tickets-acme-2026-03-01.csv"',
    });
    const [heading, row, end] = answer.body.split('\r\n');
    expect(heading).toMatch(/^ended_at,tenant,platform,ticket_id,outcome,/);
    expect(row).toMatch(/^2026-03-02T10:00:00\.000Z,acme,zendesk,9,updated,,,llm,bug,high,negative,/);
    expect(row).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(end).toBe('');
    expect((await ask('/export.csv?source=rules')).body.split('\r\n')).toHaveLength(2);
  });
});

describe('wrong requests', () => {
  test.each([
    ['/overview?from=72', 'from: expected an ISO 8601 time, or an age such as 72h, 30m or 7d'],
    [
      '/overview?from=24h&to=48h',
      'expected `from` before `to` and before now, and at most two years between them',
    ],
    [
      '/overview?from=2020-01-01',
      'expected `from` before `to` and before now, and at most two years between them',
    ],
    ['/overview?form=24h', 'expected no form'],
    ['/tickets?kind=done', 'kind: expected one of updated, unchanged, dryRun, skipped, failed'],
    ['/tickets?limit=0', 'limit: expected a number from 1 to 500'],
    ['/tickets?ticket=../1', 'ticket: expected a ticket ID'],
    ['/tickets?after=x', 'after: expected the `next` of the page before'],
  ])('%s → 400: %s', async (url, error) => {
    const answer = await ask(url);
    expect([answer.statusCode, answer.json()]).toEqual([400, { error }]);
  });

  test.each(['/overview', '/series', '/tickets', '/export.csv', '/live', '/events'])(
    '%s of a tenant that does not exist → 404',
    async (path) => {
      const answer = await ask(`${path}?tenant=nobody`);
      expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'there is no such tenant' }]);
    },
  );
});
