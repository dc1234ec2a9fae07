import { invalidJson, validationFailed } from '../api-error.js';
import { INTEGRATION_AGENT_ID } from '../store/ids.js';
import type { Conversation, TicketChange, TicketRecord } from '../store/types.js';
import { htmlOf, textOf } from '../wire/html.js';
import { faultsOf, isObject, NOTE_CHECKS } from './field-checks.js';

/**
 * The note that an API call adds: HTML, private unless it says otherwise. Nothing tells two equal notes apart, so a
 * repeated call adds a second one.
 * @throws {ApiError} 400 with every field that is missing, unknown or wrong.
 */
export function planNote(
  record: TicketRecord,
  body: unknown,
  { at, nextId }: { at: number; nextId: () => number },
): { change: TicketChange; note: Conversation } {
  if (!isObject(body)) throw invalidJson();
  const faults = faultsOf(body, NOTE_CHECKS);
  if (!('body' in body))
    faults.push({ field: 'body', message: 'It should be a/an String', code: 'missing_field' });
  if (faults.length > 0) throw validationFailed(faults);
  const html = htmlOf(body['body'] as string, { isHtml: true });
  const note: Conversation = {
    id: nextId(),
    at,
    userId: (body['user_id'] as number | undefined) ?? INTEGRATION_AGENT_ID,
    kind: 'note',
    incoming: body['incoming'] === true,
    private: body['private'] !== false,
    html,
    text: textOf(html),
  };
  return { change: { ticketId: record.id, by: 'api', at, set: {}, conversations: [note] }, note };
}
