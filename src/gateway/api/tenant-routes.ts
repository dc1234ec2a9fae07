import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readDeskRequest, SELECTING } from '../../domain/requests.js';
import type { Guard } from './access.js';
import { BadRequestError, readRequest, time, ticketIdText } from './query.js';
import { chosenTenants } from './figures-routes.js';
import type { ApiSources } from './tenant-actions.js';
import type { ApiTenant } from './wire.js';

const MOST_REPROCESSED = 1_000;
const MOST_DRY_RUNS = 20;
const REASON_MAX_LENGTH = 80;
/** Below the 30 s after which proxies give up. */
const DRY_RUN_WITHIN_MS = 25_000;

const ticketIds = (most: number) =>
  z
    .array(ticketIdText, 'a list of ticket IDs')
    .min(1, 'at least one ticket ID')
    .max(most, `at most ${most} ticket IDs`);

const reason = z
  .string(`text of 1 to ${REASON_MAX_LENGTH} characters`)
  .trim()
  .min(1, `text of 1 to ${REASON_MAX_LENGTH} characters`)
  .max(REASON_MAX_LENGTH, `text of 1 to ${REASON_MAX_LENGTH} characters`);

const filter = z
  .strictObject({
    source: z.enum(['llm', 'rules'], 'llm or rules').optional(),
    ...Object.fromEntries(
      SELECTING.map(({ key, labels }) => [key, z.enum(labels, `one of ${labels.join(', ')}`).optional()]),
    ),
    since: time.optional(),
  })
  .refine((fields) => Object.values(fields).some((value) => value !== undefined), {
    message: `at least one of ${['source', ...SELECTING.map(({ key }) => key)].join(', ')} and since`,
  });

const reprocess = z
  .strictObject({
    ticketIds: ticketIds(MOST_REPROCESSED).optional(),
    filter: filter.optional(),
    reason: reason.optional(),
    force: z.boolean('true or false').optional(),
  })
  .refine((body) => (body.ticketIds === undefined) !== (body.filter === undefined), {
    message: 'either ticketIds or filter',
  });

const dryRun = z.strictObject({ ticketIds: ticketIds(MOST_DRY_RUNS) });
const pause = z.strictObject({ reason });
const resume = z.strictObject({ reason: reason.default('resumed at the dashboard') });

type OfTenant = { Params: { tenant: string } };

/** One tenant: why a ticket is as it is, and what operators do. Actions answer 202 once Temporal has them. */
export function addTenantRoutes(server: FastifyInstance, sources: ApiSources, guard: Guard): void {
  const { actions, why } = sources;
  const tenantOf = (params: OfTenant['Params']) => chosenTenants(sources, params.tenant)[0] as ApiTenant;
  const byOperator = { preHandler: guard.requireOperator };

  server.get<{ Params: { tenant: string; ticket: string } }>(
    '/tenants/:tenant/tickets/:ticket',
    ({ params }) => why(tenantOf(params), readRequest(z.object({ ticket: ticketIdText }), params).ticket),
  );
  server.post<OfTenant>('/tenants/:tenant/reprocess', byOperator, async ({ params, body }, reply) => {
    const tenant = tenantOf(params);
    const read = readRequest(reprocess, body);
    const from = read.reason === undefined ? 'dashboard' : `dashboard: ${read.reason}`;
    const asked = readDeskRequest({ ...read, reason: from });
    if (asked.kind === 'rejected') throw new BadRequestError(asked.why);
    await actions.reprocess(tenant, asked.request);
    return reply.code(202).send({ asked: asked.request });
  });
  server.post<OfTenant>('/tenants/:tenant/dry-run', byOperator, async ({ params, body }) => {
    const tenant = tenantOf(params);
    const { ticketIds } = readRequest(dryRun, body);
    const tickets = { ticketIds: [...new Set(ticketIds)], withinMs: DRY_RUN_WITHIN_MS };
    return { tickets: await actions.dryRun(tenant, tickets) };
  });
  server.post<OfTenant>('/tenants/:tenant/pause', byOperator, async ({ params, body }, reply) => {
    const tenant = tenantOf(params);
    const order = readRequest(pause, body);
    await actions.pause(tenant, order.reason);
    return reply.code(202).send({ paused: order });
  });
  server.post<OfTenant>('/tenants/:tenant/resume', byOperator, async ({ params, body }, reply) => {
    const tenant = tenantOf(params);
    const order = readRequest(resume, body ?? {});
    await actions.resume(tenant, order.reason);
    return reply.code(202).send({ resumed: order });
  });
}
