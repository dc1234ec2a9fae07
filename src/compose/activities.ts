import { hostname } from 'node:os';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createActivities } from '../activities/index.js';
import { createAlertMetrics } from '../health/metrics/series.js';
import { createWorkerMetrics, countedOutcomes } from '../health/metrics/worker-metrics.js';
import { composeAlerts } from './alerts.js';
import { payloadCodecOf } from '../client.js';
import { createSealer } from '../crypto/payload-codec.js';
import { composeSecondOpinion } from './tenants.js';
import { type ReadyTenant } from '../config/tenants/tenant.js';
import type { Config } from '../config/load.js';
import { circuitReports, spendingReports } from '../health/reports.js';
import type { AuditLog } from '../ports/audit-log.js';
import type { OutcomeStore } from '../ports/records.js';
import type { Redaction } from '../redaction/threads.js';
import { createTenantRoster } from './tenants-now.js';
import { createTicketRuns } from '../temporal/ticket-runs.js';
import type { Tracing } from '../temporal/tracing/tracing.js';

interface StepsOptions {
  config: Config;
  /** To begin with. */
  tenants: readonly ReadyTenant[];
  client: Client;
  outcomes: OutcomeStore;
  audit: AuditLog;
  redaction: Redaction;
  /** The queue of this process alone, for steps of a tenant. */
  ownQueue: (tenant: string) => string;
  logger: Logger;
  /** Null: off. */
  tracing: Pick<Tracing, 'metrics'> | null;
}

/** All steps of this worker over the tenants of its roster, and what they report: to the log, the statistics, Prometheus. */
export function composeSteps(options: StepsOptions) {
  const { config, tenants, client, outcomes, audit, redaction, ownQueue, logger, tracing } = options;
  // As Temporal's workers sign what they do.
  const worker = `${process.pid}@${hostname()}`;
  const circuits = circuitReports({ states: outcomes.circuits, worker, logger });
  const spending = spendingReports(logger);
  const registry = new Registry();
  const counted = createWorkerMetrics(registry);
  const metrics = tracing?.metrics(counted) ?? counted;
  const { plainHttpHosts } = config.process;
  const secondOpinion = composeSecondOpinion(config.presidio, { plainHttpHosts, logger, metrics });
  const roster = createTenantRoster(tenants, {
    ...{ plainHttpHosts, metrics, secondOpinion },
    onNames: counted.tenantsAre,
  });
  const { activities } = createActivities({
    tenants: roster.services,
    ticketRuns: createTicketRuns(client),
    outcomes: countedOutcomes(outcomes, metrics),
    sharedVerdicts: outcomes.sharedVerdicts(createSealer(payloadCodecOf(config))),
    audit,
    redaction,
    ownQueue,
    alerts: composeAlerts({
      ...{ config, tenants: roster.services, client, outcomes, metrics: createAlertMetrics(registry) },
    }),
    onBudgetEvent: spending.budgetEvent,
    onVerdictTrouble: spending.verdictTrouble,
    onCircuitChange: (circuit) => {
      circuits.changed(circuit);
      metrics.circuitChanged(circuit, circuit.state());
    },
  });
  return { activities, roster, metrics, registry, reported: circuits.settled };
}
