import { ApiError, recordInvalid, updateConflict } from '../api-error.js';
import { INTEGRATION_USER_ID } from '../store/ids.js';
import { isoSeconds } from '../../time.js';
import {
  type AuditEvent,
  type MutableFields,
  type TicketChange,
  type TicketRecord,
  PRIORITIES,
  STATUSES,
  TICKET_TYPES,
} from '../store/types.js';
import { commentEvent, viaFor } from '../wire/comment-event.js';
import { normalizeTags, sameTags } from './tags.js';

type Input = Record<string, unknown>;

export interface UpdateContext {
  /** Unix seconds. */
  at: number;
  nextId: () => number;
  /** What the caller says it is, kept in the audit. */
  client: string;
}

/**
 * What an API update would change. Unknown fields are ignored, as the vendor does.
 * `stored` is false when nothing would: the vendor then keeps no audit and does not touch `updated_at`.
 * @throws {ApiError} 409 outdated stamp; 422 closed ticket or a value that is not allowed; 400 wrong shape.
 */
export function planUpdate(
  record: TicketRecord,
  input: Input,
  context: UpdateContext,
): { change: TicketChange; stored: boolean } {
  if (record.status === 'closed') throw recordInvalid('status', 'Status: closed prevents ticket update');
  checkStamp(record, input);
  const set = changedFields(record, wantedFields(record, input));
  const auditId = context.nextId();
  const events: AuditEvent[] = [...commentsOf(input, { auditId, nextId: context.nextId })];
  for (const [name, value] of Object.entries(set)) {
    events.push({
      id: context.nextId(),
      type: 'Change',
      value: auditValue(name, value),
      field_name: name,
      previous_value: auditValue(name, record[name as keyof typeof record]),
    });
  }
  const custom = asObject(input['metadata'], 'metadata') ?? {};
  const audit = {
    id: auditId,
    ticket_id: record.id,
    created_at: isoSeconds(context.at),
    author_id: INTEGRATION_USER_ID,
    metadata: { system: { client: context.client, ip_address: '192.0.2.10' }, custom },
    events,
    via: viaFor('api'),
  };
  return {
    change: { ticketId: record.id, by: 'api', at: context.at, set, audit },
    stored: events.length > 0,
  };
}

/** @throws {ApiError} 409 when a safe update carries another second than the ticket's last update. */
export function checkStamp(record: TicketRecord, input: Input): void {
  if (input['safe_update'] !== true && input['safe_update'] !== 'true') return;
  const stamp = input['updated_stamp'];
  const seconds = typeof stamp === 'string' ? Math.floor(Date.parse(stamp) / 1000) : Number.NaN;
  if (Number.isNaN(seconds)) {
    throw new ApiError(400, {
      error: 'BadRequest',
      description: 'updated_stamp is required for a safe update',
    });
  }
  if (seconds !== record.updatedAt) throw updateConflict();
}

function wantedFields(record: TicketRecord, input: Input): Partial<MutableFields> {
  const wanted: Partial<MutableFields> = {};
  const tags = wantedTags(record, input);
  if (tags !== undefined) wanted.tags = tags;
  const { status, priority, type, subject, assignee_id: assignee, group_id: group } = input;
  if (status !== undefined) wanted.status = oneOf(STATUSES.slice(0, 6), status, 'status');
  if (priority !== undefined)
    wanted.priority = priority === null ? null : oneOf(PRIORITIES, priority, 'priority');
  if (type !== undefined) wanted.type = type === null ? null : oneOf(TICKET_TYPES, type, 'type');
  if (typeof subject === 'string') wanted.subject = subject;
  if (typeof assignee === 'number') wanted.assignee_id = assignee;
  if (typeof group === 'number') wanted.group_id = group;
  return wanted;
}

function wantedTags(record: TicketRecord, input: Input): string[] | undefined {
  const replace = tagList(input['tags'], 'tags');
  const add = tagList(input['additional_tags'], 'additional_tags');
  const remove = tagList(input['remove_tags'], 'remove_tags');
  if (replace === undefined && add === undefined && remove === undefined) return undefined;
  const removed = new Set(normalizeTags(remove ?? []));
  return normalizeTags([...(replace ?? record.tags), ...(add ?? [])]).filter((tag) => !removed.has(tag));
}

function tagList(value: unknown, name: string): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value.split(/[\s,]+/u);
  if (Array.isArray(value) && value.every((tag) => typeof tag === 'string')) return value;
  throw recordInvalid(name, `${name}: expected a list of strings`);
}

function changedFields(record: TicketRecord, wanted: Partial<MutableFields>): Partial<MutableFields> {
  const entries = Object.entries(wanted).filter(([name, value]) => {
    const before = record[name as keyof MutableFields];
    return Array.isArray(value) ? !sameTags(value as string[], record.tags) : value !== before;
  });
  return Object.fromEntries(entries);
}

function commentsOf(
  input: Input,
  { auditId, nextId }: { auditId: number; nextId: () => number },
): AuditEvent[] {
  const comment = asObject(input['comment'], 'comment');
  if (comment === undefined) return [];
  const { body, html_body: html } = comment;
  const text = typeof body === 'string' ? body : typeof html === 'string' ? html.replace(/<[^>]*>/g, '') : '';
  if (text.trim() === '') throw recordInvalid('comment', "Comment: can't be blank");
  return [
    commentEvent({
      id: nextId(),
      auditId,
      authorId: typeof comment['author_id'] === 'number' ? comment['author_id'] : INTEGRATION_USER_ID,
      body: text,
      html: typeof html === 'string' ? html : null,
      public: comment['public'] !== false,
    }),
  ];
}

function asObject(value: unknown, name: string): Input | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Input;
  throw recordInvalid(name, `${name}: expected an object`);
}

function oneOf<Value extends string>(allowed: readonly Value[], value: unknown, name: string): Value {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw recordInvalid(name, `${name}: ${String(value)} is not valid`);
  return found;
}

function auditValue(name: string, value: unknown): unknown {
  return name.endsWith('_id') && typeof value === 'number' ? String(value) : value;
}
