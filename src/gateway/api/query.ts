import { z } from 'zod';
import { TICKET_ID } from '../../domain/ticket.js';
import { ROOT_CAUSES, SENTIMENTS, URGENCIES } from '../../domain/verdict.js';
import type { OutcomeListQuery, OutcomePlace } from '../../ports/records.js';
import { BadRequestError } from './bad-request.js';
import { periodParameters } from './period.js';

/** An ID as help desks give them; the same in every request. */
export const ticketIdText = z.string().regex(TICKET_ID, 'a ticket ID');

const KINDS = ['updated', 'unchanged', 'dryRun', 'skipped', 'failed'] as const;
const oneOf = <T extends string>(words: readonly [T, ...T[]]) =>
  z.enum(words, `one of ${words.join(', ')}`).optional();

/** The parameters by which a list is narrowed. */
export const labelParameters = {
  kind: oneOf(KINDS),
  source: oneOf(['llm', 'rules']),
  root_cause: oneOf(ROOT_CAUSES),
  urgency: oneOf(URGENCIES),
  sentiment: oneOf(SENTIMENTS),
  ticket: ticketIdText.optional(),
};

/** `GET /api/export.csv`. */
export const exportParameters = z.strictObject({ ...periodParameters, ...labelParameters });

const MOST_TICKETS = 500;

/** `GET /api/tickets`. */
export const ticketsParameters = z.strictObject({
  ...periodParameters,
  ...labelParameters,
  limit: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, `a number from 1 to ${MOST_TICKETS}`)
    .transform(Number)
    .refine((limit) => limit <= MOST_TICKETS, `a number from 1 to ${MOST_TICKETS}`)
    .default(50),
  after: z.string().optional(),
});

/** The labels that were asked for. */
export function labelsOf(parameters: z.output<typeof exportParameters>) {
  const { kind, source, root_cause: rootCause, urgency, sentiment, ticket: ticketId } = parameters;
  const labels = { kind, source, rootCause, urgency, sentiment, ticketId };
  return Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== undefined)) as Omit<
    OutcomeListQuery,
    'tenant' | 'from' | 'to' | 'limit' | 'below'
  >;
}

/** A place in a list, as the text of `next`. */
export const placeText = ({ endedAt, workflowId, runId, round }: OutcomePlace): string =>
  Buffer.from(JSON.stringify([endedAt, workflowId, runId, round])).toString('base64url');

const place = z.tuple([z.iso.datetime(), z.string(), z.string(), z.int()]);

/** @throws {BadRequestError} when the text is none that `placeText` made. */
export function placeOf(text: string): OutcomePlace {
  const decoded = place.safeParse(jsonOf(Buffer.from(text, 'base64url').toString()));
  if (!decoded.success) throw new BadRequestError('after: expected the `next` of the page before');
  const [endedAt, workflowId, runId, round] = decoded.data;
  return { endedAt, workflowId, runId, round };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
