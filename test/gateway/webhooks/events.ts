/** A ticket event as Zendesk's event subscriptions send it; the ticket is 42 and has no verdict unless `detail` says so. */
export const ticketEvent = (type: string, detail: object = {}, event: object = {}) => ({
  account_id: 1_000_001,
  id: '7d8e8c3c-3a0f-4b52-9d3c-1f7f2f0f5a10',
  subject: 'zen:ticket:42',
  time: '2026-11-23T09:30:00.123456789Z',
  type: `zen:event-type:ticket.${type}`,
  zendesk_event_version: '2022-06-20',
  event: { meta: { sequence: { id: 'A1', position: 1 } }, ...event },
  detail: {
    id: '42',
    actor_id: '9000000000001',
    status: 'OPEN',
    priority: 'NORMAL',
    tags: ['vip'],
    via: { channel: 'web_service' },
    ...detail,
  },
});

/** The events that one write of ours makes: tags, priority and a note, by an agent. */
export const ownUpdateEvents = () => {
  const detail = { tags: ['vip', 'ai_processed', 'ai_bug'] };
  const note = { comment: { is_public: false, author: { id: '9000000000001', is_staff: true } } };
  return [
    ticketEvent('tags_changed', detail),
    ticketEvent('priority_changed', detail),
    ticketEvent('comment_added', detail, note),
  ];
};
