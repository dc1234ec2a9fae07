import type { PlatformName } from '../contract/names.js';
import type { SkipReason } from '../contract/ticket.js';
import { UNDONE } from '../domain/undone.js';
import type { OutcomeStore } from '../ports/records.js';

/** A ticket that somebody has to look at. */
export interface TroubledTicket {
  ticketId: string;
  /** The rule, or what the help desk refuses; empty where it says nothing. */
  detail: string;
  /** When its latest round ended, ISO 8601. */
  at: string;
}

/** Tickets by what is wrong with them, as their latest round says: one that went well since is none of them. */
export interface TroubledTickets {
  /** Something of the help desk takes our tag off after each write: they are left alone. */
  undone: TroubledTicket[];
  /** The help desk takes no write. */
  rejected: TroubledTicket[];
}

const DAY_MS = 24 * 3600_000;
/** Of each: more than this need no other names. */
const MOST = 100;
const REJECTED: SkipReason = 'rejected';

/** The troubled tickets of the last 24 hours, at most a hundred of each kind. */
export async function troubledTickets(
  outcomes: Pick<OutcomeStore, 'latest'>,
  tickets: { tenant: string; platform: PlatformName },
  now: Date,
): Promise<TroubledTickets> {
  const since = new Date(now.getTime() - DAY_MS).toISOString();
  const query = { ...tickets, among: 'rounds', since, limit: MOST } as const;
  const [undone, rejected] = await Promise.all([
    outcomes.latest({ ...query, kind: 'unchanged', why: UNDONE }),
    outcomes.latest({ ...query, kind: 'skipped', why: REJECTED }),
  ]);
  const troubled = ({ ticketId, detail = '', endedAt: at }: (typeof undone)[number]) => ({
    ...{ ticketId, detail, at },
  });
  return { undone: undone.map(troubled), rejected: rejected.map(troubled) };
}

/** `3 tickets (7, 12, 31): trigger 42 "Tidy up"`: up to five of them, and each different detail up to three. */
export function troubledText(tickets: readonly TroubledTicket[]): string {
  const ids = tickets.slice(0, 5).map(({ ticketId }) => ticketId);
  const more = tickets.length > ids.length ? ` and ${tickets.length - ids.length} more` : '';
  const details = [...new Set(tickets.map(({ detail }) => detail))].filter((detail) => detail !== '');
  const said = details.length === 0 ? '' : `: ${details.slice(0, 3).join('; ')}`;
  return `${tickets.length === 1 ? 'ticket' : 'tickets'} ${ids.join(', ')}${more}${said}`;
}
