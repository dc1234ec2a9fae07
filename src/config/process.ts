import path from 'node:path';
import { z } from 'zod';
import { CHECKOUT } from './checkout.js';
import { hostList } from './fields.js';

/** What every process of the system needs: where it keeps things, how it logs, where Temporal is. */
export interface ProcessConfig {
  dataDir: string;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  /** Of the terminal; null: text on a terminal, JSON otherwise. `none`: the file only. */
  logFormat: 'text' | 'json' | 'none' | null;
  logFile: string | null;
  /** Null: `up` starts its own server. */
  temporalAddress: string | null;
  namespace: string;
  /** Every `TEMPORAL_*` variable, also those of `.env`, for Temporal's own configuration loader. */
  temporalEnvironment: Record<string, string>;
  /** Hosts that may be spoken to without TLS, beside loopback. */
  plainHttpHosts: string[];
}

/** The data folder of a checkout, beside package.json. */
const DEFAULT_DATA_DIR = path.join(CHECKOUT, '.ticket-processor');

/** `DATA_DIR`, `LOG_*`, `TEMPORAL_*`, `ALLOW_PLAIN_HTTP`. TLS and API key of Temporal are read by its own envconfig. */
export const processSchema = z
  .looseObject({
    DATA_DIR: z.string().default(DEFAULT_DATA_DIR),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error'], 'trace, debug, info, warn or error')
      .default('info'),
    LOG_FORMAT: z.enum(['text', 'json', 'none'], 'text, json or none').optional(),
    LOG_FILE: z.string().optional(),
    TEMPORAL_ADDRESS: z
      .string()
      .regex(/^[^\s:]+:\d+$|^https?:\/\//, 'HOST:PORT')
      .optional(),
    TEMPORAL_NAMESPACE: z.string().default('default'),
    ALLOW_PLAIN_HTTP: hostList.default([]),
  })
  .transform((env): ProcessConfig => ({
    dataDir: path.resolve(env.DATA_DIR),
    logLevel: env.LOG_LEVEL,
    logFormat: env.LOG_FORMAT ?? null,
    logFile: env.LOG_FILE ?? null,
    temporalAddress: env.TEMPORAL_ADDRESS ?? null,
    namespace: env.TEMPORAL_NAMESPACE,
    temporalEnvironment: Object.fromEntries(
      Object.entries(env).filter(
        (entry): entry is [string, string] =>
          entry[0].startsWith('TEMPORAL_') && typeof entry[1] === 'string',
      ),
    ),
    plainHttpHosts: env.ALLOW_PLAIN_HTTP,
  }));
