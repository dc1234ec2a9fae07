import { createTicketRedactor } from '../domain/redaction/redactor.js';
import type { PiiSpan, RedactedText } from '../domain/redaction/types.js';
import {
  type ReadableConversation,
  redactReadable,
  type RedactionResult,
  unitsOf,
} from './redact-conversation.js';

/** A text that is redacted as it is, with offsets in the whole of it. */
export interface WholeText {
  text: string;
  people: readonly string[];
  /** ISO 3166 alpha-2. */
  region: string;
  also: readonly PiiSpan[];
}

/** What a redaction thread is given. Plain data; raw text goes no further than this process's memory. */
export type RedactionJob =
  { kind: 'conversation'; conversation: ReadableConversation } | { kind: 'text'; input: WholeText };

export type RedactionJobResult<Job extends RedactionJob> = Job extends { kind: 'conversation' }
  ? RedactionResult
  : RedactedText;

/** Processor time alone: no I/O, no clock. */
export function runRedactionJob<Job extends RedactionJob>(job: Job): RedactionJobResult<Job>;
export function runRedactionJob(job: RedactionJob): RedactionResult | RedactedText {
  if (job.kind === 'conversation') return redactReadable(job.conversation);
  const { text, people, region, also } = job.input;
  return createTicketRedactor({ people, region }).redact(text, also);
}

/** UTF-16 units that a job reads. */
export const unitsOfJob = (job: RedactionJob): number =>
  job.kind === 'conversation' ? unitsOf(job.conversation) : job.input.text.length;
