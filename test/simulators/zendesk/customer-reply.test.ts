/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- answers are read as loosely as they come */
import { expect, test } from '@jest/globals';
import { withZendesk } from './running-zendesk.js';

test(
  'what the customer answers is a public comment of the requester, and opens the ticket again',
  withZendesk({}, async (zendesk) => {
    const id = await zendesk.open({ status: 'solved' });
    await zendesk.control('agent-edit', { id, customerReply: 'Still broken' });
    const { ticket } = (await zendesk.get(`tickets/${id}`)).body;
    expect(ticket.status).toBe('open');
    const { comments } = (await zendesk.get(`tickets/${id}/comments`)).body;
    expect(comments.at(-1)).toMatchObject({
      ...{ plain_body: 'Still broken', public: true, author_id: ticket.requester_id },
      created_at: ticket.updated_at,
    });
    const { audits } = (await zendesk.get(`tickets/${id}/audits`)).body;
    expect(audits.at(-1).author_id).toBe(ticket.requester_id);
  }),
);

test(
  'a new ticket stays new',
  withZendesk({}, async (zendesk) => {
    const id = await zendesk.open();
    await zendesk.control('agent-edit', { id, customerReply: 'And one thing more' });
    expect((await zendesk.get(`tickets/${id}`)).body.ticket.status).toBe('new');
  }),
);
