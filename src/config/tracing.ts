import { z } from 'zod';
import { httpUrl, zeroToOne } from '../ports/setting.js';
import { settingNotes } from '../ports/setting-notes.js';

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
        return [entry[1] as string, decodeURIComponent(entry[2] as string)];
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
    OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional().register(settingNotes, {
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
