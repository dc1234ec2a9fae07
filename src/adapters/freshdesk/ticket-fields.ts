import type { TicketField } from '../../ports/ticket-platform.js';
import type { Priority } from '../../domain/ticket.js';
import type { FreshdeskClient } from './client.js';
import { priorityNumber } from './priority.js';
import { ticketFieldsAnswer, type WireTicketField } from './wire.js';

/** The vendor's own fields that a ticket never lacks. */
const NEVER_EMPTY: ReadonlySet<string> = new Set(
  ['requester', 'company', 'subject', 'description', 'status', 'priority', 'source'].map(
    (name) => `default_${name}`,
  ),
);

/**
 * The account's ticket fields. Needs an administrator.
 * @see https://developers.freshdesk.com/api/#list_all_ticket_fields
 * @throws {PlatformError}
 */
export async function listTicketFields(
  client: FreshdeskClient,
  signal?: AbortSignal,
): Promise<TicketField[]> {
  const request = { method: 'GET', route: '/api/v2/ticket_fields', schema: ticketFieldsAnswer } as const;
  return (await client.send(request, signal)).value.map(toTicketField);
}

function toTicketField(field: WireTicketField): TicketField {
  const { id, name, label, type, required_for_agents: forAgents, required_for_closure: toClose } = field;
  const mayLack = !NEVER_EMPTY.has(type ?? '');
  return {
    fieldId: name ?? id,
    title: label ?? '',
    active: field.archived !== true,
    required: !mayLack ? 'never' : forAgents === true ? 'always' : toClose === true ? 'toSolve' : 'never',
    ...(type === 'default_priority' ? { priorities: prioritiesOf(field) } : {}),
  };
}

/** Labels with the vendor's numbers; the account may rename them, not add any. */
function prioritiesOf({ choices }: WireTicketField): Priority[] {
  const all: Priority[] = ['low', 'normal', 'high', 'urgent'];
  if (typeof choices !== 'object' || choices === null || Array.isArray(choices)) return all;
  const numbers = new Set(Object.values(choices).map(Number));
  const known = all.filter((priority) => numbers.has(priorityNumber(priority)));
  return known.length === 0 ? all : known;
}
