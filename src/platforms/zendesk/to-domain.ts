import { createHash } from 'node:crypto';
import type { HistoryEntry } from '../../domain/history.js';
import {
  PRIORITIES,
  TICKET_STATUSES,
  type ListedTicket,
  type Priority,
  type TicketState,
  type TicketStatus,
  type TicketPlace,
} from '../../domain/ticket.js';
import type { WireAudit, WireAuditEvent, WireListedTicket, WirePlace, WireTicket } from './wire.js';
import { takenOffIn } from './taken-off.js';
import { z } from 'zod';
import type { WriteRecord } from '../../domain/merge.js';

/** One line of the listing. @param answeredAt Stands in for an update time that is missing or none. */
export function toListedTicket(ticket: WireListedTicket, answeredAt: string): ListedTicket {
  const { updated_at: updatedAt, generated_timestamp: generatedAtS } = ticket;
  const times = [Date.parse(updatedAt ?? ''), (generatedAtS ?? NaN) * 1000, Date.parse(answeredAt)];
  return {
    ticketId: ticket.id,
    status: toStatus(ticket.status),
    tags: ticket.tags ?? [],
    place: toPlace(ticket),
    updatedAt: updatedAt && isTime(times[0]) ? updatedAt : new Date(times.find(isTime) ?? 0).toISOString(),
  };
}

const LATEST_TIME_MS = 8.64e15;
const isTime = (ms: number | undefined): ms is number => ms !== undefined && Math.abs(ms) <= LATEST_TIME_MS;

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
  const takenOff = takenOffIn(audit, record);
  const common = {
    at,
    ...((audit.events ?? []).every(isSilent) ? ({ isSilent: true } as const) : {}),
    ...(takenOff === null ? {} : { takenOff }),
    ...(audit.author_id ? { authorId: audit.author_id } : {}),
  };
  if (record === null) return [{ ...common, record, touchedPriority: changes.length > 0 }];
  const isOurs = (change: WireAuditEvent) =>
    record.priority !== null && change.value === record.priority && !cameByItself(change, audit);
  const ours = { ...common, record, touchedPriority: changes.some(isOurs) };
  const last = changes.at(-1);
  const stayed = last === undefined || isOurs(last);
  return stayed ? [ours] : [ours, { ...common, record: null, touchedPriority: true }];
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

/** The list travels to the step that reads the conversation. Who opened the ticket and who works on it come first. */
const MOST_PEOPLE = 10_000;

function peopleIds(ticket: WireTicket): string[] {
  const ids = [
    ticket.requester_id,
    ticket.submitter_id,
    ticket.assignee_id,
    ...(ticket.collaborator_ids ?? []),
    ...(ticket.follower_ids ?? []),
    ...(ticket.email_cc_ids ?? []),
  ];
  return [...new Set(ids.filter((id) => typeof id === 'string'))].slice(0, MOST_PEOPLE);
}

/** Our key in the metadata of a ticket update. The vendor keeps it as `metadata.custom` of the update's audit. */
const RECORD_KEY = 'ai_ticket_processor';

/** Empty lists may come back as null. */
const tagList = z
  .array(z.string())
  .nullish()
  .catch(null)
  .transform((tags) => tags ?? []);

const auditMetadata = z.object({
  custom: z.object({
    [RECORD_KEY]: z.object({
      workflow_id: z.string(),
      verdict_id: z.string(),
      content_hash: z.string().catch(''),
      tags: tagList,
      priority: z.enum(PRIORITIES).nullish().catch(null),
      declined_tags: tagList,
      request_keys: tagList,
    }),
  }),
});

/** The metadata of one of our writes; empty fields are left out to keep it small. */
export function metadataFromRecord(record: WriteRecord): Record<string, unknown> {
  return {
    [RECORD_KEY]: {
      workflow_id: record.workflowId,
      verdict_id: record.verdictId,
      content_hash: record.contentHash,
      tags: record.tags,
      ...(record.priority === null ? {} : { priority: record.priority }),
      ...(record.declinedTags.length === 0 ? {} : { declined_tags: record.declinedTags }),
      ...(record.requestKeys === undefined ? {} : { request_keys: record.requestKeys }),
    },
  };
}

/** The record in an audit's metadata; null when there is none, or one that is not ours. */
export function recordFromMetadata(metadata: unknown): WriteRecord | null {
  const parsed = auditMetadata.safeParse(metadata);
  if (!parsed.success) return null;
  const record = parsed.data.custom[RECORD_KEY];
  return {
    workflowId: record.workflow_id,
    verdictId: record.verdict_id,
    contentHash: record.content_hash,
    tags: record.tags,
    priority: record.priority ?? null,
    declinedTags: record.declined_tags,
    ...(record.request_keys.length === 0 ? {} : { requestKeys: record.request_keys }),
  };
}
