import { z } from 'zod';
import { settingNotes } from '../ports/setting-notes.js';

/** Where the statistics are kept. */
export interface StatisticsConfig {
  /** Holds a password: never log it. Null: SQLite in the data folder. */
  databaseUrl: string | null;
  /** Whole days, 366 to 36,500. */
  retentionDays: number;
}

/** Why a ticket has its tags can be read for twelve months, whatever is configured. */
const RETENTION_DAYS = { least: 366, usual: 400, most: 36_500 };

const isPostgresUrl = (value: string): boolean =>
  /^postgres(ql)?:\/\//.test(value) && URL.canParse(value) && new URL(value).pathname.length > 1;

const EXPECTED_DAYS = `a whole number of days, ${RETENTION_DAYS.least} to ${RETENTION_DAYS.most}`;

/** `DATABASE_URL`, `STATISTICS_RETENTION_DAYS`. */
export const statisticsSchema = z
  .object({
    DATABASE_URL: z
      .string()
      .refine(isPostgresUrl, 'postgres://USER:PASSWORD@HOST:PORT/DATABASE, with anything special URL-encoded')
      .optional()
      .register(settingNotes, {
        means: 'PostgreSQL for the statistics.',
        otherwise: 'SQLite in `DATA_DIR`',
        example: 'postgres://user:password@host:5432/database',
      }),
    STATISTICS_RETENTION_DAYS: z
      .string()
      .regex(/^\d{1,5}$/, EXPECTED_DAYS)
      .transform(Number)
      .refine((days) => days >= RETENTION_DAYS.least && days <= RETENTION_DAYS.most, EXPECTED_DAYS)
      .default(RETENTION_DAYS.usual)
      .register(settingNotes, {
        means:
          'Days that statistics and audit log are kept; never less than the twelve months that can be looked back on.',
        usedBy: 'worker',
      }),
  })
  .transform((env): StatisticsConfig => ({
    databaseUrl: env.DATABASE_URL ?? null,
    retentionDays: env.STATISTICS_RETENTION_DAYS,
  }));
