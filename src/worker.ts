import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { openAuditLog } from './audit/audit-log.js';
import { auditFolderIn } from './audit/folder.js';
import { dataConverterOf, temporalConnectOptions } from './client.js';
import { readyTenants } from './compose-tenants.js';
import type { Config } from './config/load.js';
import { processQueue } from './contract/names.js';
import { serveProcessMetrics } from './ops/metrics/process-metrics.js';
import { installRuntimeWithMetrics } from './ops/metrics/sdk-metrics.js';
import { stepAttempts } from './ops/metrics/step-attempts.js';
import { temporalLogger } from './ops/temporal-logging.js';
import { provision } from './provisioning/provision.js';
import { openOutcomeStore } from './statistics/open.js';
import { connectBoth } from './worker/connections.js';
import { createQueueWorkers } from './worker/queues.js';
import { composeSteps } from './worker/steps.js';

export interface RunWorkerOptions {
  config: Config;
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
export async function runWorker({ config, logger, signal, onReady }: RunWorkerOptions): Promise<void> {
  const tenants = readyTenants(config.tenants);
  const dataConverter = dataConverterOf(config);
  const sdk = await installRuntimeWithMetrics({ logger: temporalLogger(logger) });
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
    await provision({ client, connection }, tenants, config.statistics);
    const ownQueue = processQueue(randomUUID());
    const steps = composeSteps({ config, tenants, client, outcomes, audit, ownQueue, logger });
    const workers = await createQueueWorkers(
      {
        ...{ connection: native, namespace, dataConverter },
        activities: steps.activities,
        interceptors: { activity: [stepAttempts(steps.metrics)] },
      },
      { tenants, deployment: config.deployment, ownQueue },
    );
    const page = await serveProcessMetrics({
      ...{ host: config.gateway.host, port: config.metrics.port, registry: steps.registry, sdk },
      ...{ client, outcomes, tenants: [...steps.composed.values()], logger },
    });
    signal.addEventListener('abort', () => workers.forEach((worker) => worker.shutdown()), { once: true });
    const running = Promise.all(workers.map((worker) => worker.run()));
    if (signal.aborted) workers.forEach((worker) => worker.shutdown());
    const names = tenants.map(({ name }) => name);
    logger.info({ tenants: names, ...config.deployment.workerVersion }, 'worker polls');
    onReady?.();
    await running;
    await steps.reported();
    await page.close();
  } finally {
    await connection.close();
    await native.close();
    await outcomes.close();
    await audit.close();
  }
}
