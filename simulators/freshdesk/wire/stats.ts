import { isoSeconds } from '../../time.js';
import type { TicketStore } from '../store/ticket-store.js';
import { STATUS, type TicketRecord } from '../store/types.js';
import { conversationsOf } from './conversation.js';

/** When what happened to a ticket, as the vendor sends it with `include=stats`. */
export function wireStats(record: TicketRecord, store: TicketStore) {
  const replies = conversationsOf(record, store).filter(({ kind }) => kind === 'reply');
  const answers = replies.filter(({ incoming }) => !incoming);
  const fromRequester = replies.filter(({ incoming }) => incoming);
  const iso = (seconds: number | undefined) => (seconds === undefined ? null : isoSeconds(seconds));
  const sinceIn = (...statuses: TicketRecord['status'][]) =>
    statuses.includes(record.status) ? isoSeconds(record.statusAt) : null;
  return {
    agent_responded_at: iso(answers.at(-1)?.at),
    requester_responded_at: iso(fromRequester.at(-1)?.at),
    first_responded_at: iso(answers[0]?.at),
    status_updated_at: isoSeconds(record.statusAt),
    reopened_at: null,
    resolved_at: sinceIn(STATUS.resolved, STATUS.closed),
    closed_at: sinceIn(STATUS.closed),
    pending_since: sinceIn(STATUS.pending),
  };
}
