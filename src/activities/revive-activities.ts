import { ticketWorkflowId, type PlatformName } from '../contract/names.js';
import type { EndedByPerson, FailedRun } from '../contract/upkeep.js';
import { pauseBeforeRevivalMs } from '../domain/revival.js';
import type { FailedTicket, TicketRuns } from '../ports/ticket-runs.js';
import type { OutcomeStore } from '../ports/outcome-store.js';
import type { EndedRound } from '../statistics/outcome-of.js';
import { heartbeating } from './heartbeating.js';
import { tenantNamed, type Tenants } from './tenants.js';

/** The rest of what there is to say about an ended run. */
export interface InspectedEnd {
  platform: PlatformName;
  reason: string;
  startedAt: string;
  endedAt: string;
}

export interface ReviveActivitiesDeps {
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
