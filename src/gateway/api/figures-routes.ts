import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { monthlyBudget, circuitsByService } from '../../health/reports.js';
import {
  BadRequestError,
  NothingThereError,
  readRequest,
  periodBefore,
  periodOf,
  periodParameters,
  type PeriodParameters,
  exportParameters,
  labelsOf,
  placeOf,
  placeText,
  ticketsParameters,
} from './query.js';
import type { ApiSources } from './tenant-actions.js';
import type {
  ApiTenant,
  OverviewAnswer,
  PeriodAnswer,
  SeriesAnswer,
  TicketsAnswer,
  ListedTicket,
} from './wire.js';
import type { OutcomeListQuery, OutcomeStore } from '../../ports/records.js';
import { type OutcomeRecord, ERASED } from '../../contract/outcome.js';
import { FIELDS, labelIn } from '../../domain/verdict-fields.js';
import { runUrlOf, type TemporalUi } from '../../contract/run-url.js';

const onlyPeriod = z.strictObject(periodParameters);

/** What the statistics tell: all of it is there without Temporal. */
export function addFiguresRoutes(server: FastifyInstance, sources: ApiSources): void {
  const { outcomes, temporalUi, now = () => new Date() } = sources;
  const periodFor = (parameters: PeriodParameters): PeriodAnswer => {
    chosenTenants(sources, parameters.tenant);
    const period = periodOf(parameters, now());
    if (period === null)
      throw new BadRequestError(
        'expected `from` before `to` and before now, and at most two years between them',
      );
    return period;
  };

  server.get('/overview', async ({ query }): Promise<OverviewAnswer> => {
    const period = periodFor(readRequest(onlyPeriod, query));
    const tenants = chosenTenants(sources, period.tenant ?? undefined);
    const [figures, previous, budgets, circuits] = await Promise.all([
      outcomes.figures(period),
      outcomes.figures(periodBefore(period)),
      Promise.all(tenants.map((tenant) => budgetOf(sources, tenant, now()))),
      Promise.all(tenants.map((tenant) => circuitsOf(sources, tenant, now()))),
    ]);
    return { period, figures, previous, budgets: budgets.flat(), circuits: circuits.flat() };
  });

  server.get('/series', async ({ query }): Promise<SeriesAnswer> => {
    const period = periodFor(readRequest(onlyPeriod, query));
    return { period, buckets: await outcomes.trend(period, period.unit) };
  });

  server.get('/tickets', async ({ query }): Promise<TicketsAnswer> => {
    const { limit, after, ...parameters } = readRequest(ticketsParameters, query);
    const period = periodFor(parameters);
    const below = after === undefined ? {} : { below: placeOf(after) };
    const page = await outcomes.list({ ...period, ...labelsOf(parameters), ...below, limit: limit + 1 });
    const shown = page.slice(0, limit);
    const last = page.length > limit ? shown.at(-1) : undefined;
    const tenants = new Map(sources.tenants().map((tenant) => [tenant.name, tenant]));
    return {
      period,
      tickets: shown.map((round) => withLinks(round, tenants.get(round.tenant), temporalUi)),
      next: last === undefined ? null : placeText(last),
    };
  });

  server.get('/export.csv', ({ query }, reply) => {
    const parameters = readRequest(exportParameters, query);
    const period = periodFor(parameters);
    const name = `tickets-${period.tenant ?? 'all'}-${period.from.slice(0, 10)}.csv`;
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(exportedRounds(outcomes, { ...period, ...labelsOf(parameters) })));
  });
}

/**
 * The tenant of that name, or all of them.
 * @throws {NothingThereError} when there is no such tenant.
 */
export function chosenTenants({ tenants }: Pick<ApiSources, 'tenants'>, name: string | undefined) {
  if (name === undefined) return tenants();
  const chosen = tenants().filter((tenant) => tenant.name === name);
  if (chosen.length === 0) throw new NothingThereError('there is no such tenant');
  return chosen;
}

async function budgetOf({ outcomes }: ApiSources, { name, monthlyBudgetUsd }: ApiTenant, now: Date) {
  const budget = await monthlyBudget(outcomes, { tenant: name, monthlyBudgetUsd }, now);
  return budget === null ? [] : [{ tenant: name, ...budget }];
}

async function circuitsOf({ outcomes }: ApiSources, { name }: ApiTenant, now: Date) {
  const open = await outcomes.circuits.open(name, now.toISOString());
  return circuitsByService(open).map((circuit) => ({ tenant: name, ...circuit }));
}

const PAGE_ROUNDS = 2_000;

type Column = [name: string, value: (round: OutcomeRecord) => string | number | boolean | null];

const COLUMNS: readonly Column[] = [
  ['ended_at', ({ endedAt }) => endedAt],
  ['tenant', ({ tenant }) => tenant],
  ['platform', ({ platform }) => platform],
  ['ticket_id', ({ ticketId }) => ticketId],
  ['outcome', ({ kind }) => kind],
  ['why', ({ why }) => why],
  ['detail', ({ detail }) => detail ?? null],
  ['source', ({ verdict }) => verdict?.source ?? null],
  ...FIELDS.map((field): Column => [
    field.key,
    ({ verdict }) => (verdict && labelIn(verdict, field)) ?? null,
  ]),
  ['model', ({ verdict }) => verdict?.model ?? null],
  ['prompt_version', ({ verdict }) => verdict?.promptVersion ?? null],
  ['fallback_reason', ({ verdict }) => verdict?.fallbackReason ?? null],
  ['asked_by', ({ reason }) => reason],
  ['latency_ms', ({ latencyMs }) => latencyMs],
  ['input_tokens', ({ inputTokens }) => inputTokens],
  ['output_tokens', ({ outputTokens }) => outputTokens],
  ['cost_usd', ({ costMicroUsd }) => costMicroUsd / 1e6],
  ['from_cache', ({ fromCache }) => fromCache],
  ['workflow_id', ({ workflowId }) => workflowId],
  ['run_id', ({ runId }) => runId],
  ['round', ({ round }) => round],
];

/** The rounds that fit as CSV with a heading, newest first, page by page: half a million need no memory. */
export async function* exportedRounds(
  outcomes: Pick<OutcomeStore, 'list'>,
  query: Omit<OutcomeListQuery, 'limit' | 'below'>,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  for (let below: OutcomeRecord | undefined; ;) {
    const page = await outcomes.list({ ...query, ...(below && { below }), limit: PAGE_ROUNDS });
    if (page.length > 0)
      yield page.map((round) => csvLine(COLUMNS.map(([, value]) => value(round)))).join('');
    below = page.at(-1);
    if (below === undefined || page.length < PAGE_ROUNDS) return;
  }
}

/** What a spreadsheet would take for a formula. @see https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** One value: text that could be a formula is made plain text by an apostrophe. @see RFC 4180 */
function csvValue(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line with its end. */
export const csvLine = (values: readonly (string | number | boolean | null)[]): string =>
  `${values.map(csvValue).join(',')}\r\n`;

/** A round with its links; `tenant`: its own, undefined when it is no more. */
export function withLinks(
  outcome: OutcomeRecord,
  tenant: ApiTenant | undefined,
  temporalUi: TemporalUi | null,
): ListedTicket {
  const { ticketId } = outcome;
  return {
    ...outcome,
    helpDeskUrl: ticketId === ERASED ? null : (tenant?.ticketUrl(ticketId) ?? null),
    runUrl: runUrlOf(temporalUi, outcome),
  };
}
