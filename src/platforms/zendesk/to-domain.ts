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
import type { TicketPlace } from '../../domain/ticket-filter.js';
import type { WireAudit, WireAuditEvent, WireChanges, WirePlace, WireTicket } from './wire.js';
import { recordFromMetadata } from './write-record.js';

/** One line of the listing. @param answeredAt Stands in for an update time that is missing. */
export function toListedTicket(ticket: WireChanges['tickets'][number], answeredAt: string): ListedTicket {
  const { generated_timestamp: generatedAtS } = ticket;
  return {
    ticketId: ticket.id,
    status: toStatus(ticket.status),
    tags: ticket.tags ?? [],
    place: toPlace(ticket),
    updatedAt: ticket.updated_at ?? (generatedAtS ? new Date(generatedAtS * 1000).toISOString() : answeredAt),
  };
}

/** What decides and merges; subject and description go into the hash only. */
export function toTicketState(ticket: WireTicket, readAt: string): TicketState {
  return {
    ticketId: ticket.id,
    status: toStatus(ticket.status),
    tags: ticket.tags ?? [],
    place: toPlace(ticket),
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
    .flatMap((audit) => entriesOf(audit, answeredAt))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/**
 * An audit is one entry, and one of ours with a choice of somebody else in it is two: the vendor's triggers run inside
 * the update that fires them and share its audit, so the priority that we set may not be the one that stayed.
 */
function entriesOf(audit: WireAudit, answeredAt: string): HistoryEntry[] {
  const at = audit.created_at ?? answeredAt;
  const record = recordFromMetadata(audit.metadata);
  const changes = (audit.events ?? []).filter(
    ({ type, field_name: field, value }) =>
      field === 'priority' && (type === 'Change' || (type === 'Create' && typeof value === 'string')),
  );
  const silent = (audit.events ?? []).every(isSilent) ? ({ isSilent: true } as const) : {};
  if (record === null) return [{ at, record, touchedPriority: changes.length > 0, ...silent }];
  const isOurs = (change: WireAuditEvent) =>
    record.priority !== null && change.value === record.priority && !cameByItself(change, audit);
  const ours = { at, record, touchedPriority: changes.some(isOurs), ...silent };
  const last = changes.at(-1);
  const stayed = last === undefined || isOurs(last);
  return stayed ? [ours] : [ours, { at, record: null, touchedPriority: true, ...silent }];
}

/** Events that bring no message. Of those we do not know, some do: what comes by telephone, chat or social media. */
const SILENT_EVENTS: ReadonlySet<string> = new Set(['Create', 'Change', 'Notification', 'Cc', 'External']);

const isSilent = ({ type, public: isPublic }: WireAuditEvent): boolean =>
  SILENT_EVENTS.has(type ?? '') || (type === 'Comment' && isPublic === false);

/** True for what a business rule did in somebody's update: recorded as `rule` in audits of channel `web` or `api`. */
function cameByItself({ via }: WireAuditEvent, audit: WireAudit): boolean {
  return typeof via?.channel === 'string' && via.channel !== audit.via?.channel;
}

const toPlace = ({ group_id, brand_id, ticket_form_id, via }: WirePlace): TicketPlace => ({
  group: group_id ?? null,
  brand: brand_id ?? null,
  form: ticket_form_id ?? null,
  channel: via?.channel ?? null,
});

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
