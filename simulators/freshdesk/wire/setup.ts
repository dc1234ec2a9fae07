import type { AUTOMATION_RULES } from '../seed/automation-rules.js';
import { ADMINISTRATOR_ROLE_ID, AGENT_ROLE_ID } from '../store/ids.js';
import { TICKET_TYPES } from '../store/types.js';

/** An automation rule as the vendor sends it. */
export function wireRule(
  {
    id,
    name,
    active,
    performer,
    events,
    matchType,
    properties,
    actions,
  }: (typeof AUTOMATION_RULES)[number][number],
  { position, since }: { position: number; since: string },
) {
  return {
    id,
    name,
    position,
    active,
    outdated: false,
    last_updated_by: null,
    affected_tickets_count: 0,
    created_at: since,
    updated_at: since,
    ...(performer === undefined ? {} : { performer: { type: performer } }),
    ...(events === undefined ? {} : { events }),
    conditions: [
      {
        name: 'condition_set_1',
        match_type: matchType,
        properties: properties.map((property) => ({ resource_type: 'ticket', ...property })),
      },
    ],
    actions,
  };
}

/** The fields of the account's tickets, as the vendor sends them. */
export function wireTicketFields(since: string, required: readonly string[] = []) {
  const field = (id: number, name: string, rest: Record<string, unknown>) => ({
    id: 43_000_600_000 + id,
    name,
    position: id,
    required_for_closure: false,
    required_for_agents: rest['default'] === true,
    customers_can_edit: false,
    created_at: since,
    updated_at: since,
    ...rest,
  });
  const standard = (type: string, label: string, choices: unknown) => ({
    type,
    label,
    default: true,
    choices,
  });
  return [
    field(1, 'subject', { type: 'default_subject', label: 'Subject', default: true }),
    field(2, 'ticket_type', {
      ...standard('default_ticket_type', 'Type', TICKET_TYPES),
      required_for_agents: false,
    }),
    field(3, 'status', standard('default_status', 'Status', STATUS_CHOICES)),
    field(4, 'priority', standard('default_priority', 'Priority', { Low: 1, Medium: 2, High: 3, Urgent: 4 })),
    field(5, 'cf_plan', {
      type: 'custom_dropdown',
      label: 'Plan',
      default: false,
      choices: ['Starter', 'Team', 'Business'],
    }),
    field(6, 'cf_region', { type: 'custom_text', label: 'Region', default: false }),
    ...required.map((label, index) =>
      field(7 + index, `cf_required_${index + 1}`, {
        ...{ type: 'custom_text', label, default: false },
        ...{ required_for_agents: true, required_for_closure: true },
      }),
    ),
  ];
}

/** The roles of the account's agents, as the vendor sends them. */
export function wireRoles(since: string) {
  return [
    { id: AGENT_ROLE_ID, name: 'Agent', description: 'Sees and answers tickets.' },
    { id: ADMINISTRATOR_ROLE_ID, name: 'Administrator', description: 'Sets up the help desk, too.' },
  ].map((role) => ({ ...role, default: true, agent_type: 1, created_at: since, updated_at: since }));
}

/** How agents and customers call each status. */
const STATUS_CHOICES = {
  2: ['Open', 'Being Processed'],
  3: ['Pending', 'Awaiting your Reply'],
  4: ['Resolved', 'This ticket has been Resolved'],
  5: ['Closed', 'This ticket has been Closed'],
  6: ['Waiting on Customer', 'Awaiting your Reply'],
  7: ['Waiting on Third Party', 'Being Processed'],
};
