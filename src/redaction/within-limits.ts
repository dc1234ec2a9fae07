import type { Conversation } from '../domain/ticket.js';
import { runRedactionJob } from './job.js';
import {
  READING_ATTEMPTS,
  readableConversation,
  type RedactionResult,
  textsOf,
  withAlsoFound,
} from './redact-conversation.js';
import { type AlsoFound } from '../ports/tenant.js';
import { type Redaction, TooCostlyError } from './threads.js';

export interface LimitedRedaction {
  redaction: Redaction;
  tenant: string;
  /** ISO 3166 alpha-2, for phone numbers written nationally. */
  region: string;
  findsBulkMail?: boolean;
  /** Asks a second detector about the texts that are read. */
  askAlso: (texts: readonly string[]) => Promise<AlsoFound>;
  signal?: AbortSignal;
  /** Told when too much was asked and less is tried. */
  onCostly?: (error: TooCostlyError) => void;
}

/**
 * A conversation without personal data, in bounded time: where what is worth reading takes too long, its beginnings and
 * ends alone are tried.
 * @throws {TooCostlyError} when that takes too long as well.
 */
export async function redactWithinLimits(
  conversation: Conversation,
  { redaction, tenant, region, findsBulkMail = false, askAlso, signal, onCostly }: LimitedRedaction,
): Promise<RedactionResult> {
  let tooCostly: TooCostlyError | undefined;
  for (const limits of READING_ATTEMPTS) {
    if (tooCostly !== undefined) onCostly?.(tooCostly);
    const read = readableConversation(conversation, { region, findsBulkMail }, limits);
    const job = {
      kind: 'conversation',
      conversation: withAlsoFound(read, await askAlso(textsOf(read))),
    } as const;
    try {
      return await redaction.run({ tenant, job, signal });
    } catch (error) {
      if (!(error instanceof TooCostlyError)) throw error;
      tooCostly = error;
    }
  }
  throw tooCostly ?? new TooCostlyError('nothing was tried');
}

/** On the thread that asks: for tests, and for what nobody waits behind. */
export const REDACTION_HERE: Redaction = {
  run: ({ job }) => Promise.resolve(runRedactionJob(job)),
};
