import { hostname } from 'node:os';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { createActivities } from '../activities/index.js';
import { createWorkerMetrics } from '../adapters/prometheus/worker-metrics.js';
import { payloadCodecOf } from '../client.js';
import { createSealer } from '../codec/sealer.js';
import { composeSecondOpinion } from '../compose-second-opinion.js';
import { composeTenants, type ReadyTenant } from '../compose-tenants.js';
import type { Config } from '../config/load.js';
import { circuitReports } from '../ops/circuit-reports.js';
import { countedOutcomes } from '../ops/metrics/counted-outcomes.js';
import { spendingReports } from '../ops/spending-reports.js';
import type { AuditLog } from '../ports/audit-log.js';
import type { OutcomeStore } from '../ports/outcome-store.js';
import { createTicketRuns } from '../ticket-runs/ticket-runs.js';

export interface StepsOptions {
  config: Config;
  tenants: readonly ReadyTenant[];
  client: Client;
  outcomes: OutcomeStore;
  audit: AuditLog;
  /** The queue of this process alone. */
  ownQueue: string;
  logger: Logger;
}

/** All steps of this worker over the configured tenants, and what they report: to the log, the statistics, Prometheus. */
export function composeSteps({ config, tenants, client, outcomes, audit, ownQueue, logger }: StepsOptions) {
  // As Temporal's workers sign what they do.
  const worker = `${process.pid}@${hostname()}`;
  const circuits = circuitReports({ states: outcomes.circuits, worker, logger });
  const spending = spendingReports(logger);
  const registry = new Registry();
  const metrics = createWorkerMetrics(
    registry,
    tenants.map(({ name }) => name),
  );
  const { plainHttpHosts } = config.process;
  const secondOpinion = composeSecondOpinion(config.presidio, { plainHttpHosts, logger, metrics });
  const composed = composeTenants(tenants, { plainHttpHosts, metrics, secondOpinion });
  const { activities } = createActivities({
    tenants: composed,
    ticketRuns: createTicketRuns(client),
    outcomes: countedOutcomes(outcomes, metrics),
    sharedVerdicts: outcomes.sharedVerdicts(createSealer(payloadCodecOf(config))),
    audit,
    ownQueue,
    onBudgetEvent: spending.budgetEvent,
    onVerdictTrouble: spending.verdictTrouble,
    onCircuitChange: (circuit) => {
      circuits.changed(circuit);
      metrics.circuitChanged(circuit, circuit.state());
    },
  });
  return { activities, composed, metrics, registry, reported: circuits.settled };
}
