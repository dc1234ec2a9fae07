import { ticketWorkflowId, type PlatformName } from '../contract/names.js';
import type { EndedByPerson, FailedRun } from '../contract/upkeep.js';
import { pauseBeforeRevivalMs, upgradeWindow } from '../domain/age.js';
import type { FailedTicket, TicketRuns } from '../ports/ticket-runs.js';
import type { OutcomeStore } from '../ports/records.js';
import type { EndedRound } from '../contract/outcome.js';
import { tenantNamed, type Tenants } from '../ports/tenant.js';
import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { FAILURE, UPGRADED_LATER } from '../contract/failures.js';
import type { Budgets } from '../verdict/budgets.js';
import type { Circuit } from '../verdict/breaker.js';
import { modelFailure, translating, temporalFailure } from './failures.js';
import type { KnownReprocessing, TicketFilter } from '../contract/desk.js';
import type { ListTicketsResult } from '../contract/scan.js';
import type { KeyedRequest } from '../domain/requests.js';

/** The rest of what there is to say about an ended run. */
export interface InspectedEnd {
  platform: PlatformName;
  reason: string;
  startedAt: string;
  endedAt: string;
}

interface ReviveActivitiesDeps {
  tenants: Tenants;
  ticketRuns: Pick<TicketRuns, 'failed' | 'revive' | 'endedByPeople' | 'inspect'>;
  outcomes: Pick<OutcomeStore, 'ofRuns'>;
}

/** Activities that take up tickets whose run failed. They ask Temporal, not the platform. */
export function createReviveActivities({ tenants, ticketRuns, outcomes }: ReviveActivitiesDeps) {
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
        .map(({ ticketId, runId, unfinished }) => ({ ticketId, runId, unfinished }));
      return { waiting: failed.length, due };
    },

    /** Runs that people ended and of which there is no record yet: at most `limit`, oldest first. */
    async findEndedByPeople(input: { tenant: string; limit: number }): Promise<EndedByPerson[]> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      const ended = await heartbeating(
        ticketRuns.endedByPeople({ tenant: input.tenant, platform: platformName }),
      );
      const recorded = new Set((await outcomes.ofRuns(ended)).filter(isAfterEnd).map(({ runId }) => runId));
      return ended.filter(({ runId }) => !recorded.has(runId)).slice(0, input.limit);
    },

    /**
     * What is to be recorded about an ended run of a ticket, if the help desk has its latest write: null where it made
     * none, or that one is recorded. `otherwise`: if a person ended the run and the help desk does not have it.
     */
    async inspectEndedRun(input: {
      tenant: string;
      ticketId: string;
      runId: string;
    }): Promise<{ tried: { verdictId: string; applied: EndedRound } | null } & InspectedEnd> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      const run = {
        workflowId: ticketWorkflowId(input.tenant, platformName, input.ticketId),
        runId: input.runId,
      };
      const { tried, reason, startedAt, endedAt } = await ticketRuns.inspect(run);
      const known = await outcomes.ofRuns([run]);
      const isRecorded = known.some(
        (each) => isAfterEnd(each) || (each.round === tried?.round && each.kind !== 'failed'),
      );
      return {
        tried: tried === null || isRecorded ? null : { verdictId: tried.verdictId, applied: tried.applied },
        platform: platformName,
        ...{ reason, startedAt, endedAt },
      };
    },

    /** Begins a ticket anew where its failed run left it; false when a newer run is there. Safe to run twice. */
    reviveTicket({ tenant, ...run }: { tenant: string } & FailedRun): Promise<boolean> {
      const { platformName } = tenantNamed(tenants, tenant);
      return ticketRuns.revive({ tenant, platform: platformName, ...run });
    },
  };
}

const isAfterEnd = ({ round }: { round: number }): boolean => round === 0;

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
    /**
     * One page of the tickets whose latest verdict fits the filter.
     * @throws ApplicationFailure `TemporalRefused`, not retryable, when the server does not take the question.
     */
    findTicketPage(input: {
      tenant: string;
      filter: TicketFilter;
      askedAt: string;
      cursor: string | null;
    }): Promise<ListTicketsResult> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      return asking(ticketRuns.findPage({ ...input, platform: platformName }));
    },

    /** How the tenant's latest reprocessing of many tickets stands. */
    lookUpReprocessing: ({ tenant }: { tenant: string }): Promise<KnownReprocessing | null> =>
      asking(ticketRuns.reprocessing({ tenant })),

    /** How many tickets of the tenant may be in flight at once, as its settings have it now. */
    async reprocessingBrakes({ tenant }: { tenant: string }): Promise<{ concurrency: number }> {
      const { concurrency } = tenantNamed(tenants, tenant).policy;
      return Promise.resolve({ concurrency });
    },

    /**
     * Asks the tickets' workflows for new verdicts. Repeating it asks nobody twice: a running ticket knows the
     * request by its key, and a later run finds the key in the record of the write that served it.
     */
    askForVerdicts(input: { tenant: string; ticketIds: string[]; request: KeyedRequest }): Promise<void> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      return asking(ticketRuns.ask({ ...input, platform: platformName }));
    },
  };
}

/** A question to Temporal that may take long. */
async function asking<T>(answer: Promise<T>): Promise<T> {
  try {
    return await heartbeating(answer);
  } catch (error) {
    throw temporalFailure(error);
  }
}

/** Well below the heartbeat time-outs of activities that ask Temporal much. */
const HEARTBEAT_MS = 8_000;

/** Tells the server that this activity is alive until the work is done. */
async function heartbeating<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => heartbeat(), HEARTBEAT_MS);
  return work.finally(() => clearInterval(timer));
}
