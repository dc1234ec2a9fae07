import { z } from 'zod';
import { TIME_OR_AGE, timeOrAge } from '../domain/age.js';
import type { TicketFilter } from '../domain/ticket-filter.js';
import { TICKET_STATUSES, type TicketStatus } from '../domain/ticket.js';
import { flag, positiveInteger } from '../ports/setting.js';
import { settingNotes } from '../ports/setting-notes.js';

/** Which tickets, how often, how many at once, and whether anything is written. */
export interface TriageConfig {
  cron: string;
  /** Where a scan without a cursor begins: ISO 8601 of now minus an age, or a fixed time. */
  scanStart: (now: Date) => string;
  statuses: TicketStatus[];
  /** By what else tickets are chosen: in a tenants file only. */
  filter: TicketFilter;
  concurrency: number;
  /** Null: not said, which `up` asks for when the platform is not on this machine. */
  dryRun: boolean | null;
  phoneRegion: string;
}

const CRON_FIELD = String.raw`[\d*/,\-A-Za-z?LW#]+`;
const CRON = new RegExp(
  `^(@(hourly|daily|weekly|monthly|yearly)|@every \\S+|${CRON_FIELD}( ${CRON_FIELD}){4,6})$`,
);

/** A cron expression of five to seven fields, `@hourly` and its like, or `@every`. */
export const cronExpression = z.string().regex(CRON, 'a cron expression such as */10 * * * *');

/** An ISO 8601 time, or an age that counts from its use. */
export const scanStart = z
  .string()
  .refine((value) => timeOrAge(value, new Date(0)) !== null, TIME_OR_AGE)
  .transform((value) => (now: Date) => timeOrAge(value, now) as string);

/** ISO 3166 alpha-2. */
export const phoneRegion = z
  .string()
  .regex(/^[A-Z]{2}$/, 'an ISO 3166 country of two capital letters, such as US');

/** Tickets in flight for one scan. */
export const MAX_CONCURRENCY = 500;

const statuses = z
  .string()
  .transform((value) => value.split(',').map((status) => status.trim()))
  .pipe(z.array(z.enum(TICKET_STATUSES, `a comma-separated list of ${TICKET_STATUSES.join(', ')}`)).min(1));

/** `SCAN_*`, `CONCURRENCY`, `DRY_RUN`, `DEFAULT_PHONE_REGION`. */
export const triageSchema = z
  .object({
    SCAN_CRON: cronExpression
      .default('*/10 * * * *')
      .register(settingNotes, { means: 'When the help desk is looked through, UTC.' }),
    SCAN_START: scanStart
      .prefault('24h')
      .register(settingNotes, { means: 'Where the very first scan begins.' }),
    SCAN_STATUSES: statuses
      .prefault('new,open')
      .register(settingNotes, { means: 'Tickets of these statuses are triaged.' }),
    CONCURRENCY: positiveInteger('tickets')
      .refine((value) => value <= MAX_CONCURRENCY, `at most ${MAX_CONCURRENCY} tickets at once`)
      .default(10)
      .register(settingNotes, { means: 'Tickets in flight for one scan.' }),
    DRY_RUN: flag.optional().register(settingNotes, {
      means: '`true`: everything but the write; the result shows it.',
      otherwise: 'must be said for a help desk that is not on this machine',
      example: 'true',
    }),
    DEFAULT_PHONE_REGION: phoneRegion
      .default('US')
      .register(settingNotes, { means: 'Country of phone numbers that are written nationally.' }),
  })
  .transform((env): TriageConfig => ({
    cron: env.SCAN_CRON,
    scanStart: env.SCAN_START,
    statuses: env.SCAN_STATUSES,
    filter: {},
    concurrency: env.CONCURRENCY,
    dryRun: env.DRY_RUN ?? null,
    phoneRegion: env.DEFAULT_PHONE_REGION,
  }));
