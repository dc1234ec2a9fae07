import { outcomeOf, type EndedRound } from '../../contract/outcome.js';
import type { ProcessTicketResult } from '../../contract/ticket.js';
import type { AuditedVerdict, AuditedWrite, TicketEntry } from '../../ports/audit-log.js';

const LABEL_MAX_LENGTH = 100;
const label = (text: string): string => text.slice(0, LABEL_MAX_LENGTH);

type Judged = Extract<ProcessTicketResult, { kind: 'updated' | 'dryRun' }>;

/** What the audit log keeps of a round. The summary and the note say what the ticket is about, and stay behind. */
export function ticketEntry(round: EndedRound): TicketEntry {
  const { end } = round;
  const judged = end.kind === 'updated' || end.kind === 'dryRun' ? end : null;
  const { kind, why, inputTokens, outputTokens, costMicroUsd } = outcomeOf(round);
  const { tenant, platform, ticketId, workflowId, runId, startedAt, endedAt } = round;
  return {
    kind: 'ticket',
    id: `${runId}/${round.round}`,
    at: endedAt,
    ...{ startedAt, tenant, platform, ticketId, workflowId, runId, round: round.round },
    askedBy: label(round.reason),
    outcome: kind,
    why: why === null ? null : label(why),
    verdict: judged && verdictOf(judged),
    write: judged && writeOf(judged),
    ...{ inputTokens, outputTokens, costMicroUsd },
  };
}

const verdictOf = ({ analysis, ...judged }: Judged): AuditedVerdict => ({
  verdictId: judged.verdictId,
  source: judged.source,
  rootCause: analysis.root_cause,
  urgency: analysis.urgency,
  sentiment: analysis.sentiment,
  model: label(judged.model),
  promptVersion: label(judged.promptVersion),
  fallbackReason: judged.fallbackReason ?? null,
  inputHash: judged.inputHash,
  removed: judged.removed,
});

const writeOf = ({ write }: Judged): AuditedWrite => ({
  tags: write.ownTags,
  priority: write.priority ?? null,
  note: write.note !== '',
});
