import { PlatformError } from '../../ports/platform.js';
import type { FreshdeskClient } from './client.js';
import { conversationsAnswer, type WireConversation } from './wire.js';

/** Most conversations that one request may ask for. @see https://developers.freshdesk.com/api/#pagination */
export const LARGEST_PAGE = 100;
/** 10,000 conversations on one ticket are a fault, ours or the server's. */
const MOST_PAGES = 100;

/** A page of a ticket's replies and notes, oldest first. */
export interface ConversationPage {
  conversations: WireConversation[];
  answeredAt: string;
  hasNextPage: boolean;
}

/** How a page is asked for: which ticket, and how long we can wait. */
export interface PageRequest {
  ticketId: string;
  page?: number;
  patienceMs?: number;
}

/** One request. The vendor lists conversations oldest first and knows no other order. @throws {PlatformError} */
export async function readConversationPage(
  client: FreshdeskClient,
  { ticketId, page = 1, patienceMs }: PageRequest,
  signal?: AbortSignal,
): Promise<ConversationPage> {
  const { value, answeredAt, hasNextPage } = await client.send(
    {
      method: 'GET',
      route: '/api/v2/tickets/{id}/conversations',
      id: ticketId,
      query: { per_page: String(LARGEST_PAGE), page: String(page) },
      schema: conversationsAnswer,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    },
    signal,
  );
  return {
    conversations: value,
    answeredAt,
    hasNextPage: value.length > 0 && (hasNextPage || value.length >= LARGEST_PAGE),
  };
}

/**
 * All pages from `page` on, one request each: tickets with more than a page of them are rare.
 * @throws {PlatformError} `protocol` for a listing without end.
 */
export async function* conversationPages(
  client: FreshdeskClient,
  request: PageRequest,
  signal?: AbortSignal,
): AsyncGenerator<ConversationPage> {
  for (let page = request.page ?? 1; page <= MOST_PAGES; page += 1) {
    const answer = await readConversationPage(client, { ...request, page }, signal);
    yield answer;
    if (!answer.hasNextPage) return;
  }
  throw new PlatformError(
    `conversations of ticket ${request.ticketId}: expected at most ${MOST_PAGES} pages, got more`,
    { kind: 'protocol' },
  );
}
