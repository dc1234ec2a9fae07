import { createOpenAiModel } from '../../src/models/openai-model.js';
import type { VerdictPolicy } from '../../src/domain/tenant-policy.js';
import type { Conversation, Person } from '../../src/domain/ticket.js';
import type { TicketWrite } from '../../src/ports/platform.js';
import { withModelServer, type Answer, type SeenRequest } from '../models/with-model-server.js';
import { activitiesOver, TENANT } from '../support/activities.js';
import { fakePlatform } from '../support/fake-platform.js';
import { inProcessTickets } from '../support/in-process-workflow.js';
import { TICKET } from '../support/ticket-stubs.js';

/** A ticket as its writer left it. */
export interface WrittenTicket {
  subject: string;
  text: string;
  people?: Person[];
}

/** What became of it. */
export interface Triaged {
  write: TicketWrite;
  source: string | null;
  /** What the model was asked, in order. */
  asked: SeenRequest[];
}

/** A moment after the ticket was read. */
const NOW_MS = Date.parse(TICKET.readAt);

/**
 * Runs tickets through the product: the ticket workflow in this process, its own activities, the model's adapter over
 * HTTP to a stand-in. Only the help desk is a fake, which keeps the one write.
 */
export async function ticketTriage(): Promise<
  (ticket: WrittenTicket, answer: Answer, policy?: Partial<VerdictPolicy>) => Promise<Triaged>
> {
  const run = await inProcessTickets();
  return async ({ subject, text, people = [] }, answer, policy = {}) => {
    const triaged: Triaged[] = [];
    await withModelServer(answer, async ({ baseUrl, seen }) => {
      const desk = fakePlatform({
        readTicket: [TICKET],
        readConversation: [conversationOf(subject, text, people)],
        write: ['applied'],
      });
      const model = createOpenAiModel({
        ...{ baseUrl, model: 'small', timeoutMs: 5_000 },
        ...{ priceInputPerMtokUsd: 0.15, priceOutputPerMtokUsd: 0.6 },
      });
      const { call } = activitiesOver({ platform: desk.platform, model, policy });
      const input = {
        tenant: TENANT,
        platform: 'zendesk',
        ticketId: TICKET.ticketId,
        reason: 'scan',
      } as const;
      const { source } = await run(
        { input, runId: 'run-1', request: null },
        {
          nowMs: NOW_MS,
          sleep: () => Promise.resolve(),
          call: (name, given) => call(name as 'fetchTicket', given),
        },
      );
      const [{ write } = { write: null }] = desk.requests.write;
      if (write === null) throw new Error('expected one write, got none');
      triaged.push({ write, source, asked: seen });
    });
    return triaged[0]!;
  };
}

const conversationOf = (subject: string, text: string, people: Person[]): Conversation => ({
  subject,
  messages: [
    { author: 'customer', public: true, createdAt: '2026-01-01T00:00:00Z', text, attachmentNames: [] },
  ],
  people,
  truncated: false,
});
