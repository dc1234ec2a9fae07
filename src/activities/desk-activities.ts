import type { TicketFilter } from '../contract/desk.js';
import type { KeyedRequest } from '../domain/round-request.js';
import type { TicketRuns } from '../ports/ticket-runs.js';
import { heartbeating } from './heartbeating.js';
import { tenantNamed, type Tenants } from './tenants.js';

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
     * request by its key, and a later run finds the key in the record of the write that served it.
     */
    askForVerdicts(input: { tenant: string; ticketIds: string[]; request: KeyedRequest }): Promise<void> {
      const { platformName } = tenantNamed(tenants, input.tenant);
      return heartbeating(ticketRuns.ask({ ...input, platform: platformName }));
    },
  };
}
