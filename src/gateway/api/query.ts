import { z } from 'zod';
import { TICKET_ID } from '../../domain/ticket.js';
import { forEachField, namedLabelsOf, type Labels } from '../../domain/verdict-fields.js';
import type { OutcomeListQuery, OutcomePlace, TrendUnit } from '../../ports/records.js';
import { TIME_OR_AGE, timeOrAge } from '../../domain/age.js';
import { UNIT_MS } from '../../records/statistics/tables.js';
import type { PeriodAnswer } from './wire.js';

/** Up to here a line of hours can be read; longer periods are told by days. */
const HOURS_UP_TO_MS = 7 * UNIT_MS.day + UNIT_MS.hour;
/** The longest that statistics are usually kept. */
const LONGEST_MS = 731 * UNIT_MS.day;
const USUAL_AGE = '24h';

/** ISO 8601, or an age that counts from now. */
export const time = z.string().refine((value) => timeOrAge(value, new Date(0)) !== null, TIME_OR_AGE);

/** The parameters of every route that tells of a period. */
export const periodParameters = {
  tenant: z.string().optional(),
  from: time.default(USUAL_AGE),
  to: time.optional(),
};

/** Those parameters, read. */
export type PeriodParameters = z.output<z.ZodObject<typeof periodParameters>>;

/**
 * The period that is asked for, widened to whole hours (up to a week) or days, UTC, so that a series adds up to its
 * figures; its end is now at the latest. Null: it has no length, or more than two years.
 */
export function periodOf({ tenant, from, to }: PeriodParameters, now: Date): PeriodAnswer | null {
  const nowMs = now.getTime();
  const fromMs = Date.parse(timeOrAge(from, now) as string);
  const toMs = to === undefined ? nowMs : Math.min(nowMs, Date.parse(timeOrAge(to, now) as string));
  if (toMs <= fromMs || toMs - fromMs > LONGEST_MS) return null;
  const unit: TrendUnit = toMs - fromMs <= HOURS_UP_TO_MS ? 'hour' : 'day';
  const start = Math.floor(fromMs / UNIT_MS[unit]) * UNIT_MS[unit];
  const end = Math.min(nowMs, Math.ceil(toMs / UNIT_MS[unit]) * UNIT_MS[unit]);
  return {
    tenant: tenant ?? null,
    from: new Date(start).toISOString(),
    to: new Date(end).toISOString(),
    unit,
  };
}

/** As long a period, just before. */
export function periodBefore({ tenant, from, to }: PeriodAnswer) {
  const lengthMs = Date.parse(to) - Date.parse(from);
  return { tenant, from: new Date(Date.parse(from) - lengthMs).toISOString(), to: from };
}

/** An ID as help desks give them; the same in every request. */
export const ticketIdText = z.string().regex(TICKET_ID, 'a ticket ID');

const KINDS = ['updated', 'unchanged', 'dryRun', 'skipped', 'failed'] as const;
const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, `one of ${words.join(', ')}`).optional();

/** The parameters by which a list is narrowed. */
export const labelParameters = {
  kind: oneOf(KINDS),
  source: oneOf(['llm', 'rules']),
  ...forEachField('key', ({ labels }) => oneOf(labels)),
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
  const { kind, source, ticket: ticketId } = parameters;
  const labels = { kind, source, ...namedLabelsOf(parameters as Partial<Labels>), ticketId };
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

/** The request is not what the route expects. The message names what it expects; status 400. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
  readonly statusCode = 400;
}

/** There is nothing of that name; status 404. */
export class NothingThereError extends Error {
  override readonly name = 'NothingThereError';
  readonly statusCode = 404;
}

/**
 * Reads a body or query by its schema, whose messages complete the sentence "expected …".
 * @throws {BadRequestError} that names each field at fault and what it should be; never what came.
 */
export function readRequest<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => {
    const place = issue.path.join('.');
    return `${place === '' ? '' : `${place}: `}${wordsOf(issue)}`;
  });
  throw new BadRequestError([...new Set(faults)].join('; '));
}

/** Zod's own messages begin differently from ours. */
function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `expected no ${issue.keys.join(', ')}`;
  return /^(Invalid|Too|Unrecognized) /.test(issue.message)
    ? issue.message.replace(/^(Invalid|Too) \w+: /, '')
    : `expected ${issue.message}`;
}
