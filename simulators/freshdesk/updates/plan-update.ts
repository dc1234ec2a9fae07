import { invalidJson, validationFailed } from '../api-error.js';
import type { CustomFields, TicketChange, TicketRecord } from '../store/types.js';
import { changedFields } from './changed-fields.js';
import { customFieldFaults, faultsOf, isObject, TICKET_CHECKS } from './field-checks.js';
import { normalizeTags } from './tags.js';

const SETTABLE = ['status', 'priority', 'type', 'subject', 'responder_id', 'group_id'] as const;

/**
 * What an update by the API would change, nothing when all is as it was. Tags replace those of the ticket; whatever
 * happened since the caller looked, the last write wins.
 * @param at Unix seconds.
 * @throws {ApiError} 400 with every field that is unknown or wrong.
 */
export function planUpdate(record: TicketRecord, body: unknown, at: number): TicketChange {
  if (!isObject(body) || Object.keys(body).length === 0) throw invalidJson();
  const custom = isObject(body['custom_fields']) ? body['custom_fields'] : {};
  const faults = [...faultsOf(body, TICKET_CHECKS), ...customFieldFaults(custom)];
  if (faults.length > 0) throw validationFailed(faults);
  const wanted: Record<string, unknown> = Object.fromEntries(
    SETTABLE.filter((name) => name in body).map((name) => [name, body[name]]),
  );
  if ('tags' in body) wanted['tags'] = normalizeTags(body['tags'] as string[], record.tags);
  if ('custom_fields' in body)
    wanted['custom_fields'] = { ...record.custom_fields, ...(custom as Partial<CustomFields>) };
  const set = changedFields(record, wanted);
  return { ticketId: record.id, by: 'api', at, set, conversations: [] };
}
