import type {
  ProcessTicketInput,
  ProcessTicketResult,
  TicketRunResume,
  TicketRunState,
} from '../contract/ticket.js';
import { labelsInWords } from '../domain/verdict-fields.js';

/** Answer of the `state` query. */
export const queryState = (state: TicketRunResume, step: string): TicketRunState => ({
  step,
  reason: state.reason,
  rounds: state.round,
  conflicts: state.conflicts,
  uncertainWrites: state.uncertainWrites,
  pendingRequests: state.requests.length,
  lastFailure: state.lastFailure,
  analysis: state.present.judged?.analysis.verdict ?? null,
  source: state.present.judged?.analysis.source ?? null,
});

/** The Markdown an operator reads in the Web UI about a round that has ended. Labels and counts, no ticket text. */
export const reportOf = (
  input: ProcessTicketInput,
  state: TicketRunResume,
  result: ProcessTicketResult,
): string => describeRun(input, state, outcomeLines(result));

/** The same about a round that is under way; `lines` say where it is. */
export function describeRun(
  { ticketId, tenant, platform }: ProcessTicketInput,
  state: TicketRunResume,
  lines: string[],
): string {
  const { reason, conflicts, uncertainWrites, lastFailure, present } = state;
  const { verdict, source, model, promptVersion, fallbackReason } = present.judged?.analysis ?? {};
  return [
    `Ticket ${ticketId} of ${tenant} (${platform}), asked for by: ${reason}`,
    ...lines,
    ...(verdict ? [`Verdict: ${labelsInWords(verdict)}`] : []),
    ...(source
      ? [
          `Decided by: ${source === 'llm' ? `model ${model}` : `rules, because of ${fallbackReason}`} (${promptVersion})`,
        ]
      : []),
    ...(conflicts > 0 ? [`Edited by somebody else while we worked: ${conflicts} ×`] : []),
    ...(uncertainWrites > 0 ? [`Writes whose answer was lost: ${uncertainWrites} ×`] : []),
    ...(lastFailure ? [`Last failure: ${lastFailure}`] : []),
  ].join('\n\n');
}

function outcomeLines(result: ProcessTicketResult): string[] {
  switch (result.kind) {
    case 'unchanged':
    case 'skipped':
      return [`**${result.kind}**: ${result.why}`];
    case 'updated':
    case 'dryRun':
      return [
        `**${result.kind === 'dryRun' ? 'dry run, nothing written' : 'updated'}** in ${result.latencyMs} ms`,
        `Tags now: ${result.write.ownTags.map((tag) => `\`${tag}\``).join(' ')}`,
        `Priority: ${result.write.priority ?? 'left as it was'}`,
        `Cost: $${result.usage.costUsd.toFixed(6)} (${result.usage.inputTokens} + ${result.usage.outputTokens} tokens)`,
      ];
  }
}
