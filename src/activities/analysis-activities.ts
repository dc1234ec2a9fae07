import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { Analysis, AnalyzeTicketInput } from '../contract/ticket.js';
import type { Circuit } from './circuit.js';
import { modelFailure, translating } from './failures.js';
import { askModel, askRules } from './reach-verdict.js';
import { tenantNamed, type Tenants } from './tenants.js';

/** Well below the heartbeat time-out of the model call's activity options. */
const HEARTBEAT_MS = 4_000;

export interface AnalysisActivitiesDeps {
  tenants: Tenants;
  modelCircuit: (tenant: string) => Circuit;
}

/** Activities that reach a verdict, from redacted text only. */
export function createAnalysisActivities({ tenants, modelCircuit }: AnalysisActivitiesDeps) {
  return {
    /**
     * Asks the tenant's model once.
     * @throws ApplicationFailure of a `Model…` type; an answer that is not a verdict is one of them.
     */
    async analyzeTicket({ tenant, ticket }: AnalyzeTicketInput): Promise<Analysis> {
      const { model, policy } = tenantNamed(tenants, tenant);
      const signal = cancellationSignal();
      const alive = setInterval(() => heartbeat(), HEARTBEAT_MS);
      try {
        return await translating(modelFailure, signal, () =>
          modelCircuit(tenant).run(() => askModel(model, ticket, { region: policy.phoneRegion, signal })),
        );
      } finally {
        clearInterval(alive);
      }
    },

    /** The keyword rules' verdict, for when the model has none. Pure and quick: runs as a local activity. */
    fallbackAnalysis({ tenant, ticket, reason }: AnalyzeTicketInput & { reason: string }): Promise<Analysis> {
      const { policy } = tenantNamed(tenants, tenant);
      return Promise.resolve(askRules(ticket, { region: policy.phoneRegion, reason }));
    },
  };
}
