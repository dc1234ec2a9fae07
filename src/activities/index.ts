import { createAlertActivities, NO_ALERTS, type AlertActivitiesDeps } from './alert-activities.js';
import { createAnalysisActivities } from './analysis-activities.js';
import { createBudgets, type BudgetEvent } from '../verdict/budgets.js';
import { type Circuit, createCircuits } from '../verdict/breaker.js';
import {
  createDeskActivities,
  createRetentionActivities,
  createReviveActivities,
  createUpgradeActivities,
} from './upkeep-activities.js';
import { createOutcomeActivities } from './record-activities.js';
import { createScanActivities } from './scan-activities.js';
import { createSharedAnalysis } from '../verdict/sharing.js';
import { createTicketActivities } from './ticket-activities.js';
import type { Tenants } from '../ports/tenant.js';
import { createVerdictCache } from '../verdict/cache.js';
import type { AuditLog } from '../ports/audit-log.js';
import type { OutcomeStore, SharedVerdicts } from '../ports/records.js';
import type { TicketRuns } from '../ports/ticket-runs.js';
import type { Redaction } from '../redaction/threads.js';
import { REDACTION_HERE } from '../redaction/within-limits.js';

interface ActivitiesDeps {
  tenants: Tenants;
  ticketRuns: TicketRuns;
  outcomes: Pick<
    OutcomeStore,
    'record' | 'recordScan' | 'lastScan' | 'ofRuns' | 'deleteBefore' | 'upgradable' | 'costOfMonth'
  >;
  /** Absent: equal tickets share a verdict within this process only. */
  sharedVerdicts?: SharedVerdicts;
  audit: Pick<AuditLog, 'append'>;
  /** Absent: on the thread that runs the steps, which one ticket can hold up; a worker has threads for it. */
  redaction?: Redaction;
  /** The queue of this process alone, for steps of a tenant. */
  ownQueue: (tenant: string) => string;
  /** Absent: this worker watches nothing and tells nobody. */
  alerts?: AlertActivitiesDeps;
  /** Called after every change of a circuit's state. Must not throw. */
  onCircuitChange?: (circuit: Circuit) => void;
  /** Told what operators want to know of budgets. Must not throw. */
  onBudgetEvent?: (event: BudgetEvent) => void;
  /** Told when the shared verdicts are left alone for a while, because their database fails. Must not throw. */
  onVerdictTrouble?: (error: unknown) => void;
}

/** All activities of this worker, and the circuits they run behind (for health and metrics). */
export function createActivities({
  tenants,
  ticketRuns,
  outcomes,
  sharedVerdicts,
  audit,
  redaction = REDACTION_HERE,
  ownQueue,
  alerts = NO_ALERTS,
  onCircuitChange,
  onBudgetEvent,
  onVerdictTrouble,
}: ActivitiesDeps) {
  const { circuits, circuit } = createCircuits(tenants, onCircuitChange);
  const deps = {
    tenants,
    ticketRuns,
    outcomes,
    audit,
    redaction,
    ownQueue,
    platformCircuit: circuit('platform'),
    modelCircuit: circuit('model'),
    budgets: createBudgets({ outcomes, onEvent: onBudgetEvent }),
    shareAnalysis: createSharedAnalysis(
      createVerdictCache({ shared: sharedVerdicts ?? null, onTrouble: onVerdictTrouble }),
    ),
  };
  return {
    circuits,
    activities: {
      ...createScanActivities(deps),
      ...createDeskActivities(deps),
      ...createTicketActivities(deps),
      ...createAnalysisActivities(deps),
      ...createOutcomeActivities(deps),
      ...createRetentionActivities(deps),
      ...createReviveActivities(deps),
      ...createUpgradeActivities(deps),
      ...createAlertActivities(alerts),
    },
  };
}

/** What workflows see of the activities: types only. */
export type Activities = ReturnType<typeof createActivities>['activities'];
