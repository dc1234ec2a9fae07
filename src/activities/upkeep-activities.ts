import type { FailedRun } from '../contract/upkeep.js';
import { pauseBeforeRevivalMs, upgradeWindow } from '../domain/age.js';
import type { FailedTicket, TicketRuns } from '../ports/ticket-runs.js';
import { tenantNamed, type Tenants } from '../ports/tenant.js';
import { cancellationSignal, activityInfo, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { FAILURE, UPGRADED_LATER } from '../contract/failures.js';
import type { OutcomeStore } from '../ports/records.js';
import type { Budgets } from '../verdict/budgets.js';
import type { Circuit } from '../verdict/breaker.js';
import { modelFailure, translating } from './failures.js';
import type { ReprocessRequest, TicketFilter } from '../contract/desk.js';

interface ReviveActivitiesDeps {
  tenants: Tenants;
  ticketRuns: Pick<TicketRuns, 'failed' | 'revive'>;
}

/** Activities that take up tickets whose run failed. They ask Temporal, not the platform. */
export function createReviveActivities({ tenants, ticketRuns }: ReviveActivitiesDeps) {
  return {
    /** How many tickets failed, and those whose pause is over: at most `limit`, the least often failed first. */
    async findFailedTickets(input: {
      tenant: string;
      limit: number;
    }): Promise<{ waiting: number; due: FailedRun[] }> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      const failed = await heartbeating(ticketRuns.failed({ tenant: input.tenant, platform: platformName }));
      const nowMs = Date.now();
      const due = failed
        .filter((ticket) => dueAtMs(ticket) <= nowMs)
        .sort((a, b) => a.failures - b.failures || dueAtMs(a) - dueAtMs(b))
        .slice(0, input.limit)
        .map(({ ticketId, runId }) => ({ ticketId, runId }));
      return { waiting: failed.length, due };
    },

    /** Begins a ticket anew where its failed run left it; false when a newer run is there. Safe to run twice. */
    reviveTicket({ tenant, ...run }: { tenant: string } & FailedRun): Promise<boolean> {
      const { platformName } = tenantNamed(tenants, tenant);
      return ticketRuns.revive({ tenant, platform: platformName, ...run });
    },
  };
}

const dueAtMs = ({ failures, failedAt }: FailedTicket): number =>
  Date.parse(failedAt) + pauseBeforeRevivalMs(failures);

interface UpgradeActivitiesDeps {
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

interface RetentionActivitiesDeps {
  outcomes: Pick<OutcomeStore, 'deleteBefore'>;
}

/** Activities that forget. Repeating one deletes nothing more. */
export function createRetentionActivities({ outcomes }: RetentionActivitiesDeps) {
  return {
    /** Deletes the statistics of rounds and scans that ended before a time (ISO 8601). Answers how many rounds. */
    deleteOutcomes: ({ before }: { before: string }): Promise<number> => outcomes.deleteBefore(before),
  };
}

interface DeskActivitiesDeps {
  tenants: Tenants;
  ticketRuns: TicketRuns;
}

/** Activities of the desk. They ask Temporal, not the platform. */
export function createDeskActivities({ tenants, ticketRuns }: DeskActivitiesDeps) {
  return {
    /** IDs of the tickets whose latest verdict fits the filter. */
    findTickets({ tenant, filter }: { tenant: string; filter: TicketFilter }): Promise<string[]> {
      const { platformName } = tenantNamed(tenants, tenant);
      return heartbeating(ticketRuns.find({ tenant, platform: platformName, filter, now: new Date() }));
    },

    /**
     * Asks the tickets' workflows for new verdicts. Repeating it asks nobody twice: a running ticket knows the
     * request by its key, and one whose run began since the first attempt has been asked.
     */
    askForVerdicts(input: { tenant: string; ticketIds: string[]; request: ReprocessRequest }): Promise<void> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      const { attempt, scheduledTimestampMs } = activityInfo();
      const askedSince = attempt > 1 ? new Date(scheduledTimestampMs) : null;
      return heartbeating(ticketRuns.ask({ ...input, platform: platformName, askedSince }));
    },
  };
}

/** Well below the heartbeat time-outs of activities that ask Temporal much. */
const HEARTBEAT_MS = 8_000;

/** Tells the server that this activity is alive until the work is done. */
async function heartbeating<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => heartbeat(), HEARTBEAT_MS);
  return work.finally(() => clearInterval(timer));
}
