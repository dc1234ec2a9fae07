import { isCancellation, log, proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { FailedRun, ReviveFailedInput, ReviveFailedResult } from '../contract/upkeep.js';

/** Asks Temporal only; thousands of tickets may have failed together, so it heartbeats. */
const LOOK_FOR_FAILED = {
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const;

/** A ticket that cannot be taken up now must not hold the others: the next run tries again. */
const REVIVAL = {
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '2m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumAttempts: 3 },
} as const;

const { findFailedTickets } = proxyActivities<Activities>({
  ...LOOK_FOR_FAILED,
  summary: 'tickets that failed',
});
const { reviveTicket } = proxyActivities<Activities>({ ...REVIVAL, summary: 'begin anew' });

/** Tickets of one run: what is left waits five minutes for the next. */
const MOST_REVIVED = 200;
/** Two tickets a second: a fault that made thousands fail may still be there, and scans come first. */
const BATCH = 10;
const PAUSE = '5s';

/**
 * Takes up tickets whose latest run failed, until one ends well. Started by schedule; a ticket that fails again waits
 * longer each time (`src/domain/age.ts`).
 */
export async function reviveFailed({ tenant }: ReviveFailedInput): Promise<ReviveFailedResult> {
  const { waiting, due } = await findFailedTickets({ tenant, limit: MOST_REVIVED });
  const result: ReviveFailedResult = { waiting, revived: 0, superseded: 0, leftOver: 0 };
  for (let next = 0; next < due.length; next += BATCH) {
    if (next > 0) await sleep(PAUSE);
    const ends = await Promise.all(due.slice(next, next + BATCH).map((run) => revive(tenant, run)));
    for (const end of ends) result[end] += 1;
    setCurrentDetails(describe(result));
  }
  setCurrentDetails(describe(result));
  return result;
}

async function revive(tenant: string, run: FailedRun): Promise<'revived' | 'superseded' | 'leftOver'> {
  try {
    return (await reviveTicket({ tenant, ...run })) ? 'revived' : 'superseded';
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn('a failed ticket could not be taken up', { tenant, ticketId: run.ticketId });
    return 'leftOver';
  }
}

const describe = ({ waiting, revived, superseded, leftOver }: ReviveFailedResult): string =>
  [
    `**${revived} of ${waiting} failed tickets begun anew**; those that failed again and again wait longer`,
    `begun by somebody else ${superseded} · could not be begun ${leftOver}`,
  ].join('\n\n');
