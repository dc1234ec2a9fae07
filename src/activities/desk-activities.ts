import { activityInfo, heartbeat } from '@temporalio/activity';
import type { ReprocessRequest, TicketFilter } from '../contract.js';
import type { TicketRuns } from '../ports/ticket-runs.js';
import { tenantNamed, type Tenants } from './tenants.js';

/** Well below the heartbeat time-out of the desk's activities. */
const HEARTBEAT_MS = 8_000;

export interface DeskActivitiesDeps {
  tenants: Tenants;
  ticketRuns: TicketRuns;
}

/** Activities of the desk. They ask Temporal, not the platform. */
export function createDeskActivities({ tenants, ticketRuns }: DeskActivitiesDeps) {
  const alive = async <T>(work: Promise<T>): Promise<T> => {
    const timer = setInterval(() => heartbeat(), HEARTBEAT_MS);
    return work.finally(() => clearInterval(timer));
  };
  return {
    /** IDs of the tickets whose latest verdict fits the filter. */
    findTickets({ tenant, filter }: { tenant: string; filter: TicketFilter }): Promise<string[]> {
      const { platformName } = tenantNamed(tenants, tenant);
      return alive(ticketRuns.find({ tenant, platform: platformName, filter, now: new Date() }));
    },

    /**
     * Asks the tickets' workflows for new verdicts. Repeating it asks nobody twice: a running ticket knows the
     * request by its key, and one whose run began since the first attempt has been asked.
     */
    askForVerdicts(input: { tenant: string; ticketIds: string[]; request: ReprocessRequest }): Promise<void> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      const { attempt, scheduledTimestampMs } = activityInfo();
      const askedSince = attempt > 1 ? new Date(scheduledTimestampMs) : null;
      return alive(ticketRuns.ask({ ...input, platform: platformName, askedSince }));
    },
  };
}
