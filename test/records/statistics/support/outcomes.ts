import type { OutcomeRecord, OutcomeVerdict } from '../../../../src/contract/outcome.js';

export const VERDICT: OutcomeVerdict = {
  source: 'llm',
  rootCause: 'bug',
  urgency: 'high',
  sentiment: 'negative',
  model: 'model-1',
  promptVersion: 'prompt-1',
  fallbackReason: null,
};

export const RULES_VERDICT: OutcomeVerdict = {
  ...VERDICT,
  source: 'rules',
  model: 'rules',
  promptVersion: 'rules-1',
  fallbackReason: 'ModelTimeout',
};

let made = 0;

/** An updated ticket with a run of its own. */
export function outcome(overrides: Partial<OutcomeRecord> = {}): OutcomeRecord {
  made += 1;
  const ticketId = overrides.ticketId ?? String(made);
  return {
    workflowId: `ticket-acme-zendesk-${ticketId}`,
    runId: `run-${made}`,
    round: 1,
    tenant: 'acme',
    platform: 'zendesk',
    ticketId,
    kind: 'updated',
    why: null,
    verdict: VERDICT,
    reason: 'scan',
    latencyMs: 3000,
    inputTokens: 300,
    cachedInputTokens: 100,
    outputTokens: 40,
    costMicroUsd: 70,
    fromCache: false,
    startedAt: '2026-03-01T11:59:57.000Z',
    endedAt: '2026-03-01T12:00:00.000Z',
    ...overrides,
  };
}

const WITHOUT_VERDICT = {
  verdict: null,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  costMicroUsd: 0,
} as const;

/** A ticket that was looked at and left as it was. */
export const unchanged = (overrides: Partial<OutcomeRecord> = {}): OutcomeRecord =>
  outcome({ ...WITHOUT_VERDICT, kind: 'unchanged', why: 'same content', latencyMs: 200, ...overrides });

/** A run that reached no result. */
export const failed = (overrides: Partial<OutcomeRecord> = {}): OutcomeRecord =>
  outcome({
    ...WITHOUT_VERDICT,
    kind: 'failed',
    why: 'PlatformProtocol',
    latencyMs: null,
    ...overrides,
  });
