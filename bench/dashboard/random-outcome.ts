import type { OutcomeRecord, OutcomeKind } from '../../src/contract/outcome.js';
import { forEachField, type NamedLabels } from '../../src/domain/verdict-fields.js';

const DAY_MS = 86_400_000;
const TENANTS = ['acme', 'acme', 'acme', 'globex'] as const;

/** A round as installations have them: most are updated by the model within seconds. */
export function randomOutcome(
  random: () => number,
  { number, days, now }: { number: number; days: number; now: Date },
): OutcomeRecord {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const endedAtMs = now.getTime() - Math.floor(random() * days * DAY_MS) - 1;
  const latencyMs = Math.round(1_500 + 6_000 * random() ** 3);
  const kind: OutcomeKind =
    random() < 0.9 ? 'updated' : pick(['unchanged', 'skipped', 'skipped', 'unchanged', 'failed']);
  const isByRules = random() < 0.04;
  const tenant = pick(TENANTS);
  const isUpdated = kind === 'updated';
  return {
    ...{
      tenant,
      platform: 'zendesk',
      ticketId: String(number),
      kind,
      round: 1,
      reason: 'scan',
      fromCache: false,
    },
    ...{ workflowId: `ticket-${tenant}-zendesk-${number}`, runId: `0190-${number}` },
    why: isUpdated ? null : 'closed',
    verdict: isUpdated
      ? {
          ...{
            source: isByRules ? 'rules' : 'llm',
            model: isByRules ? 'rules' : 'a-model',
            promptVersion: 'p1',
          },
          ...(forEachField('name', ({ labels }) => pick(labels)) as NamedLabels),
          fallbackReason: isByRules ? 'ModelTimeout' : null,
        }
      : null,
    latencyMs: kind === 'failed' ? null : latencyMs,
    ...{ inputTokens: 400, cachedInputTokens: 0, outputTokens: 60, costMicroUsd: 96 },
    startedAt: new Date(endedAtMs - latencyMs).toISOString(),
    endedAt: new Date(endedAtMs).toISOString(),
  };
}
