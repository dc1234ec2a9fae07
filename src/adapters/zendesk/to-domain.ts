import { createHash } from 'node:crypto';
import type { HistoryEntry } from '../../domain/history.js';
import {
  PRIORITIES,
  TICKET_STATUSES,
  type ListedTicket,
  type Priority,
  type TicketState,
  type TicketStatus,
} from '../../domain/ticket.js';
import type { WireAudit, WireChanges, WireTicket } from './wire.js';
import { recordFromMetadata } from './write-record.js';

/** One line of the listing. @param answeredAt Stands in for an update time that is missing. */
export function toListedTicket(ticket: WireChanges['tickets'][number], answeredAt: string): ListedTicket {
  const { generated_timestamp: generatedAtS } = ticket;
  return {
    ticketId: ticket.id,
    status: toStatus(ticket.status),
    tags: ticket.tags ?? [],
    updatedAt: ticket.updated_at ?? (generatedAtS ? new Date(generatedAtS * 1000).toISOString() : answeredAt),
  };
}

/** What decides and merges; subject and description go into the hash only. */
export function toTicketState(ticket: WireTicket, readAt: string): TicketState {
  return {
    ticketId: ticket.id,
    status: toStatus(ticket.status),
    tags: ticket.tags ?? [],
    priority: toPriority(ticket.priority),
    updatedAt: ticket.updated_at,
    readAt,
    contentHash: contentHash(ticket.subject ?? '', ticket.description ?? ''),
    peopleIds: peopleIds(ticket),
  };
}

/** The vendor lists audits oldest first; sorting holds that for servers that do not. */
export function toHistoryEntries(audits: readonly WireAudit[], answeredAt: string): HistoryEntry[] {
  return audits
    .map((audit) => toHistoryEntry(audit, answeredAt))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/**
 * The vendor's triggers run inside the update that fires them and share its audit. So in an audit of ours the priority
 * counts as touched only when it ended as the one we set; a trigger's choice is not ours.
 */
function toHistoryEntry(audit: WireAudit, answeredAt: string): HistoryEntry {
  const record = recordFromMetadata(audit.metadata);
  const changes = (audit.events ?? []).filter(
    ({ type, field_name: field, value }) =>
      field === 'priority' && (type === 'Change' || (type === 'Create' && typeof value === 'string')),
  );
  const touchedPriority =
    record === null
      ? changes.length > 0
      : record.priority !== null && changes.at(-1)?.value === record.priority;
  return { at: audit.created_at ?? answeredAt, record, touchedPriority };
}

/** A status we do not know is taken for open: looking at a ticket in vain is better than missing one. */
function toStatus(value: string | null | undefined): TicketStatus {
  return TICKET_STATUSES.find((status) => status === value) ?? 'open';
}

/** A priority we do not know is still one that somebody set: never null, which would let us overwrite it. */
function toPriority(value: string | null | undefined): Priority | null {
  if (!value) return null;
  return PRIORITIES.find((priority) => priority === value) ?? 'normal';
}

function contentHash(subject: string, description: string): string {
  return createHash('sha256')
    .update(JSON.stringify([subject, description]))
    .digest('hex');
}

function peopleIds(ticket: WireTicket): string[] {
  const ids = [
    ticket.requester_id,
    ticket.submitter_id,
    ticket.assignee_id,
    ...(ticket.collaborator_ids ?? []),
    ...(ticket.follower_ids ?? []),
    ...(ticket.email_cc_ids ?? []),
  ];
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}
