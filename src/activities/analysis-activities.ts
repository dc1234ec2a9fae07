import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import type { Analysis, AnalyzeTicketInput } from '../contract/ticket.js';
import type { RedactedTicket } from '../domain/ticket.js';
import { addUsage, isFree, type Usage } from '../domain/verdict.js';
import { ModelError } from '../ports/model.js';
import { applyPolicy, askModel, askRules, instructions } from '../verdict/reach-verdict.js';
import type { Budgets } from '../verdict/budgets.js';
import type { Circuit } from '../verdict/breaker.js';
import { modelFailure, translating } from './failures.js';
import { paidBefore, withPaid, type PaidAttempts } from '../contract/failures.js';
import { runKey, verdictKey } from '../verdict/cache.js';
import type { ShareAnalysis } from '../verdict/sharing.js';
import { tenantNamed, type Tenant, type Tenants } from '../ports/tenant.js';

/** Well below the heartbeat time-out of the model call's activity options. */
const HEARTBEAT_MS = 4_000;

interface AnalysisActivitiesDeps {
  tenants: Tenants;
  modelCircuit: (tenant: string) => Circuit;
  shareAnalysis: ShareAnalysis;
  budgets: Budgets;
}

/** Activities that reach a verdict, from redacted text only. */
export function createAnalysisActivities(deps: AnalysisActivitiesDeps) {
  return {
    /**
     * The verdict on an equal ticket, else asks the tenant's model once. Its usage holds what earlier attempts have
     * paid for; that of a failure is in its details (`PaidAttempts`).
     * @throws ApplicationFailure of a `Model…` type; an answer that is not a verdict is one of them. `BudgetExhausted`
     *   when the tenant may spend no more this month.
     */
    async analyzeTicket({ tenant: name, ticket, fresh = false }: AnalyzeTicketInput): Promise<Analysis> {
      const tenant = tenantNamed(deps.tenants, name);
      const info = activityInfo();
      const before = paidBefore(info.heartbeatDetails);
      let paid = before;
      const tell = () => heartbeat({ paid } satisfies PaidAttempts);
      const onPaid = (usage: Usage) => {
        deps.budgets.paid(name, runKey(info.workflowExecution), usage.costUsd);
        paid = addUsage(paid, usage);
      };
      const alive = setInterval(tell, HEARTBEAT_MS);
      try {
        const analysis = await translating(modelFailure, cancellationSignal(), () =>
          analyze(deps, { tenant, ticket, fresh, onPaid }),
        );
        const usage = { ...analysis.usage, ...addUsage(before, analysis.usage) };
        return applyPolicy({ ...analysis, usage }, tenant.policy);
      } catch (error) {
        if (!isFree(paid)) tell();
        throw withPaid(error, paid);
      } finally {
        clearInterval(alive);
      }
    },

    /** The keyword rules' verdict, for when the model has none. Pure and quick: runs as a local activity. */
    fallbackAnalysis({ tenant, ticket, reason }: AnalyzeTicketInput & { reason: string }): Promise<Analysis> {
      const { policy } = tenantNamed(deps.tenants, tenant);
      const { phoneRegion: region, classifier } = policy;
      return Promise.resolve(askRules(ticket, { region, reason, classifier }));
    },
  };
}

interface AnalyzeOptions {
  tenant: Tenant;
  ticket: RedactedTicket;
  fresh: boolean;
  /** Told of every answer that is paid for, usable or not. */
  onPaid: (usage: Usage) => void;
}

/** What is free comes first: an equal ticket's verdict serves also when the budget is spent or the model is away. */
function analyze(
  { shareAnalysis, budgets, modelCircuit }: AnalysisActivitiesDeps,
  { tenant, ticket, fresh, onPaid }: AnalyzeOptions,
): Promise<Analysis> {
  const { name, model, policy } = tenant;
  const key = verdictKey({ tenant: name, model: model.model, instructions: instructions(policy), ticket });
  const asked = { key, ticket, region: policy.phoneRegion, fresh, signal: cancellationSignal() };
  return shareAnalysis(asked, async (signal) => {
    await budgets.check(tenant);
    try {
      const analysis = await modelCircuit(name).run(() =>
        askModel(model, ticket, { region: policy.phoneRegion, signal, wanted: policy }),
      );
      onPaid(analysis.usage);
      return analysis;
    } catch (error) {
      if (error instanceof ModelError && error.usage) onPaid(error.usage);
      throw error;
    }
  });
}
