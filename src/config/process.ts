import path from 'node:path';
import { z } from 'zod';
import { CHECKOUT } from './environment.js';
import { credential, hostList, settingNotes } from '../ports/setting.js';

export const TEMPORAL_ADDRESS_EXPECTED = 'HOST:PORT, without http:// or https:// (TEMPORAL_TLS turns TLS on)';

/** `HOST:PORT`; an IPv6 address in brackets. */

export const TEMPORAL_ADDRESS_FORMAT = /^(?:\[[0-9a-f:.]+\]|[^\s:/@[\]]+):(?:[1-9]\d{0,4})$/i;

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
    DATA_DIR: z.string().default(DEFAULT_DATA_DIR).register(settingNotes, {
      means:
        "Everything that an installation keeps: `npm start` its server's store, statistics, keys and logs; a worker its audit log.",
      values: 'a folder',
    }),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error'], 'trace, debug, info, warn or error')
      .default('info')
      .register(settingNotes, { means: 'How much is logged.', usedBy: 'up, worker, gateway' }),
    LOG_FORMAT: z.enum(['text', 'json', 'none'], 'text, json or none').optional().register(settingNotes, {
      means: 'Of the log on the terminal; `none`: only the file.',
      otherwise: 'text on a terminal, else json',
      example: 'text',
      usedBy: 'up, worker, gateway',
    }),
    LOG_FILE: z.string().optional().register(settingNotes, {
      means: 'Gets every log line as JSON, beside the terminal.',
      values: 'a file',
      usedBy: 'up, worker, gateway',
    }),
    TEMPORAL_ADDRESS: z
      .string()
      .regex(TEMPORAL_ADDRESS_FORMAT, TEMPORAL_ADDRESS_EXPECTED)
      .optional()
      .register(settingNotes, {
        means: 'The Temporal server.',
        values: 'HOST:PORT',
        otherwise: '`npm start` runs its own; else 127.0.0.1:7233',
        example: '127.0.0.1:7233',
      }),
    TEMPORAL_NAMESPACE: z
      .string()
      .default('default')
      .register(settingNotes, { means: 'The namespace on it.', values: 'a name' }),
    TEMPORAL_API_KEY: credential('an API key')
      .optional()
      .register(settingNotes, { means: 'Of a server that wants one, such as Temporal Cloud; turns TLS on.' }),
    // Whatever else is said, Temporal's own loader takes for "no TLS".
    TEMPORAL_TLS: z.enum(['true', 'false', '1', '0'], 'true or false').optional().register(settingNotes, {
      means: 'TLS without a client certificate; `false` turns it off where an API key would turn it on.',
    }),
    TEMPORAL_TLS_CLIENT_CERT_PATH: z
      .string()
      .optional()
      .register(settingNotes, { means: "The client's certificate, for mutual TLS.", values: 'a PEM file' }),
    TEMPORAL_TLS_CLIENT_KEY_PATH: z
      .string()
      .optional()
      .register(settingNotes, { means: 'Its key.', values: 'a PEM file' }),
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: z.string().optional().register(settingNotes, {
      means: "Who signs the server's certificate, where the system does not know them.",
      values: 'a PEM file',
    }),
    TEMPORAL_TLS_SERVER_NAME: z.string().optional().register(settingNotes, {
      means: "The name in the server's certificate, where it is not its address.",
      values: 'a host name',
    }),
    TEMPORAL_CLI_PATH: z.string().optional().register(settingNotes, {
      means: 'The `temporal` binary that `npm start`, `npm test` and `ticket-processor temporal` use.',
      otherwise: 'the one that set-up found or fetched',
      values: 'a file',
      usedBy: 'up, temporal',
    }),
    ALLOW_PLAIN_HTTP: hostList.default([]).register(settingNotes, {
      means: 'Hosts that may be spoken to without TLS, beside this machine.',
      values: 'host names, separated by commas',
    }),
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
