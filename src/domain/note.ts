import type { Verdict, VerdictSource } from './verdict.js';

/** What the internal note tells an agent (INTERFACE section 4). */
export interface NoteInput {
  verdict: Verdict;
  source: VerdictSource;
  model: string;
  promptVersion: string;
  workflowId: string;
  verdictId: string;
}

/** How every note of ours begins. */
export const NOTE_HEADING = 'AI triage: ';

/** The private comment, plain text. Names summary, labels, who decided, and where the run can be looked up. */
export function noteFor({ verdict, source, model, promptVersion, workflowId, verdictId }: NoteInput): string {
  const decidedBy =
    source === 'llm'
      ? `model ${model} (${promptVersion})`
      : `keyword rules (${promptVersion}); the model gave no usable answer`;
  return [
    `${NOTE_HEADING}${verdict.summary}`,
    '',
    `Root cause: ${verdict.root_cause}`,
    `Urgency: ${verdict.urgency}`,
    `Sentiment: ${verdict.sentiment}`,
    `Decided by: ${decidedBy}`,
    `Workflow: ${workflowId}`,
    `Verdict: ${verdictId}`,
  ].join('\n');
}
