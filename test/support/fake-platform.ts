import type { Conversation, TicketListing, TicketState } from '../../src/domain/ticket.js';
import type {
  BusinessRule,
  ConversationPart,
  HistoryPage,
  ListFrom,
  PlatformIdentity,
  TicketField,
  TicketPlatform,
  TicketWrite,
} from '../../src/ports/platform.js';
import { CannedAnswers } from './canned-answers.js';

/** What the fake help desk answers, in order. `'applied'` is a write that succeeds. */
export interface PlatformAnswers {
  listChanges?: (TicketListing | Error)[];
  readTicket?: (TicketState | Error)[];
  readConversation?: (Conversation | Error)[];
  readHistory?: (HistoryPage | Error)[];
  write?: ('applied' | Error)[];
  whoAmI?: (PlatformIdentity | Error)[];
  listBusinessRules?: (BusinessRule[] | Error)[];
  listTicketFields?: (TicketField[] | Error)[];
}

/** A help desk with canned answers that records what it is asked. */
export function fakePlatform(answers: PlatformAnswers = {}) {
  const lists = new CannedAnswers<ListFrom, TicketListing>('listChanges', answers.listChanges ?? []);
  const reads = new CannedAnswers<string, TicketState>('readTicket', answers.readTicket ?? []);
  const conversations = new CannedAnswers<
    { ticketId: string; part: ConversationPart; peopleIds: readonly string[] },
    Conversation
  >('readConversation', answers.readConversation ?? []);
  const histories = new CannedAnswers<{ ticketId: string; page: string | null }, HistoryPage>(
    'readHistory',
    answers.readHistory ?? [],
  );
  const writes = new CannedAnswers<{ ticketId: string; write: TicketWrite }, 'applied'>(
    'write',
    answers.write ?? [],
  );
  const identities = new CannedAnswers<void, PlatformIdentity>('whoAmI', answers.whoAmI ?? []);
  const rules = new CannedAnswers<void, BusinessRule[]>('listBusinessRules', answers.listBusinessRules ?? []);
  const fields = new CannedAnswers<void, TicketField[]>('listTicketFields', answers.listTicketFields ?? []);
  const platform: TicketPlatform = {
    listChanges: (from) => lists.next(from),
    readTicket: (ticketId) => reads.next(ticketId),
    readConversation: (ticketId, options) => conversations.next({ ticketId, ...options }),
    readHistory: (ticketId, page) => histories.next({ ticketId, page }),
    write: async (ticketId, write) => void (await writes.next({ ticketId, write })),
    whoAmI: () => identities.next(),
    listBusinessRules: () => rules.next(),
    listTicketFields: () => fields.next(),
  };
  return {
    platform,
    requests: {
      listChanges: lists.requests,
      readTicket: reads.requests,
      readConversation: conversations.requests,
      readHistory: histories.requests,
      write: writes.requests,
    },
  };
}
