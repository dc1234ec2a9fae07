import { randomUUID } from 'node:crypto';
import type { TicketEntry } from '../../../../src/ports/audit-log.js';

/** An entry of a round that wrote a verdict, with whatever the test wants to be otherwise. */
export function ticketEntryOf(other: Partial<TicketEntry> = {}): TicketEntry {
  const runId = randomUUID();
  return {
    kind: 'ticket',
    id: `${runId}/1`,
    at: new Date().toISOString(),
    startedAt: '2026-11-20T10:00:00.000Z',
    tenant: 'acme',
    platform: 'zendesk',
    ticketId: '42',
    workflowId: 'ticket-acme-zendesk-42',
    ...{ runId, round: 1, askedBy: 'scan', outcome: 'updated', why: null },
    verdict: {
      verdictId: 'v-1',
      ...{ source: 'llm', rootCause: 'bug', urgency: 'high', sentiment: 'negative' },
      ...{ model: 'gpt-4o-mini', promptVersion: 'triage-1', fallbackReason: null },
      inputHash: 'a'.repeat(64),
      removed: { EMAIL: 2 },
    },
    write: { tags: ['ai_processed', 'ai_bug'], priority: 'high', note: true },
    ...{ inputTokens: 900, outputTokens: 40, costMicroUsd: 159 },
    ...other,
  };
}
