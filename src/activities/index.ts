import { createAnalysisActivities } from './analysis-activities.js';
import { createCircuit, type Circuit } from './circuit.js';
import { createDeskActivities } from './desk-activities.js';
import { createOutcomeActivities } from './outcome-activities.js';
import { createRetentionActivities } from './retention-activities.js';
import { createReviveActivities } from './revive-activities.js';
import { createScanActivities } from './scan-activities.js';
import { createTicketActivities } from './ticket-activities.js';
import { createUpgradeActivities } from './upgrade-activities.js';
import type { Tenants } from './tenants.js';
import type { OutcomeStore } from '../ports/outcome-store.js';
import type { TicketRuns } from '../ports/ticket-runs.js';

export interface ActivitiesDeps {
  tenants: Tenants;
  ticketRuns: TicketRuns;
  outcomes: Pick<OutcomeStore, 'record' | 'recordScan' | 'deleteBefore' | 'upgradable'>;
  /** The queue of this process alone. */
  ownQueue: string;
  /** Called after every change of a circuit's state. Must not throw. */
  onCircuitChange?: (circuit: Circuit) => void;
}

/** All activities of this worker, and the circuits they run behind (for health and metrics). */
export function createActivities({
  tenants,
  ticketRuns,
  outcomes,
  ownQueue,
  onCircuitChange,
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
    ownQueue,
    platformCircuit: circuit('platform'),
    modelCircuit: circuit('model'),
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
