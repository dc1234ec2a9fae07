import { PlatformError, type TicketField } from '../../ports/ticket-platform.js';
import { PRIORITIES } from '../../domain/ticket.js';
import type { ZendeskClient } from './client.js';
import { firstPage, nextPageQuery } from './paging.js';
import { ticketFieldsAnswer, type WireTicketField } from './wire.js';

const ROUTE = '/api/v2/ticket_fields';
/** Accounts have some hundred fields at most; a listing without end is a fault of the server. */
const MOST_PAGES = 50;
/** Always filled in: they cannot be what a write lacks. */
const NEVER_EMPTY: ReadonlySet<string> = new Set([
  'subject',
  'description',
  'status',
  'custom_status',
  'priority',
]);
/** Sub-type of the priority that leaves Normal and High. */
const BASIC = 1;

/**
 * The account's ticket fields. Any agent may read them.
 * @see https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/
 * @throws {PlatformError}
 */
export async function listTicketFields(client: ZendeskClient, signal?: AbortSignal): Promise<TicketField[]> {
  const fields: TicketField[] = [];
  let query = firstPage();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const request = { method: 'GET', route: ROUTE, query, schema: ticketFieldsAnswer } as const;
    const { value } = await client.send(request, signal);
    fields.push(...value.ticket_fields.map(toTicketField));
    const next = nextPageQuery(value);
    if (next === null) return fields;
    query = new URLSearchParams(next);
  }
  throw new PlatformError(`GET ${ROUTE}: expected at most ${MOST_PAGES} pages, got more`, {
    kind: 'protocol',
  });
}

/** `required` of the vendor's: agents must fill it in before they solve a ticket. */
function toTicketField(field: WireTicketField): TicketField {
  const { id, type, title, active, required } = field;
  const isPriority = type === 'priority';
  const mayLack = required === true && !NEVER_EMPTY.has(type ?? '');
  return {
    fieldId: id,
    title: title ?? '',
    active: active !== false,
    required: mayLack ? 'toSolve' : 'never',
    ...(isPriority ? { priorities: prioritiesOf(field) } : {}),
  };
}

function prioritiesOf({ sub_type_id: subType, system_field_options: options }: WireTicketField) {
  if (subType === BASIC) return PRIORITIES.filter((priority) => priority === 'normal' || priority === 'high');
  const values = new Set((options ?? []).flatMap(({ value }) => value?.toLowerCase() ?? []));
  return values.size === 0 ? [...PRIORITIES] : PRIORITIES.filter((priority) => values.has(priority));
}
