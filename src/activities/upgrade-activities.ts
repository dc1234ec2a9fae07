import { cancellationSignal } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { FAILURE, UPGRADED_LATER } from '../contract/failures.js';
import { upgradeWindow } from '../domain/upgrade-window.js';
import type { OutcomeStore } from '../ports/records.js';
import type { Budgets } from '../verdict/budgets.js';
import type { Circuit } from '../verdict/breaker.js';
import { modelFailure, translating } from './failures.js';
import { tenantNamed, type Tenants } from '../ports/tenant.js';

export interface UpgradeActivitiesDeps {
  tenants: Tenants;
  outcomes: Pick<OutcomeStore, 'upgradable'>;
  modelCircuit: (tenant: string) => Circuit;
  budgets: Pick<Budgets, 'hasRoom'>;
}

/** Activities that lead tickets from the rules' verdict to the model's. */
export function createUpgradeActivities({ tenants, outcomes, modelCircuit, budgets }: UpgradeActivitiesDeps) {
  return {
    /**
     * Tickets whose verdict the rules wrote because the model was away or the budget spent, after `after` in the order of
     * IDs as text. None where nothing is written: a dry run would ask for them again and again.
     */
    async findUpgradable(input: { tenant: string; after: string | null; limit: number }): Promise<string[]> {
      const { platformName, policy } = tenantNamed(tenants, input.tenant);
      if (policy.dryRun) return [];
      return outcomes.upgradable({
        tenant: input.tenant,
        platform: platformName,
        reasons: UPGRADED_LATER,
        ...upgradeWindow(new Date()),
        afterTicketId: input.after,
        limit: input.limit,
      });
    },

    /**
     * What keeps the model from answering, as a failure type; null when it is there and may be paid. Costs no tokens.
     * Once the circuit's pause is over, this is its trial call. A budget that is spent has room again in the new month,
     * or when it is raised.
     */
    async probeModel({ tenant }: { tenant: string }): Promise<string | null> {
      const named = tenantNamed(tenants, tenant);
      if (!(await budgets.hasRoom(named))) return FAILURE.budgetExhausted;
      const { model } = named;
      const signal = cancellationSignal();
      const circuit = modelCircuit(tenant);
      if (circuit.opensAgainInMs() > 0) return FAILURE.modelCircuitOpen;
      try {
        await translating(modelFailure, signal, () => circuit.run(() => model.reachable(signal)));
        return null;
      } catch (error) {
        if (error instanceof ApplicationFailure) return error.type ?? FAILURE.modelUnavailable;
        throw error;
      }
    },
  };
}
