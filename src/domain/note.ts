import { BULK_MAIL_WORDS, type BulkMail } from './bulk-mail/signs.js';
import { FIELDS, labelIn } from './verdict-fields.js';
import type { Confidence, Verdict, VerdictSource } from './verdict.js';

/** What the internal note tells an agent (INTERFACE section 4). */
export interface NoteInput {
  verdict: Verdict;
  source: VerdictSource;
  model: string;
  promptVersion: string;
  confidence?: Confidence;
  /** The priority that the help desk did not take: why it was left alone. */
  refusedPriority?: string;
  /** The threshold that the verdict does not reach: why the priority was left alone. */
  belowConfidence?: number;
  workflowId: string;
  verdictId: string;
}

/** How every note of ours begins. */
export const NOTE_HEADING = 'AI triage: ';

/** Ours are private: a public message that begins like one is somebody's who would go unread. */
export const isOurNote = (message: { public: boolean; text: string }): boolean =>
  !message.public && message.text.startsWith(NOTE_HEADING);

/** The private comment, plain text. Names summary, labels, who decided, and where the run can be looked up. */
export function noteFor(input: NoteInput): string {
  const { verdict, source, model, promptVersion, workflowId, verdictId } = input;
  const decidedBy =
    source === 'llm'
      ? `model ${model} (${promptVersion})`
      : `keyword rules (${promptVersion}); the model gave no usable answer`;
  return [
    `${NOTE_HEADING}${verdict.summary}`,
    '',
    ...FIELDS.flatMap((field) => {
      const label = labelIn(verdict, field);
      return label === undefined ? [] : [`${field.title}: ${label}`];
    }),
    ...(verdict.category === undefined ? [] : [`Category: ${verdict.category}`]),
    ...confidenceLines(input),
    ...(input.refusedPriority === undefined
      ? []
      : [
          `Priority: left as it is, because the help desk does not take "${input.refusedPriority}" on this ticket`,
        ]),
    `Decided by: ${decidedBy}`,
    `Workflow: ${workflowId}`,
    `Verdict: ${verdictId}`,
  ].join('\n');
}

/** The private comment on a ticket that gets no verdict because no person wrote it. */
export function noteForBulkMail(
  { kind, signs }: BulkMail,
  { workflowId, verdictId }: { workflowId: string; verdictId: string },
): string {
  return [
    `${NOTE_HEADING}no verdict, because this looks like ${BULK_MAIL_WORDS[kind]}.`,
    '',
    `Recognised by: ${signs.join(', ')}`,
    'Priority: left as it is',
    'If a person wrote it, ask for a verdict by reprocessing the ticket.',
    `Workflow: ${workflowId}`,
    `Verdict: ${verdictId}`,
  ].join('\n');
}

function confidenceLines({ confidence, belowConfidence }: NoteInput): string[] {
  const said =
    confidence === undefined
      ? 'unknown'
      : `${percent(confidence.value)} (${confidence.basis === 'tokenProbabilities' ? 'from token probabilities' : "the model's own statement"})`;
  return [
    ...(confidence === undefined && belowConfidence === undefined ? [] : [`Confidence: ${said}`]),
    ...(belowConfidence === undefined
      ? []
      : [
          `Priority: left as it is, because the confidence is not known to reach ${percent(belowConfidence)}`,
        ]),
  ];
}

/** Rounded down, so that what is below a threshold never reads as if it reached it. */
const percent = (share: number): string => `${Math.floor(share * 100 + 1e-9)} %`;
