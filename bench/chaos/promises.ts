import { PROCESSED_TAG } from '../../src/domain/merge.js';
import type { LedgerTicket, PlatformLedger } from '../rig/platform-ledger.js';

/** A promise, and the tickets for which it was broken (IDs, as often as it was). */
export interface CheckedPromise {
  name: string;
  broken: string[];
}

const WANTED_STATUSES = ['new', 'open'];

/** True for a ticket that scans take up. */
export const isWanted = ({ status }: Pick<LedgerTicket, 'status'>): boolean =>
  WANTED_STATUSES.includes(status);

/** It has its verdict, or a person took it out of the statuses that get one. */
export const hasEnded = (ticket: Pick<LedgerTicket, 'status' | 'tags'>): boolean =>
  ticket.tags.includes(PROCESSED_TAG) || !isWanted(ticket);

const BY_RULES = /^Decided by: keyword rules/m;

/** The model's verdict after one of the rules: an upgrade of what an outage left, the only second one that is right. */
export const wasUpgraded = ({ notes: [first, second] }: Pick<LedgerTicket, 'notes'>): boolean =>
  first !== undefined && second !== undefined && BY_RULES.test(first) && !BY_RULES.test(second);

const verdictsOf = (ticket: LedgerTicket): number => (wasUpgraded(ticket) ? 2 : 1);

const times = (count: number, ticketId: string): string[] =>
  Array.from({ length: Math.max(0, count) }, () => ticketId);

/**
 * Holds what the help desk has against what was promised (docs/reliability.md).
 * @param wanted tickets that were to get a verdict; nobody asked for a second one.
 * @param openRuns tickets whose workflow still runs though nothing is left to do.
 */
export function checkPromises(
  { tickets }: Pick<PlatformLedger, 'tickets'>,
  { wanted, openRuns }: { wanted: ReadonlySet<string>; openRuns: readonly string[] },
): CheckedPromise[] {
  const each = (broken: (ticket: LedgerTicket, ticketId: string) => number): string[] =>
    Object.entries(tickets).flatMap(([ticketId, ticket]) => times(broken(ticket, ticketId), ticketId));
  const known = new Set(Object.keys(tickets));
  return [
    {
      name: 'lost',
      broken: [
        ...[...wanted].filter((ticketId) => !known.has(ticketId)),
        ...each((ticket, ticketId) => Number(wanted.has(ticketId) && !hasEnded(ticket))),
      ],
    },
    { name: 'duplicate notes', broken: each((ticket) => ticket.aiComments - verdictsOf(ticket)) },
    { name: 'writes without a verdict', broken: each((ticket) => ticket.writes - verdictsOf(ticket)) },
    { name: 'tagged without a note', broken: each((ticket) => Number(isTaggedOnly(ticket))) },
    { name: 'foreign tags lost', broken: each(({ lostForeignTags }) => lostForeignTags.length) },
    {
      name: 'person-set priorities overwritten',
      broken: each(({ overwrittenPriorities }) => overwrittenPriorities),
    },
    {
      name: 'writes on tickets that nobody wanted',
      broken: each(({ writes }, ticketId) => (wanted.has(ticketId) ? 0 : writes)),
    },
    { name: 'runs that never end', broken: [...openRuns] },
  ];
}

const isTaggedOnly = ({ tags, aiComments }: LedgerTicket): boolean =>
  tags.includes(PROCESSED_TAG) && aiComments === 0;
