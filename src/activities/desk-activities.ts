import type { KnownReprocessing, TicketFilter } from '../contract/desk.js';
import type { ListTicketsResult } from '../contract/scan.js';
import type { KeyedRequest } from '../domain/round-request.js';
import type { TicketRuns } from '../ports/ticket-runs.js';
import { temporalFailure } from './failures.js';
import { heartbeating } from './heartbeating.js';
import { tenantNamed, type Tenants } from './tenants.js';

export interface DeskActivitiesDeps {
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
