import { seedHistory } from '../seed/seed-history.js';
import type { TicketStore } from '../store/ticket-store.js';
import type { Audit, TicketRecord } from '../store/types.js';

/** The complete history of a ticket, oldest first. */
export function auditsOf(record: TicketRecord, store: TicketStore): Audit[] {
  const later = record.laterAudits ?? [];
  return record.seedIndex === null ? later : [...seedHistory(store.world, record.seedIndex), ...later];
}

/** The comments of a ticket as the vendor sends them, oldest first. */
export function wireComments(record: TicketRecord, store: TicketStore) {
  return auditsOf(record, store).flatMap(({ events, created_at, metadata, via }) =>
    events
      .filter((event) => event.type === 'Comment' || event.type === 'VoiceComment')
      .map((event) => ({ ...event, via, created_at, metadata })),
  );
}
