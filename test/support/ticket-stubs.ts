import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../src/activities/index.js';
import type { Analysis, FetchedTicket, MergeUpdateInput } from '../../src/contract/ticket.js';
import type { PreviousWrite } from '../../src/domain/merge.js';
import type { RedactedTicket } from '../../src/domain/ticket.js';
import { NO_USAGE } from '../../src/domain/verdict.js';

/** A ticket that was last changed long before it is read. */
export const TICKET: FetchedTicket = {
  ticketId: '42',
  status: 'new',
  tags: ['vip'],
  priority: null,
  updatedAt: '2026-01-01T00:00:00Z',
  readAt: '2026-01-01T01:00:00Z',
  contentHash: 'content',
  peopleIds: ['7'],
  wanted: true,
};

export const REDACTED: RedactedTicket = {
  subject: 'It crashes',
  messages: [{ author: 'customer', text: 'The export crashes, write to <EMAIL_1>' }],
  removed: { EMAIL: 1 },
  inputHash: 'input',
};

export const ANALYSIS: Analysis = {
  verdict: { summary: 'Export crashes.', root_cause: 'bug', urgency: 'high', sentiment: 'negative' },
  source: 'llm',
  model: 'model-1',
  promptVersion: 'prompt-1',
  usage: { inputTokens: 100, cachedInputTokens: 0, outputTokens: 20, costUsd: 0.00002 },
  inputHash: 'input',
};

export const RULES: Analysis = {
  ...ANALYSIS,
  source: 'rules',
  model: 'rules',
  promptVersion: 'rules-1',
  usage: NO_USAGE,
};

export type TicketStubs = Pick<
  Activities,
  'fetchTicket' | 'redactTicket' | 'readHistory' | 'analyzeTicket' | 'fallbackAnalysis' | 'mergeUpdate'
>;

/** Stubs for a ticket that goes through without trouble, with what they were asked to write. */
export function ticketStubs(overrides: Partial<TicketStubs> = {}) {
  const calls: string[] = [];
  const writes: MergeUpdateInput[] = [];
  const happy: TicketStubs = {
    fetchTicket: ({ ticketId }) => Promise.resolve({ ...TICKET, ticketId }),
    redactTicket: () => Promise.resolve({ ticket: REDACTED, truncated: false }),
    readHistory: () => Promise.resolve({ previous: null, nextPage: null }),
    analyzeTicket: () => Promise.resolve(ANALYSIS),
    fallbackAnalysis: ({ reason }) => Promise.resolve({ ...RULES, fallbackReason: reason }),
    mergeUpdate: (input) => {
      writes.push(input);
      return Promise.resolve({ kind: 'updated' });
    },
  };
  const stubs = { ...happy, ...overrides };
  const recorded = Object.fromEntries(
    Object.entries(stubs).map(([name, stub]) => [
      name,
      (input: never) => {
        calls.push(name);
        return (stub as (input: never) => Promise<unknown>)(input);
      },
    ]),
  );
  const rounds: Parameters<Activities['recordOutcome']>[0][] = [];
  const audited: Parameters<Activities['writeAuditLine']>[0][] = [];
  const scans: Parameters<Activities['recordScan']>[0][] = [];
  const statistics: Pick<Activities, 'writeAuditLine' | 'recordOutcome' | 'recordScan'> = {
    writeAuditLine: (round) => Promise.resolve(void audited.push(round)),
    recordOutcome: (round) => Promise.resolve(void rounds.push(round)),
    recordScan: (scan) => Promise.resolve(void scans.push(scan)),
  };
  return { activities: { ...recorded, ...statistics }, calls, writes, rounds, audited, scans };
}

export const failing = (
  type: string,
  options: { nonRetryable?: boolean; nextRetryDelay?: number; details?: unknown[] } = {},
) => ApplicationFailure.create({ type, message: `stubbed ${type}`, ...options });

/** A previous write of ours, as the history tells it. */
export const previousWrite = (record: Partial<PreviousWrite['record']> = {}): PreviousWrite => ({
  priorityOwner: 'ours',
  at: '2026-01-01T00:30:00.000Z',
  verdictIds: [record.verdictId ?? 'v'],
  servedKeys: record.requestKeys ?? [],
  record: {
    workflowId: 'w',
    verdictId: 'v',
    contentHash: 'h',
    tags: ['ai_processed', 'ai_bug', 'ai_urgency_high', 'ai_sentiment_negative'],
    priority: 'high',
    declinedTags: [],
    ...record,
  },
});
