import { activityInfo } from '@temporalio/activity';
import type { ReprocessRequest, TicketFilter } from '../contract/desk.js';
import type { TicketRuns } from '../ports/ticket-runs.js';
import { heartbeating } from './heartbeating.js';
import { tenantNamed, type Tenants } from '../ports/tenant.js';

export interface DeskActivitiesDeps {
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
