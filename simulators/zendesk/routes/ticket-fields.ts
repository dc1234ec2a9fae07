import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isoSeconds, toSeconds } from '../../time.js';
import type { Simulator } from '../simulator.js';
import { PLAN_FIELD_ID, REGION_FIELD_ID } from '../store/ids.js';
import { pageOf, type Query } from '../wire/pages.js';

/** The system field that holds the priority. */
export const PRIORITY_FIELD_ID = 6_130_811_100_154;

/** How the account's ticket fields differ from those of a new account. */
export const ticketFieldsSchema = z.strictObject({
  /** Only Normal and High can be set. */
  basicPriority: z.boolean().default(false),
  priorityActive: z.boolean().default(true),
  /** Titles of custom fields that agents have to fill in before they solve a ticket. */
  required: z.array(z.string().min(1)).default([]),
});
export type TicketFieldSettings = z.output<typeof ticketFieldsSchema>;
export const USUAL_FIELDS: TicketFieldSettings = { basicPriority: false, priorityActive: true, required: [] };

const PRIORITY_OPTIONS = ['Low', 'Normal', 'High', 'Urgent'];

/** @see https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/ */
export function addTicketFieldRoutes(api: FastifyInstance, simulator: Simulator): void {
  api.get<{ Querystring: Query }>('/ticket_fields', ({ query }) =>
    pageOf(fieldsOf(simulator), {
      query,
      url: `${simulator.baseUrl}/api/v2/ticket_fields.json`,
      key: 'ticket_fields',
    }),
  );
}

function fieldsOf({ ticketFields, store, baseUrl }: Simulator) {
  const { basicPriority, priorityActive, required } = ticketFields;
  const since = isoSeconds(toSeconds(store.world.startedAtMs) - 400 * 86_400);
  const field = (id: number, type: string, title: string, rest: Record<string, unknown> = {}) => ({
    ...{ url: `${baseUrl}/api/v2/ticket_fields/${id}.json`, id, type, title, raw_title: title },
    ...{ description: title, raw_description: title, position: 1, active: true, required: false },
    ...{ collapsed_for_agents: false, regexp_for_validation: null, title_in_portal: title },
    ...{ visible_in_portal: false, editable_in_portal: false, required_in_portal: false, tag: null },
    ...{ created_at: since, updated_at: since, removable: false, agent_description: null },
    ...rest,
  });
  const options = basicPriority ? ['Normal', 'High'] : PRIORITY_OPTIONS;
  return [
    field(6_130_811_100_026, 'subject', 'Subject', { required: true }),
    field(PRIORITY_FIELD_ID, 'priority', 'Priority', {
      active: priorityActive,
      sub_type_id: basicPriority ? 1 : 0,
      system_field_options: options.map((name) => ({ name, value: name.toLowerCase() })),
    }),
    field(6_130_811_100_282, 'status', 'Status', { required: true, sub_type_id: 0 }),
    field(PLAN_FIELD_ID, 'tagger', 'Plan', { removable: true, custom_field_options: [] }),
    field(REGION_FIELD_ID, 'text', 'Region', { removable: true }),
    ...required.map((title, index) =>
      field(6_130_811_300_026 + index * 128, 'text', title, { removable: true, required: true }),
    ),
  ];
}
