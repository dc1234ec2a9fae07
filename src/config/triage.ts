import { z } from 'zod';
import { TIME_OR_AGE, timeOrAge } from '../domain/age.js';
import { type TicketFilter, TICKET_STATUSES, type TicketStatus } from '../domain/ticket.js';
import { flag, positiveInteger, settingNotes } from '../ports/setting.js';
import { LARGEST_SETTLE_SECONDS } from '../domain/settle-time.js';
import { DEFAULT_VERDICT_POLICY, type VerdictPolicy } from '../domain/tenant-policy.js';
import { CLASSIFIER_MEANS, classifierFile } from './classifier-file.js';
import { readText } from './tenants/remembered-texts.js';

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

/** What a settle time has to be, in the environment as in a tenants file. */
export const SETTLE_TIME = `a whole number of seconds from 0, which is off, to ${LARGEST_SETTLE_SECONDS}`;

/** `SETTLE_SECONDS`, `REANALYZE_REPLIES`, `FALLBACK_CLASSIFIER`: choices about verdicts that hold where a tenants file says nothing. */
export const verdictsSchema = z
  .object({
    SETTLE_SECONDS: z
      .string()
      .regex(/^\d{1,4}$/, SETTLE_TIME)
      .transform(Number)
      .refine((seconds) => seconds <= LARGEST_SETTLE_SECONDS, SETTLE_TIME)
      .default(DEFAULT_VERDICT_POLICY.settleSeconds)
      .register(settingNotes, {
        means: 'A ticket is judged once its customer has written nothing for so long.',
      }),
    REANALYZE_REPLIES: flag
      .default(DEFAULT_VERDICT_POLICY.reanalyzeReplies)
      .register(settingNotes, { means: "Whether a customer's reply after our verdict leads to a new one." }),
    FALLBACK_CLASSIFIER: classifierFile({ folder: '.', read: readText }).optional().register(settingNotes, {
      means: CLASSIFIER_MEANS,
      values: 'the path of a file',
      example: 'classifier.json',
    }),
  })
  .transform((env): VerdictPolicy => ({
    ...DEFAULT_VERDICT_POLICY,
    settleSeconds: env.SETTLE_SECONDS,
    reanalyzeReplies: env.REANALYZE_REPLIES,
    classifier: env.FALLBACK_CLASSIFIER ?? null,
  }));
