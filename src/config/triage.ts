import { z } from 'zod';
import { TIME_OR_AGE, timeOrAge } from '../domain/age.js';
import { TICKET_STATUSES, type TicketStatus } from '../domain/ticket.js';
import { flag, positiveInteger } from './fields.js';

/** Which tickets, how often, how many at once, and whether anything is written. */
export interface TriageConfig {
  cron: string;
  /** Where a scan without a cursor begins: ISO 8601 of now minus an age, or a fixed time. */
  scanStart: (now: Date) => string;
  statuses: TicketStatus[];
  concurrency: number;
  /** Null: not said, which `up` asks for when the platform is not on this machine. */
  dryRun: boolean | null;
  phoneRegion: string;
}

const CRON_FIELD = String.raw`[\d*/,\-A-Za-z?LW#]+`;
const CRON = new RegExp(
  `^(@(hourly|daily|weekly|monthly|yearly)|@every \\S+|${CRON_FIELD}( ${CRON_FIELD}){4,6})$`,
);

const scanStart = z
  .string()
  .refine((value) => timeOrAge(value, new Date(0)) !== null, TIME_OR_AGE)
  .transform((value) => (now: Date) => timeOrAge(value, now) as string);

const statuses = z
  .string()
  .transform((value) => value.split(',').map((status) => status.trim()))
  .pipe(z.array(z.enum(TICKET_STATUSES, `a comma-separated list of ${TICKET_STATUSES.join(', ')}`)).min(1));

/** `SCAN_*`, `CONCURRENCY`, `DRY_RUN`, `DEFAULT_PHONE_REGION`. */
export const triageSchema = z
  .object({
    SCAN_CRON: z.string().regex(CRON, 'a cron expression such as */10 * * * *').default('*/10 * * * *'),
    SCAN_START: scanStart.prefault('24h'),
    SCAN_STATUSES: statuses.prefault('new,open'),
    CONCURRENCY: positiveInteger('tickets')
      .refine((value) => value <= 500, 'at most 500 tickets at once')
      .default(10),
    DRY_RUN: flag.optional(),
    DEFAULT_PHONE_REGION: z
      .string()
      .regex(/^[A-Z]{2}$/, 'an ISO 3166 country of two capital letters, such as US')
      .default('US'),
  })
  .transform((env): TriageConfig => ({
    cron: env.SCAN_CRON,
    scanStart: env.SCAN_START,
    statuses: env.SCAN_STATUSES,
    concurrency: env.CONCURRENCY,
    dryRun: env.DRY_RUN ?? null,
    phoneRegion: env.DEFAULT_PHONE_REGION,
  }));
