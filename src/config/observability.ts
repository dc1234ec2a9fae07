import { z } from 'zod';
import { settingNotes } from '../ports/setting-notes.js';

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
