import { z } from 'zod';
import { settingNotes } from '../ports/setting.js';
import { KEYS_FORMAT, parseEncryptionKeys, type EncryptionKeys } from '../crypto/keys.js';

/** Which build of the workers a process runs, for Temporal's worker deployments. */
export interface WorkerVersion {
  /** The fleet: the same for every build of one installation. */
  deploymentName: string;
  /** This build: another one for each build that is rolled out. */
  buildId: string;
}

export interface DeploymentConfig {
  /** Null: unversioned, as `up` runs. */
  workerVersion: WorkerVersion | null;
}

const NAME = 'TEMPORAL_DEPLOYMENT_NAME';
const BUILD_ID = 'TEMPORAL_WORKER_BUILD_ID';

/** What the server accepts. A worker of a name that it refuses is not told: it waits for work in vain (server 1.32). */
const DEPLOYMENT_NAME = /^(?!__)[^.:]{1,255}$/;
const DEPLOYMENT_NAME_FORMAT = 'at most 255 characters without . and :, not beginning with __';

/**
 * `TEMPORAL_DEPLOYMENT_NAME` and `TEMPORAL_WORKER_BUILD_ID`: both or neither. With one alone a worker would wait for
 * work that never comes, or take that of another build. The names are those that Temporal's Worker Controller sets.
 * @see https://github.com/temporalio/temporal-worker-controller
 */
export const deploymentSchema = z
  .object({
    [NAME]: z.string().regex(DEPLOYMENT_NAME, DEPLOYMENT_NAME_FORMAT).optional().register(settingNotes, {
      means:
        'The fleet of versioned workers, in production only. Such a worker gets no work before its build is made current.',
      example: 'ticket-processor',
    }),
    [BUILD_ID]: z
      .string()
      .max(255, 'at most 255 characters')
      .optional()
      .register(settingNotes, { means: 'This build of it; both or neither.', example: '1.0' }),
  })
  .transform((env, context): DeploymentConfig => {
    const { [NAME]: deploymentName, [BUILD_ID]: buildId } = env;
    if (deploymentName !== undefined && buildId !== undefined)
      return { workerVersion: { deploymentName, buildId } };
    if (deploymentName === undefined && buildId === undefined) return { workerVersion: null };
    const [missing, given] = deploymentName === undefined ? [NAME, BUILD_ID] : [BUILD_ID, NAME];
    context.addIssue({ code: 'custom', path: [missing], message: `a value, because ${given} is set` });
    return z.NEVER;
  });

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
  /^postgres(ql)?:\/\/\S+$/.test(value) && URL.canParse(value) && new URL(value).pathname.length > 1;

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

/** What encrypts the payloads that Temporal stores. */
export interface EncryptionConfig {
  /** Null: none configured. */
  keys: EncryptionKeys | null;
}

/** `PAYLOAD_ENCRYPTION_KEYS`: `id:base64key[,id:base64key…]`, the first encrypts, all decrypt. */
export const encryptionSchema = z
  .object({
    PAYLOAD_ENCRYPTION_KEYS: z
      .string()
      .transform((text, context) => {
        const parsed = parseEncryptionKeys(text);
        if ('keys' in parsed) return parsed.keys;
        for (const fault of parsed.faults)
          context.addIssue({ code: 'custom', message: `${KEYS_FORMAT}, with ${fault}` });
        return z.NEVER;
      })
      .optional()
      .register(settingNotes, {
        means: 'AES-256 keys for everything that Temporal stores: the first encrypts, all decrypt.',
        values: 'id:base64key[,id:base64key…]',
        otherwise: '`npm start` makes one and keeps it in `DATA_DIR`; a production worker refuses to start',
      }),
  })
  .transform((env): EncryptionConfig => ({ keys: env.PAYLOAD_ENCRYPTION_KEYS ?? null }));
