import { useEffect, useState } from 'preact/hooks';
import type { ListedTicket, TicketsAnswer } from '../../../src/gateway/api/wire.js';
import { ApiError, ask, type Parameters } from '../api-client.js';
import { useAsked, type Asked } from '../use-asked.js';

const PAGE_TICKETS = 25;

/** The list as far as it was asked for. */
export interface Tickets {
  first: Asked<TicketsAnswer>;
  tickets: readonly ListedTicket[];
  /** Null: there are no more. */
  showMore: (() => Promise<void>) | null;
  /** Why more could not be shown. */
  moreError: string | null;
}

/** The newest tickets that fit, kept up to date, and older ones on request. */
export function useTickets(parameters: Parameters, again: number): Tickets {
  const key = JSON.stringify(parameters);
  const asked = { ...parameters, limit: PAGE_TICKETS };
  const first = useAsked((signal) => ask<TicketsAnswer>('/tickets', asked, signal), { key, again });
  const [older, setOlder] = useState<{ tickets: ListedTicket[]; next: string | null } | null>(null);
  const [moreError, setMoreError] = useState<string | null>(null);
  useEffect(() => setOlder(null), [key]);
  const newest = first.value?.tickets ?? [];
  const next = older === null ? (first.value?.next ?? null) : older.next;
  const showMore = async () => {
    try {
      const page = await ask<TicketsAnswer>('/tickets', { ...asked, after: next });
      // What is on the first page now stays shown when newer ones push it off.
      setOlder({ tickets: [...(older?.tickets ?? newest), ...page.tickets], next: page.next });
      setMoreError(null);
    } catch (error) {
      setMoreError(error instanceof ApiError ? error.message : 'The page has a fault.');
    }
  };
  const tickets = withoutRepeats([...newest, ...(older?.tickets ?? [])]);
  return { first, tickets, showMore: next === null ? null : showMore, moreError };
}

/** What names a round. */
export const roundKey = ({ workflowId, runId, round }: ListedTicket): string =>
  `${workflowId}/${runId}/${round}`;

const withoutRepeats = (tickets: readonly ListedTicket[]): ListedTicket[] => [
  ...new Map(tickets.map((ticket) => [roundKey(ticket), ticket])).values(),
];
