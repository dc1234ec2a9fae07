import { expect, test } from '@jest/globals';
import type { ProcessTicketResult } from '../../../src/contract/ticket.js';
import { type OutcomeRecord, outcomeOf, type EndedRound } from '../../../src/contract/outcome.js';
import { rebuildOutcomes, type RebuildResult } from '../../../src/records/statistics/store.js';

const UPDATED: ProcessTicketResult = {
  kind: 'updated',
  ticketId: '42',
  reason: 'scan',
  latencyMs: 1500,
  round: 1,
  source: 'llm',
  analysis: { summary: 'Secret words.', root_cause: 'refund', urgency: 'low', sentiment: 'neutral' },
  model: 'model-1',
  promptVersion: 'prompt-1',
  verdictId: 'run/1',
  inputHash: 'hash',
  removed: {},
  usage: { inputTokens: 200, cachedInputTokens: 50, outputTokens: 30, costUsd: 0.0000485 },
  write: { note: 'Secret note.' } as Extract<ProcessTicketResult, { kind: 'updated' }>['write'],
};

const ROUND: EndedRound = {
  tenant: 'acme',
  platform: 'zendesk',
  ticketId: '42',
  workflowId: 'ticket-acme-zendesk-42',
  runId: 'run',
  round: 1,
  reason: 'scan',
  startedAt: '2026-03-01T11:59:58.500Z',
  endedAt: '2026-03-01T12:00:00.000Z',
  end: UPDATED,
};

test('an updated ticket → its labels, tokens and cost in whole millionths, none of its words', () => {
  const recorded = outcomeOf(ROUND);
  expect(recorded).toMatchObject({
    kind: 'updated',
    why: null,
    latencyMs: 1500,
    round: 1,
    verdict: {
      source: 'llm',
      rootCause: 'refund',
      urgency: 'low',
      sentiment: 'neutral',
      fallbackReason: null,
    },
    inputTokens: 200,
    cachedInputTokens: 50,
    outputTokens: 30,
    costMicroUsd: 49,
  });
  expect(JSON.stringify(recorded)).not.toMatch(/Secret/);
});

test('a skipped ticket → why, and no verdict or cost', () => {
  const end = { kind: 'skipped', source: null, analysis: null, why: 'closed' } as const;
  expect(
    outcomeOf({ ...ROUND, end: { ...end, ticketId: '42', reason: 'scan', latencyMs: 90, round: 1 } }),
  ).toMatchObject({
    kind: 'skipped',
    why: 'closed',
    verdict: null,
    latencyMs: 90,
    costMicroUsd: 0,
  });
});

test('a failed run → its failure type, and no latency', () => {
  expect(outcomeOf({ ...ROUND, end: { kind: 'failed', failureType: 'PlatformProtocol' } })).toMatchObject({
    kind: 'failed',
    why: 'PlatformProtocol',
    verdict: null,
    latencyMs: null,
  });
});

async function* stream(rounds: EndedRound[]): AsyncGenerator<EndedRound> {
  for (const each of rounds) yield await Promise.resolve(each);
}

/** A store in memory that knows which rounds it has. */
function rememberingStore(known: string[]) {
  const keys = new Set(known);
  return {
    record: ({ runId, round }: OutcomeRecord) => {
      const isNew = !keys.has(`${runId}/${round}`);
      keys.add(`${runId}/${round}`);
      return Promise.resolve(isNew);
    },
  };
}

test('a rebuild adds the rounds that are missing, and tells its progress', async () => {
  const progress: RebuildResult[] = [];
  const rounds = [1, 2, 3].map((round) => ({ ...ROUND, round }));
  const result = await rebuildOutcomes(rememberingStore(['run/2']), stream(rounds), (at) =>
    progress.push(at),
  );
  expect(result).toEqual({ read: 3, added: 2 });
  expect(progress).toEqual([
    { read: 1, added: 1 },
    { read: 2, added: 1 },
    { read: 3, added: 2 },
  ]);
});
