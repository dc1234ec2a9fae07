import type { FailedRun } from '../contract/upkeep.js';
import { pauseBeforeRevivalMs } from '../domain/revival.js';
import type { FailedTicket, TicketRuns } from '../ports/ticket-runs.js';
import { heartbeating } from './heartbeating.js';
import { tenantNamed, type Tenants } from '../ports/tenant.js';

export interface ReviveActivitiesDeps {
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
