import { describe, expect, test } from '@jest/globals';
import { ticketEntry } from '../../../src/records/audit/entries.js';
import type { EndedRound } from '../../../src/contract/outcome.js';

const ROUND: Omit<EndedRound, 'end'> = {
  tenant: 'acme',
  platform: 'zendesk',
  ticketId: '42',
  workflowId: 'ticket-acme-zendesk-42',
  ...{ runId: 'run-1', round: 2, reason: 'webhook' },
  ...{ startedAt: '2026-11-22T10:00:00.000Z', endedAt: '2026-11-22T10:00:03.000Z' },
};

const RESULT = { ticketId: '42', reason: 'webhook', latencyMs: 3_000, round: 2 };

const UPDATED: EndedRound['end'] = {
  ...RESULT,
  kind: 'updated',
  source: 'llm',
  analysis: { summary: 'Ada cannot log in', root_cause: 'bug', urgency: 'high', sentiment: 'negative' },
  ...{ model: 'gpt-4o-mini', promptVersion: 'triage-1', verdictId: 'v-1', inputHash: 'h' },
  removed: { EMAIL: 1 },
  usage: { inputTokens: 900, cachedInputTokens: 0, outputTokens: 40, costUsd: 0.000159 },
  write: {
    ...{ tags: ['vip_ada', 'ai_processed', 'ai_bug'], ownTags: ['ai_processed', 'ai_bug'], declinedTags: [] },
    changes: { addedTags: [], removedTags: [], priority: null },
    priority: 'high',
    note: 'Summary: Ada cannot log in',
  },
};

const FAILED: EndedRound['end'] = { kind: 'failed', failureType: 'TenantUnknown' };
const SKIPPED: EndedRound['end'] = {
  ...RESULT,
  kind: 'skipped',
  source: null,
  analysis: null,
  why: 'closed',
};

describe('ticketEntry', () => {
  test('who asked, what was found by whom from what, what was written, what it cost', () => {
    expect(ticketEntry({ ...ROUND, end: UPDATED })).toMatchObject({
      ...{ kind: 'ticket', id: 'run-1/2', at: ROUND.endedAt, ticketId: '42', askedBy: 'webhook' },
      ...{ outcome: 'updated', why: null, costMicroUsd: 159, inputTokens: 900, outputTokens: 40 },
      verdict: {
        ...{ verdictId: 'v-1', source: 'llm', rootCause: 'bug', urgency: 'high', sentiment: 'negative' },
        ...{ model: 'gpt-4o-mini', promptVersion: 'triage-1', fallbackReason: null, inputHash: 'h' },
        removed: { EMAIL: 1 },
      },
      write: { tags: ['ai_processed', 'ai_bug'], priority: 'high', note: true },
    });
  });

  test("neither summary nor note, nor anybody else's tags", () => {
    expect(JSON.stringify(ticketEntry({ ...ROUND, end: UPDATED }))).not.toMatch(/ada/i);
  });

  test.each([
    [FAILED, 'failed', 'TenantUnknown'],
    [SKIPPED, 'skipped', 'closed'],
  ])('nothing written → why: %j', (end, outcome, why) => {
    expect(ticketEntry({ ...ROUND, end })).toMatchObject({ outcome, why, verdict: null, write: null });
  });

  test('a reason that a person gave is cut to 100 characters', () => {
    expect(ticketEntry({ ...ROUND, reason: 'x'.repeat(500), end: UPDATED }).askedBy).toHaveLength(100);
  });
});
