import type { FastifyInstance } from 'fastify';
import { accessDenied, validationFailed, type FieldError } from '../api-error.js';
import { nowSeconds, type Simulator } from '../simulator.js';
import { INTEGRATION_AGENT_ID } from '../store/ids.js';
import { STATUS, type TicketRecord } from '../store/types.js';
import { wireRequester } from '../wire/contact.js';
import { pageOf, readPageRequest, type Query } from '../wire/pages.js';
import { EMBEDDABLE, wireListedTicket } from '../wire/ticket.js';
import { readInclude } from './tickets.js';

const LAST_PAGE = 300;
/** How far back a listing goes by creation when no time of change is given. */
const USUAL_AGE_SECONDS = 30 * 86_400;
const PARAMETERS = [
  'filter',
  'requester_id',
  'email',
  'updated_since',
  'order_by',
  'order_type',
  'include',
] as const;
const ORDERS = ['created_at', 'due_by', 'updated_at', 'status'] as const;

const FILTERS: Record<string, (record: TicketRecord) => boolean> = {
  all_tickets: isShown,
  new_and_my_open: (record) =>
    isShown(record) &&
    record.status === STATUS.open &&
    (record.responder_id === null || record.responder_id === INTEGRATION_AGENT_ID),
  watching: () => false,
  spam: ({ spam, deleted }) => spam && !deleted,
  deleted: ({ deleted }) => deleted,
};

/**
 * The tickets of the account, page by page. A ticket that changes between two pages moves, and with it all that come
 * after: pages by number are no snapshot. @see vendor page "List All Tickets"
 */
export function addListingRoute(api: FastifyInstance, simulator: Simulator): void {
  const { store, faults } = simulator;
  api.get<{ Querystring: Query }>('/tickets', ({ query }, reply) => {
    if (faults.current.agentRole === true) throw accessDenied();
    const include = readInclude(query['include'], EMBEDDABLE.listing);
    const request = readPageRequest(query, PARAMETERS);
    const wanted = readListing(query);
    if (request.page > LAST_PAGE) throw beyondLastPage();
    const records = ordered(listed(wanted, query, simulator), wanted);
    const url = `${simulator.baseUrl}/api/v2/tickets`;
    const { items, headers } = pageOf(records, request, { query, url });
    void reply.headers(headers);
    return items.map((record) => wireListedTicket(record, store, include));
  });
}

interface Listing {
  filter: (record: TicketRecord) => boolean;
  /** Unix seconds; null when only the age counts. */
  updatedSince: number | null;
  orderBy: (typeof ORDERS)[number];
  isAscending: boolean;
}

function readListing(query: Query): Listing {
  const faults: FieldError[] = [];
  const { filter = 'all_tickets', order_by: orderBy = 'created_at', order_type: direction = 'desc' } = query;
  const choices: [string, string, readonly string[]][] = [
    ['filter', filter, Object.keys(FILTERS)],
    ['order_by', orderBy, ORDERS],
    ['order_type', direction, ['asc', 'desc']],
  ];
  for (const [field, value, allowed] of choices) {
    const message = `It should be one of these values: '${allowed.join(',')}'`;
    if (!allowed.includes(value)) faults.push({ field, message, code: 'invalid_value' });
  }
  const since = query['updated_since'];
  const updatedSince = since === undefined ? null : Math.floor(Date.parse(since) / 1000);
  if (updatedSince !== null && Number.isNaN(updatedSince)) {
    const message = "It should be in the 'combined date and time ISO8601' format";
    faults.push({ field: 'updated_since', message, code: 'invalid_date' });
  }
  if (faults.length > 0) throw validationFailed(faults);
  return {
    filter: FILTERS[filter] ?? isShown,
    updatedSince,
    orderBy: orderBy as Listing['orderBy'],
    isAscending: direction === 'asc',
  };
}

/** The tickets of a listing, oldest change first. */
function listed({ filter, updatedSince }: Listing, query: Query, { store }: Simulator): TicketRecord[] {
  const youngEnough = nowSeconds() - USUAL_AGE_SECONDS;
  const { requester_id: requesterId, email } = query;
  return store.order
    .since(updatedSince ?? 0)
    .filter(
      (record) =>
        filter(record) &&
        (updatedSince !== null || record.createdAt >= youngEnough) &&
        (requesterId === undefined || record.requesterId === Number(requesterId)) &&
        (email === undefined || wireRequester(record.requesterId, store).email === email),
    );
}

function ordered(records: TicketRecord[], { orderBy, isAscending }: Listing): TicketRecord[] {
  const key = {
    created_at: ({ createdAt }: TicketRecord) => createdAt,
    due_by: ({ createdAt }: TicketRecord) => createdAt,
    status: ({ status }: TicketRecord) => status,
    updated_at: null,
  }[orderBy];
  if (key !== null) records.sort((left, right) => key(left) - key(right) || left.id - right.id);
  return isAscending ? records : records.reverse();
}

function isShown({ spam, deleted }: TicketRecord): boolean {
  return !spam && !deleted;
}

function beyondLastPage() {
  const message = `You cannot access tickets beyond the ${LAST_PAGE}th page. Please provide a smaller page number.`;
  return validationFailed([{ field: 'page', message, code: 'invalid_value' }]);
}
