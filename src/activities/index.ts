import { createAnalysisActivities } from './analysis-activities.js';
import { createBudgets, type BudgetEvent } from './budgets.js';
import { createCircuit, type Circuit } from './circuit.js';
import { createDeskActivities } from './desk-activities.js';
import { createOutcomeActivities } from './outcome-activities.js';
import { createRetentionActivities } from './retention-activities.js';
import { createReviveActivities } from './revive-activities.js';
import { createScanActivities } from './scan-activities.js';
import { createSharedAnalysis } from './shared-analysis.js';
import { createTicketActivities } from './ticket-activities.js';
import { createUpgradeActivities } from './upgrade-activities.js';
import type { Tenants } from './tenants.js';
import { createVerdictCache } from './verdict-cache.js';
import type { AuditLog } from '../ports/audit-log.js';
import type { OutcomeStore } from '../ports/outcome-store.js';
import type { SharedVerdicts } from '../ports/shared-verdicts.js';
import type { TicketRuns } from '../ports/ticket-runs.js';

export interface ActivitiesDeps {
  tenants: Tenants;
  ticketRuns: TicketRuns;
  outcomes: Pick<OutcomeStore, 'record' | 'recordScan' | 'deleteBefore' | 'upgradable' | 'costOfMonth'>;
  /** Absent: equal tickets share a verdict within this process only. */
  sharedVerdicts?: SharedVerdicts;
  audit: Pick<AuditLog, 'append'>;
  /** The queue of this process alone. */
  ownQueue: string;
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
  ownQueue,
  onCircuitChange,
  onBudgetEvent,
  onVerdictTrouble,
}: ActivitiesDeps) {
  const circuits = new Map<string, Circuit>();
  const circuit = (service: 'platform' | 'model') => (tenant: string) => {
    const name = `${service} of tenant ${tenant}`;
    const known = circuits.get(name) ?? createCircuit({ tenant, service, onChange: onCircuitChange });
    circuits.set(name, known);
    return known;
  };
  const deps = {
    tenants,
    ticketRuns,
    outcomes,
    audit,
    ownQueue,
    platformCircuit: circuit('platform'),
    modelCircuit: circuit('model'),
    budgets: createBudgets({ outcomes, onEvent: onBudgetEvent }),
    shareAnalysis: createSharedAnalysis(
      createVerdictCache({ shared: sharedVerdicts ?? null, onTrouble: onVerdictTrouble }),
    ),
  };
  return {
    circuits: circuits as ReadonlyMap<string, Circuit>,
    activities: {
      ...createScanActivities(deps),
      ...createDeskActivities(deps),
      ...createTicketActivities(deps),
      ...createAnalysisActivities(deps),
      ...createOutcomeActivities(deps),
      ...createRetentionActivities(deps),
      ...createReviveActivities(deps),
      ...createUpgradeActivities(deps),
    },
  };
}

/** What workflows see of the activities: types only. */
export type Activities = ReturnType<typeof createActivities>['activities'];
