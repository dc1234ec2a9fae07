import { z } from 'zod';

/** Where the statistics are kept. */
export interface StatisticsConfig {
  /** Holds a password: never log it. Null: SQLite in the data folder. */
  databaseUrl: string | null;
  retentionDays: number;
}

/** Twelve months can be looked back on at any time, and a little more. */
const RETENTION_DAYS = 400;

const isPostgresUrl = (value: string): boolean =>
  /^postgres(ql)?:\/\//.test(value) && URL.canParse(value) && new URL(value).pathname.length > 1;

/** `DATABASE_URL`. */
export const statisticsSchema = z
  .object({
    DATABASE_URL: z
      .string()
      .refine(isPostgresUrl, 'postgres://USER:PASSWORD@HOST:PORT/DATABASE, with anything special URL-encoded')
      .optional(),
  })
  .transform((env): StatisticsConfig => ({
    databaseUrl: env.DATABASE_URL ?? null,
    retentionDays: RETENTION_DAYS,
  }));
