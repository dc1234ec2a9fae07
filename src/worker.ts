import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { openAuditLog } from './records/audit/audit-log.js';
import { auditFolderIn } from './records/audit/stored-line.js';
import { dataConverterOf, connectBoth } from './client.js';
import { readyTenants } from './config/tenants/tenant.js';
import type { Config } from './config/load.js';
import { temporalSettings } from './config/temporal.js';
import { processQueue } from './contract/names.js';
import { serveProcessMetrics, stepAttempts } from './health/metrics/process-metrics.js';
import { Opened } from './compose/opened.js';
import { installRuntimeWithMetrics } from './health/metrics/server.js';
import { temporalLogger } from './temporal/logging.js';
import { provision, ensureAlerts } from './temporal/provisioning.js';
import { RedactionThreads } from './redaction/threads.js';
import { openOutcomeStore } from './records/statistics/database.js';
import { tracingWhenConfigured } from './temporal/tracing/when-configured.js';
import { followTenants, type TenantsFile } from './compose/tenants-file.js';
import { limitedResults, plannedQueues, queueWorkers, RunningQueues } from './temporal/queues.js';
import { putInForce } from './compose/tenants-now.js';
import { composeSteps } from './compose/activities.js';

interface RunWorkerOptions {
  config: Config;
  /** Followed while the worker runs. Default: the tenants stay those of `config`. */
  tenantsFile?: TenantsFile | null;
  logger: Logger;
  /** Aborting it drains the worker: no new work, what is under way is finished. */
  signal: AbortSignal;
  /** Called once, when the worker polls. */
  onReady?: () => void;
}

/**
 * Runs one worker process until `signal` is aborted. Makes sure first that search attributes, schedules and desks
 * exist.
 * @throws {ConfigurationError | TemporalUnreachableError | SearchAttributesError}
 */
export async function runWorker({
  config,
  tenantsFile = null,
  logger,
  signal,
  onReady,
}: RunWorkerOptions): Promise<void> {
  const tenants = readyTenants(config.tenants);
  const dataConverter = dataConverterOf(config);
  const { connectionOptions, namespace } = temporalSettings(config.process);
  await using opened = new Opened(logger);
  const tracing = await tracingWhenConfigured(config, logger);
  opened.closing('tracing', () => tracing?.close());
  const outcomes = await openOutcomeStore({ ...config.statistics, dataDir: config.process.dataDir });
  opened.closing('the statistics', () => outcomes.close());
  const audit = await openAuditLog({
    folder: auditFolderIn(config.process.dataDir),
    keys: config.logEncryption.keys,
    keepDays: config.statistics.retentionDays,
  });
  opened.closing('the audit log', () => audit.close());
  // Temporal's runtime ends with its last connection.
  const sdk = await installRuntimeWithMetrics({ logger: temporalLogger(logger) });
  const [native, connection] = await connectBoth(connectionOptions);
  opened.closing("the worker's connection", () => native.close());
  opened.closing("the client's connection", () => connection.close());
  const redaction = new RedactionThreads();
  opened.closing('the redaction threads', () => redaction.close());
  const client = new Client({ connection, namespace, dataConverter });
  const connected = { client, connection };
  await provision(connected, tenants, config.statistics);
  await ensureAlerts(client, config.alerts);
  const processId = randomUUID();
  const ownQueue = (tenant: string) => processQueue(processId, tenant);
  const steps = composeSteps({
    ...{ config, tenants, client, outcomes, audit, redaction, ownQueue, logger, tracing },
  });
  const { roster } = steps;
  const createWorker = queueWorkers(
    {
      ...{ connection: native, namespace, dataConverter },
      activities: steps.activities,
      interceptors: {
        // The step's own span is the outer one, so that its failure is told on it.
        activity: [
          ...(tracing ? [tracing.activityInterceptor] : []),
          stepAttempts(steps.metrics),
          limitedResults,
        ],
      },
      ...(tracing && { sinks: tracing.sinks }),
    },
    { deployment: config.deployment },
  );
  const page = await serveProcessMetrics({
    ...{ host: config.gateway.host, port: config.metrics.port, registry: steps.registry, sdk },
    ...{ client, outcomes, tenants: roster.services, logger },
  });
  opened.closing('the metrics', () => page.close());
  opened.closing('reports', steps.reported);
  const queues = new RunningQueues(createWorker);
  // Steps under way are finished: each queue has a time limit of its own.
  opened.closing('the queues', () => queues.stop(), Infinity);
  await queues.serve(plannedQueues(tenants, processId));
  const following = followTenants({
    ...{ file: tenantsFile, inForce: tenants, registry: steps.registry, logger },
    apply: putInForce({ connected, statistics: config.statistics, roster, queues, processId, logger }),
  });
  opened.closing('the tenants file', () => following.stop(), Infinity);
  const names = tenants.map(({ name }) => name);
  logger.info({ tenants: names, ...config.deployment.workerVersion }, 'worker polls');
  onReady?.();
  await Promise.race([signal.aborted || once(signal, 'abort'), queues.over]);
}
