import { describe, expect, test } from '@jest/globals';
import {
  labelledTickets,
  type LabelledTicketsQuery,
  type LabelSource,
} from '../../src/cli/labelled-tickets.js';
import type { Conversation, ListedTicket, TicketState } from '../../src/domain/ticket.js';
import { PlatformError } from '../../src/ports/platform.js';
import { allMatches } from '../../src/domain/text/all-matches.js';
import { fakePlatform, type PlatformAnswers } from '../support/fake-platform.js';
import { TICKET } from '../support/ticket-stubs.js';

const QUERY: LabelledTicketsQuery = {
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-04-01T00:00:00.000Z',
  limit: 100,
  withoutVerdict: false,
};
const TAGS = ['ai_processed', 'ai_bug', 'ai_sentiment_negative'];

const listed = (ticketId: string, overrides: Partial<ListedTicket> = {}): ListedTicket => ({
  ...{ ticketId, status: 'solved', tags: TAGS, updatedAt: '2026-03-15T00:00:00Z' },
  ...overrides,
});
const page = (tickets: ListedTicket[], cursor: string | null = null) => ({
  ...{ tickets, cursor: cursor ?? 'end', endOfStream: cursor === null },
});
const state = (overrides: Partial<TicketState> = {}): TicketState => ({
  ...TICKET,
  ...{ status: 'solved', tags: TAGS, priority: 'urgent' },
  ...overrides,
});
const said = (text: string, author: 'customer' | 'agent' = 'customer', isPublic = true) => ({
  ...{ author, public: isPublic, createdAt: '2026-03-01T00:00:00Z', text, attachmentNames: [] },
});
const conversation = (...messages: Conversation['messages']): Conversation => ({
  ...{ subject: 'Export for jane@example.com', messages, truncated: false },
  people: [{ name: 'Jane Roe', email: 'jane@example.com', phone: null }],
});

async function exported(
  answers: PlatformAnswers,
  query: Partial<LabelledTicketsQuery> = {},
  secondOpinion?: LabelSource['secondOpinion'],
) {
  const { platform, requests } = fakePlatform(answers);
  const atOnce = <T>(request: () => Promise<T>) => request();
  const source = { platform, region: 'US', list: atOnce, read: atOnce, secondOpinion };
  const tickets = [];
  for await (const ticket of labelledTickets(source, { ...QUERY, ...query })) tickets.push(ticket);
  return { tickets, requests };
}

test('a solved ticket: redacted, its first message alone, and what agents left on it', async () => {
  const { tickets } = await exported({
    listChanges: [page([listed('7')])],
    readTicket: [state({ priority: 'low' })],
    readConversation: [
      conversation(
        said('an internal note', 'agent', false),
        said('It crashes, says Jane Roe, +1 212 555 2368.'),
        said('Please restart it.', 'agent'),
      ),
    ],
  });
  expect(tickets).toEqual([
    {
      id: '7',
      subject: 'Export for <EMAIL_1>',
      description: 'It crashes, says <NAME_1>, <PHONE_1>.',
      ...{ root_cause: 'bug', urgency: 'low', sentiment: 'negative' },
    },
  ]);
});

describe('of the listing', () => {
  const reading = (count: number): PlatformAnswers => ({
    readTicket: Array.from({ length: count }, () => state()),
    readConversation: Array.from({ length: count }, () => conversation(said('Help.'))),
  });
  const ids = ({ tickets }: Awaited<ReturnType<typeof exported>>) => tickets.map(({ id }) => id);

  test('only solved and closed tickets of the time are read, each once', async () => {
    const result = await exported({
      ...reading(2),
      listChanges: [
        page(
          [
            listed('1', { updatedAt: '2026-02-28T23:59:59Z' }),
            listed('2'),
            listed('3', { status: 'open' }),
            listed('4', { status: 'closed' }),
          ],
          'next',
        ),
        page([listed('2'), listed('5', { updatedAt: '2026-04-01T00:00:00Z' })]),
      ],
    });
    expect(ids(result)).toEqual(['2', '4']);
    expect(result.requests.listChanges).toEqual([{ startTime: QUERY.from }, { cursor: 'next' }]);
  });

  test('tickets without our verdict are left out, unless they are asked for', async () => {
    const listChanges = [page([listed('1', { tags: [] }), listed('2')])];
    expect(ids(await exported({ ...reading(1), listChanges: [...listChanges] }))).toEqual(['2']);
    const all = await exported({ ...reading(2), listChanges }, { withoutVerdict: true });
    expect(ids(all)).toEqual(['1', '2']);
  });

  test('nothing more is read once there are enough', async () => {
    const tickets = [listed('1'), listed('2'), listed('3')];
    const result = await exported({ ...reading(2), listChanges: [page(tickets, 'next')] }, { limit: 2 });
    expect(ids(result)).toEqual(['1', '2']);
    expect(result.requests.readTicket).toEqual(['1', '2']);
  });

  test('nothing more is listed once a page lies past the time', async () => {
    const later = [listed('9', { updatedAt: '2026-05-01T00:00:00Z' })];
    const { requests } = await exported({ listChanges: [page(later, 'next')] });
    expect(requests.listChanges).toHaveLength(1);
  });
});

describe('a ticket', () => {
  test('that says nothing about any label costs no further request and is left out', async () => {
    const { tickets, requests } = await exported({
      listChanges: [page([listed('1')])],
      readTicket: [state({ tags: ['ai_processed'], priority: null })],
    });
    expect(tickets).toEqual([]);
    expect(requests.readConversation).toEqual([]);
  });

  test('that is gone is left out; wrong credentials end the export', async () => {
    const failing = (kind: 'notFound' | 'unauthorized') =>
      exported({
        listChanges: [page([listed('1')])],
        readTicket: [new PlatformError('failed', { kind })],
      });
    expect((await failing('notFound')).tickets).toEqual([]);
    await expect(failing('unauthorized')).rejects.toMatchObject({ kind: 'unauthorized' });
  });
});

test('what only a second detector finds is taken out of subject and message', async () => {
  const detect = (text: string) =>
    Promise.resolve(
      allMatches(text, /Wilhelmina/g).map(({ index, 0: { length } }) => ({
        start: index,
        end: index + length,
        type: 'NAME' as const,
      })),
    );
  const { tickets } = await exported(
    {
      listChanges: [page([listed('7')])],
      readTicket: [state()],
      readConversation: [
        { ...conversation(said('It was Wilhelmina who asked.')), subject: 'From Wilhelmina' },
      ],
    },
    {},
    { detector: { detect }, onFailure: 'stop' },
  );
  expect(tickets).toMatchObject([{ subject: 'From <NAME_1>', description: 'It was <NAME_1> who asked.' }]);
});
