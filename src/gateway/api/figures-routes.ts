import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { monthlyBudget } from '../../health/monthly-budget.js';
import { circuitsByService } from '../../health/open-circuits.js';
import { BadRequestError, NothingThereError, readRequest } from './bad-request.js';
import { exportedRounds } from './export.js';
import { withLinks } from './links.js';
import { periodBefore, periodOf, periodParameters, type PeriodParameters } from './period.js';
import type { ApiSources } from './sources.js';
import type { ApiTenant } from './tenant.js';
import { exportParameters, labelsOf, placeOf, placeText, ticketsParameters } from './query.js';
import type { OverviewAnswer, PeriodAnswer, SeriesAnswer, TicketsAnswer } from './wire.js';

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
