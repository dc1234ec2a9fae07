import { z } from 'zod';
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

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const AGE = /^(\d{1,6})([mhd])$/;
const CRON_FIELD = String.raw`[\d*/,\-A-Za-z?LW#]+`;
const CRON = new RegExp(
  `^(@(hourly|daily|weekly|monthly|yearly)|@every \\S+|${CRON_FIELD}( ${CRON_FIELD}){4,6})$`,
);

const scanStart = z
  .string()
  .refine(
    (value) => AGE.test(value) || !Number.isNaN(Date.parse(value)),
    'an ISO 8601 time, or an age such as 72h, 30m or 7d',
  )
  .transform((value) => {
    const age = AGE.exec(value);
    if (age === null) return () => new Date(value).toISOString();
    const ageMs = Number(age[1]) * UNIT_MS[age[2] as keyof typeof UNIT_MS];
    return (now: Date) => new Date(now.getTime() - ageMs).toISOString();
  });

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
