import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { collectDefaultMetrics, type Registry } from 'prom-client';
import { createTenantGauges } from './series.js';
import type { VerdictPolicy } from '../../domain/tenant-policy.js';
import { metricsPage, serveMetrics, type MetricsServer, type MetricsText } from './server.js';
import { tenantState, type TenantStateSources } from './tenant-state.js';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { FAILURE } from '../../contract/failures.js';
import type { Metrics, StepResult } from '../../ports/metrics.js';

/** However many scrapers ask: Temporal and the statistics are asked this often at most. */
const STATE_HOLDS_MS = 10_000;

/** Gauges of prom-client with the ending of counters; the same figures are there by type. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

interface ProcessMetricsOptions {
  host: string;
  port: number;
  registry: Registry;
  client: Client;
  outcomes: TenantStateSources['outcomes'];
  /** Those of the moment: looked at whenever somebody scrapes. */
  tenants: ReadonlyMap<string, { name: string; policy: Pick<VerdictPolicy, 'monthlyBudgetUsd'> }>;
  sdk?: MetricsText;
  logger: Pick<Logger, 'info' | 'warn'>;
}

/**
 * Serves the metrics of this process: what is in `registry`, the state of every tenant, Node's own and Temporal's.
 * The address is logged; it differs from what was asked for where the port was taken.
 */
export async function serveProcessMetrics(options: ProcessMetricsOptions): Promise<MetricsServer> {
  const { host, port, registry, sdk, logger } = options;
  collectDefaultMetrics({ register: registry });
  MISNAMED.forEach((name) => registry.removeSingleMetric(name));
  const page = metricsPage({
    registry,
    refresh: stateRefresher(options),
    sdk,
    onSdkError: (error) => logger.warn({ error }, "Temporal's metrics could not be read"),
  });
  const onError = (error: unknown) => logger.warn({ error }, 'the metrics could not be collected');
  const server = await serveMetrics({ host, port, page, onError });
  const url = new URL(server.url);
  if (port === 0 || Number(url.port) === port) logger.info({ url: server.url }, 'metrics are served');
  else logger.warn({ url: server.url, port }, 'metrics are served on another port: METRICS_PORT is taken');
  return server;
}

function stateRefresher({ registry, client, outcomes, tenants }: ProcessMetricsOptions): () => Promise<void> {
  const gauges = createTenantGauges(registry);
  let latest: Promise<void> = Promise.resolve();
  let askedAtMs = -Infinity;
  return () => {
    const now = new Date();
    if (now.getTime() - askedAtMs < STATE_HOLDS_MS) return latest;
    askedAtMs = now.getTime();
    latest = Promise.all(
      [...tenants.values()].map(({ name, policy }) =>
        tenantState({ client, outcomes, tenant: name, monthBudgetUsd: policy.monthlyBudgetUsd }, now),
      ),
    ).then((states) => gauges.show(states));
    return latest;
  };
}

const FAILURE_TYPES: ReadonlySet<string> = new Set(Object.values(FAILURE));

/** Counts every attempt of every activity of a worker, local ones included. */
export const stepAttempts =
  (metrics: Pick<Metrics, 'stepAttempted'>): ActivityInterceptorsFactory =>
  ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const startedAtMs = performance.now();
        const attempted = (result: StepResult) =>
          metrics.stepAttempted({
            tenant: tenantOf(input.args),
            step: info.activityType,
            result,
            durationMs: performance.now() - startedAtMs,
          });
        try {
          const value = await next(input);
          attempted('ok');
          return value;
        } catch (error) {
          attempted(resultOf(error));
          throw error;
        }
      },
    },
  });

/** Every step of a tenant has it in its one input. */
function tenantOf([input]: unknown[]): string | null {
  const { tenant } = (input ?? {}) as { tenant?: unknown };
  return typeof tenant === 'string' ? tenant : null;
}

function resultOf(error: unknown): StepResult {
  if (error instanceof CancelledFailure) return 'cancelled';
  const type = error instanceof ApplicationFailure ? error.type : undefined;
  return type !== undefined && type !== null && FAILURE_TYPES.has(type) ? type : 'other';
}
