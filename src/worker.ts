import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { openAuditLog } from './records/audit/audit-log.js';
import { auditFolderIn } from './records/audit/stored-line.js';
import { dataConverterOf, temporalConnectOptions, connectBoth } from './client.js';
import { readyTenants } from './config/tenants/tenant.js';
import type { Config } from './config/load.js';
import { processQueue } from './contract/names.js';
import { serveProcessMetrics, stepAttempts } from './health/metrics/process-metrics.js';
import { installRuntimeWithMetrics } from './health/metrics/server.js';
import { temporalLogger } from './temporal/logging.js';
import { provision, ensureAlerts } from './temporal/provisioning.js';
import { openOutcomeStore } from './records/statistics/database.js';
import { tracingWhenConfigured } from './temporal/tracing/when-configured.js';
import { followTenants, type TenantsFile } from './compose/tenants-file.js';
import { plannedQueues, queueWorkers, RunningQueues } from './temporal/queues.js';
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
 * @throws {ConfigurationError | TemporalUnreachableError | SearchAttributesMissingError}
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
  const sdk = await installRuntimeWithMetrics({ logger: temporalLogger(logger) });
  const tracing = await tracingWhenConfigured(config, logger);
  const { connectionOptions, namespace } = temporalConnectOptions(config);
  const outcomes = await openOutcomeStore({ ...config.statistics, dataDir: config.process.dataDir });
  const audit = await openAuditLog({
    folder: auditFolderIn(config.process.dataDir),
    keys: config.logEncryption.keys,
    keepDays: config.statistics.retentionDays,
  });
  const [native, connection] = await connectBoth(connectionOptions);
  try {
    const client = new Client({ connection, namespace, dataConverter });
    const connected = { client, connection };
    await provision(connected, tenants, config.statistics);
    await ensureAlerts(client, config.alerts);
    const processId = randomUUID();
    const ownQueue = (tenant: string) => processQueue(processId, tenant);
    const steps = composeSteps({ config, tenants, client, outcomes, audit, ownQueue, logger, tracing });
    const { roster } = steps;
    const createWorker = queueWorkers(
      {
        ...{ connection: native, namespace, dataConverter },
        activities: steps.activities,
        interceptors: {
          // The step's own span is the outer one, so that its failure is told on it.
          activity: [...(tracing ? [tracing.activityInterceptor] : []), stepAttempts(steps.metrics)],
        },
        ...(tracing && { sinks: tracing.sinks }),
      },
      { deployment: config.deployment },
    );
    const page = await serveProcessMetrics({
      ...{ host: config.gateway.host, port: config.metrics.port, registry: steps.registry, sdk },
      ...{ client, outcomes, tenants: roster.services, logger },
    });
    const queues = new RunningQueues(createWorker);
    await queues.serve(plannedQueues(tenants, processId));
    const following = followTenants({
      ...{ file: tenantsFile, inForce: tenants, registry: steps.registry, logger },
      apply: putInForce({ connected, statistics: config.statistics, roster, queues, processId, logger }),
    });
    const names = tenants.map(({ name }) => name);
    logger.info({ tenants: names, ...config.deployment.workerVersion }, 'worker polls');
    onReady?.();
    try {
      await Promise.race([signal.aborted || once(signal, 'abort'), queues.over]);
    } finally {
      await following.stop();
      await queues.stop();
    }
    await steps.reported();
    await page.close();
  } finally {
    await connection.close();
    await native.close();
    await outcomes.close();
    await audit.close();
    await tracing?.close();
  }
}
