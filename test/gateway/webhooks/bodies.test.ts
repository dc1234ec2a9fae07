import { describe, expect, test } from '@jest/globals';
import { readFreshdeskBody } from '../../../src/platforms/freshdesk/webhook.js';
import { readZendeskBody } from '../../../src/platforms/zendesk/webhook.js';
import { ticketEvent } from './events.js';

const unsaid = (ticketId: string, tags: string[] | null = null) => ({
  about: 'ticket',
  delivery: { ticketId, change: 'unsaid', tags, byRule: false },
});

describe.each([
  ['Zendesk', readZendeskBody],
  ['Freshdesk', readFreshdeskBody],
] as const)('a body that a rule of %s composes', (_platform, read) => {
  test.each([
    [{ ticket_id: '42' }, unsaid('42')],
    [{ ticket_id: 42 }, unsaid('42')],
    [{ ticket: { id: 42 } }, unsaid('42')],
    [{ ticket: { id: '42', tags: ['vip'] } }, unsaid('42', ['vip'])],
    [{ event: 'ticket.updated', id: 123 }, unsaid('123')],
    [{ ticket_id: '42', id: 7 }, unsaid('42')],
    [{ ticket_id: '42', tags: 'vip ai_processed' }, unsaid('42', ['vip', 'ai_processed'])],
    [{ ticket_id: '42', tags: 'vip, ai_processed' }, unsaid('42', ['vip', 'ai_processed'])],
    [{ ticket_id: '42', tags: '' }, unsaid('42', [])],
    [{ ticket_id: '42', tags: { odd: true }, more: ['of', { it: 1 }] }, unsaid('42')],
  ])('%j is read', (body, expected) => {
    expect(read(body)).toEqual(expected);
  });

  test.each([
    ...[undefined, null, true, 42, '42', [], {}, [{ ticket_id: '42' }]],
    ...[{ ticket_id: '' }, { ticket_id: null }, { ticket_id: '{{ticket.id}}' }, { ticket_id: '42; drop' }],
    ...[{ ticket_id: -1 }, { ticket_id: 0 }, { ticket_id: 4.2 }, { ticket_id: '042' }, { ticket_id: 1e300 }],
    ...[{ ticket_id: '9'.repeat(20) }, { ticket_id: ['42'] }, { ticket: '42' }, { ticket: { id: {} } }],
  ])('%j names no ticket', (body) => {
    expect(read(body)).toBeNull();
  });
});

test('a body that Freshdesk composes itself is read', () => {
  expect(readFreshdeskBody({ freshdesk_webhook: { ticket_id: 42, ticket_status: 'Open' } })).toEqual(
    unsaid('42'),
  );
  expect(readFreshdeskBody({ freshdesk_webhook: { ticket_id: 42, ticket_tags: 'vip, ai_bug' } })).toEqual(
    unsaid('42', ['vip', 'ai_bug']),
  );
  expect(readFreshdeskBody({ freshdesk_webhook: { ticket_subject: '42' } })).toBeNull();
});

describe('an event of Zendesk', () => {
  const changeOf = (event: object) => {
    const read = readZendeskBody(event);
    return read?.about === 'ticket' ? read.delivery.change : read;
  };

  test('with nothing but type and ticket is read', () => {
    expect(readZendeskBody({ type: 'zen:event-type:ticket.created', detail: { id: '42' } })).toEqual({
      about: 'ticket',
      delivery: { ticketId: '42', change: 'created', tags: null, byRule: false },
    });
  });

  test("the ticket is the detail's, not the event's", () => {
    expect(readZendeskBody(ticketEvent('created', { id: 42, tags: ['vip'] }))).toMatchObject({
      delivery: { ticketId: '42', tags: ['vip'] },
    });
  });

  test.each([
    ['created', {}, 'created'],
    ['comment_added', { comment: { author: { is_staff: false } } }, 'customerReply'],
    ['comment_added', { comment: { author: { is_staff: true } } }, 'other'],
    ['comment_added', {}, 'customerReply'],
    ['comment_added', { comment: 'odd' }, 'customerReply'],
    ['tags_changed', {}, 'other'],
    ['priority_changed', { current: 'HIGH' }, 'other'],
    ['soft_deleted', {}, 'gone'],
    ['permanently_deleted', {}, 'gone'],
    ['merged', {}, 'gone'],
    ['marked_as_spam', {}, 'gone'],
    ['a_type_of_tomorrow', {}, 'other'],
  ])('ticket.%s with %j tells: %s', (type, what, change) => {
    expect(changeOf(ticketEvent(type, {}, what))).toBe(change);
  });

  test('by the actor of the help desk itself was made by a rule', () => {
    const byRule = (actor_id: unknown) =>
      readZendeskBody(ticketEvent('status_changed', { actor_id })) as { delivery: { byRule: boolean } };
    expect([-1, '-1', 42, '42', null, {}].map((actor) => byRule(actor).delivery.byRule)).toEqual([
      ...[true, true],
      ...[false, false, false, false],
    ]);
  });

  test.each(['user.created', 'organization.deleted', 'article.published', 'messaging_ticket.message_added'])(
    'of type %s is about no ticket, whatever ID it has',
    (type) => {
      expect(readZendeskBody({ type: `zen:event-type:${type}`, detail: { id: '42' } })).toEqual({
        about: 'elsewhere',
      });
    },
  );

  test.each([{}, { id: 'abc' }, null])('of a ticket with detail %j names none', (detail) => {
    expect(readZendeskBody({ type: 'zen:event-type:ticket.created', detail, id: '42' })).toBeNull();
  });
});
