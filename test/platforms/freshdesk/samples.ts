/**
 * Answers in the vendor's shapes, as its page on tickets and conversations describes them; names and texts are made up.
 * @see https://developers.freshdesk.com/api/#view_a_ticket
 */
export const TICKET = {
  cc_emails: ['Cora Hill <cora@shop.example>'],
  fwd_emails: [],
  reply_cc_emails: [],
  fr_escalated: false,
  spam: false,
  email_config_id: null,
  group_id: null,
  priority: 1,
  requester_id: 501,
  responder_id: 901,
  source: 1,
  company_id: null,
  status: 2,
  subject: 'Invoice is wrong',
  association_type: null,
  to_emails: null,
  product_id: null,
  id: 42,
  type: 'Question',
  due_by: '2026-09-20T10:00:00Z',
  is_escalated: false,
  description: '<div>Hello,<br>I was <b>charged</b> twice.</div>',
  description_text: 'Hello, I was charged twice.',
  custom_fields: { cf_plan: null },
  created_at: '2026-09-18T10:00:00Z',
  updated_at: '2026-09-18T10:05:07Z',
  tags: ['billing'],
  attachments: [{ id: 1, name: 'invoice.pdf', content_type: 'application/pdf', size: 3 }],
  requester: {
    id: 501,
    name: 'Rita Moss',
    email: 'rita@shop.example',
    mobile: 4915112345,
    phone: '+49 30 1234',
  },
};

export const CONVERSATION = {
  body: '<div>Could you send<br>the number?</div>',
  body_text: 'Could you send the number?',
  id: 7001,
  incoming: false,
  private: false,
  user_id: 901,
  support_email: 'help@shop.example',
  source: 0,
  category: 3,
  ticket_id: 42,
  to_emails: ['rita@shop.example'],
  from_email: '"Shop Support" <help@shop.example>',
  cc_emails: [],
  created_at: '2026-09-18T10:02:00Z',
  updated_at: '2026-09-18T10:02:00Z',
  attachments: [],
};

export const AGENT = { id: 901, ticket_scope: 1, contact: { name: 'Ada Stone', email: 'ada@shop.example' } };

/** At the end of every answer's day: far past the stamps above. */
export const DATE = { date: 'Fri, 18 Sep 2026 10:30:00 GMT' };
