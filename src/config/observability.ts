import { z } from 'zod';
import { settingNotes, apiRoot, zeroToOne, credentialFault } from '../ports/setting.js';
import { createHash } from 'node:crypto';
import { parseEncryptionKeys, type EncryptionKeys } from '../crypto/keys.js';

/** Where a process serves its metrics, on the gateway's host. */
export interface MetricsConfig {
  /** Taken: a free one. 0: any free one. */
  port: number;
}

/** The port that Prometheus' list of exporters keeps for OpenTelemetry's, and that scrapers expect here. */
const USUAL_PORT = 9464;

/** `METRICS_PORT`. */
export const metricsSchema = z
  .object({
    METRICS_PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'a port number')
      .transform(Number)
      .refine((port) => port <= 65_535, 'a port number')
      .default(USUAL_PORT)
      .register(settingNotes, {
        means: 'Where each process serves its metrics for Prometheus; taken: a free port.',
      }),
  })
  .transform((env): MetricsConfig => ({ port: env.METRICS_PORT }));

/** Where the spans of a process go, and how many. */
export interface CollectorConfig {
  /** Where an OTLP/HTTP collector takes traces. */
  url: string;
  /** May hold the key of a hosted collector: never log them. */
  headers: Record<string, string>;
  serviceName: string;
  /** Of all traces, 0 to 1. Every process must say the same, or traces have holes. */
  share: number;
}

export interface TracingConfig {
  /** Null: nothing is traced. */
  collector: CollectorConfig | null;
}

/** @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/#endpoint-urls-for-otlphttp */
const TRACES_PATH = '/v1/traces';

const HEADERS_FORMAT = 'key=value[,key=value…], values URL-encoded';

const headers = z.string().transform((text, context) => {
  const entries = text.split(',').map((entry) => /^\s*([\w-]+)\s*=\s*([^\s,]+)\s*$/.exec(entry));
  try {
    return Object.fromEntries(
      entries.map((entry) => {
        if (entry === null) throw new URIError(HEADERS_FORMAT);
        const value = decodeURIComponent(entry[2] as string);
        if (credentialFault(value, { mayHaveSpaces: true }) !== null) throw new URIError(HEADERS_FORMAT);
        return [entry[1] as string, value];
      }),
    );
  } catch {
    context.addIssue({ code: 'custom', message: HEADERS_FORMAT });
    return z.NEVER;
  }
});

/**
 * `OTEL_EXPORTER_OTLP_ENDPOINT` turns tracing on; without it the others mean nothing. Names and meanings are
 * OpenTelemetry's.
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export const tracingSchema = z
  .object({
    OTEL_EXPORTER_OTLP_ENDPOINT: apiRoot(/\/v1\/traces$/)
      .optional()
      .register(settingNotes, {
        means: 'Root of an OTLP/HTTP collector.',
        otherwise: 'nothing is traced',
        example: 'http://127.0.0.1:4318',
      }),
    OTEL_EXPORTER_OTLP_HEADERS: headers
      .default({})
      .register(settingNotes, { means: 'What the collector wants to know of who sends.' }),
    OTEL_SERVICE_NAME: z
      .string()
      .max(255, 'at most 255 characters')
      .default('ticket-processor')
      .register(settingNotes, { means: 'The name in every span.' }),
    OTEL_TRACES_SAMPLER_ARG: zeroToOne('the share of traces to keep, from 0 to 1, such as 0.1')
      .default(1)
      .register(settingNotes, {
        means: 'Share of traces that are kept; the same in every process, or traces have holes.',
      }),
  })
  .transform(({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...env }): TracingConfig => ({
    collector:
      endpoint === undefined
        ? null
        : {
            url: `${endpoint}${TRACES_PATH}`,
            headers: env.OTEL_EXPORTER_OTLP_HEADERS,
            serviceName: env.OTEL_SERVICE_NAME,
            share: env.OTEL_TRACES_SAMPLER_ARG,
          },
  }));

/** What encrypts the log file and the audit log. */
export interface LogEncryptionConfig {
  /** Null: both are written in the clear. */
  keys: EncryptionKeys | null;
}

const FORMAT = 'a base64key, or [id:]base64key entries separated by commas';
const FINGERPRINT_LETTERS = 8;

/**
 * `LOG_ENCRYPTION_KEY`: an AES-256 key in base64, or several as `[id:]base64key[,…]`; the first encrypts, all decrypt.
 * A key without an id is known by the beginning of its SHA-256, so that it may be followed by another one later.
 */
export const loggingKeySchema = z
  .object({
    LOG_ENCRYPTION_KEY: z
      .string()
      .transform((text, context) => {
        const parsed = parseEncryptionKeys(text.split(',').map(withId).join(','));
        if ('keys' in parsed) return parsed.keys;
        for (const fault of parsed.faults)
          context.addIssue({ code: 'custom', message: `${FORMAT}, with ${fault}` });
        return z.NEVER;
      })
      .optional()
      .register(settingNotes, {
        means: 'AES-256 keys for `LOG_FILE` and the audit log: the first encrypts, all decrypt.',
        values: '[id:]base64key[,…]',
        otherwise: 'both are written in the clear',
      }),
  })
  .transform((env): LogEncryptionConfig => ({ keys: env.LOG_ENCRYPTION_KEY ?? null }));

/** Base64 has no colon. */
function withId(entry: string): string {
  const key = entry.trim();
  if (key.includes(':')) return key;
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return `key-${digest.slice(0, FINGERPRINT_LETTERS)}:${key}`;
}
