import type { FastifyInstance } from 'fastify';
import { isoSeconds, toSeconds } from '../../time.js';
import { accessDenied, notFound } from '../api-error.js';
import { AUTOMATION_RULES } from '../seed/automation-rules.js';
import type { Simulator } from '../simulator.js';
import { pageOf, readPageRequest, type Query } from '../wire/pages.js';
import { wireRoles, wireRule, wireTicketFields } from '../wire/setup.js';

const MADE_SECONDS_BEFORE = 400 * 86_400;

/**
 * How the account is set up: rules, which are listed and never run, ticket fields and roles.
 * @see vendor pages "View list of all automation rules", "List All Ticket Fields", "List All Roles"
 */
export function addSetupRoutes(api: FastifyInstance, simulator: Simulator): void {
  const since = isoSeconds(toSeconds(simulator.store.world.startedAtMs) - MADE_SECONDS_BEFORE);
  const asAdministrator = () => {
    if (simulator.faults.current.agentRole === true) throw accessDenied();
  };
  api.get<{ Params: { type: string }; Querystring: Query }>(
    '/automations/:type/rules',
    ({ params, query }, reply) => {
      asAdministrator();
      const rules = AUTOMATION_RULES[Number(params.type)];
      if (rules === undefined) throw notFound();
      const url = `${simulator.baseUrl}/api/v2/automations/${params.type}/rules`;
      const all = rules.map((rule, index) => wireRule(rule, { position: index + 1, since }));
      const { items, headers } = pageOf(all, readPageRequest(query), { query, url });
      void reply.headers(headers);
      return items;
    },
  );
  api.get('/ticket_fields', () => {
    asAdministrator();
    return wireTicketFields(since, simulator.requiredFields);
  });
  api.get('/roles', () => wireRoles(since));
}
