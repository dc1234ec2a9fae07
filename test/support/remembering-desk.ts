import type { FetchedTicket, MergeUpdateInput } from '../../src/contract/ticket.js';
import type { PreviousWrite } from '../../src/domain/merge.js';
import { TICKET, type TicketStubs } from './ticket-stubs.js';

interface RememberedTicket {
  ticket: FetchedTicket;
  previous: PreviousWrite | null;
  writes: MergeUpdateInput[];
}

/** Stubs of a help desk that keeps what is written on each ticket, with its history. */
export function rememberingDesk() {
  const tickets = new Map<string, RememberedTicket>();
  const ticket = (ticketId: string): RememberedTicket => {
    const known = tickets.get(ticketId) ?? { ticket: { ...TICKET, ticketId }, previous: null, writes: [] };
    tickets.set(ticketId, known);
    return known;
  };
  const stubs: Pick<TicketStubs, 'fetchTicket' | 'readHistory' | 'mergeUpdate'> = {
    fetchTicket: ({ ticketId }) => Promise.resolve(ticket(ticketId).ticket),
    readHistory: ({ ticketId }) => Promise.resolve({ previous: ticket(ticketId).previous, nextPage: null }),
    mergeUpdate: (input) => {
      const kept = ticket(input.ticketId);
      const { tags, priority } = input.write;
      kept.writes.push(input);
      kept.ticket = { ...kept.ticket, tags, priority: priority ?? kept.ticket.priority };
      const owner = priority === undefined ? (kept.previous?.priorityOwner ?? 'foreign') : 'ours';
      const { verdictIds = [], servedKeys = [] } = kept.previous ?? {};
      kept.previous = {
        record: input.record,
        priorityOwner: owner,
        at: new Date().toISOString(),
        verdictIds: [...verdictIds, input.record.verdictId],
        servedKeys: [...servedKeys, ...(input.record.requestKeys ?? [])],
      };
      return Promise.resolve({ kind: 'updated' });
    },
  };
  /** Somebody at the help desk changes a ticket. */
  const edit = (ticketId: string, change: Partial<FetchedTicket>): void => {
    const kept = ticket(ticketId);
    kept.ticket = { ...kept.ticket, ...change };
    if (change.priority !== undefined && kept.previous?.priorityOwner === 'ours')
      kept.previous = { ...kept.previous, priorityOwner: 'takenOver' };
  };
  return { stubs, ticket, edit };
}
