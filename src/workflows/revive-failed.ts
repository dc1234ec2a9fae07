import { isCancellation, log, proxyActivities, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import type { EndedByPerson, FailedRun, ReviveFailedInput, ReviveFailedResult } from '../contract/upkeep.js';
import type { EndedRound } from '../contract/outcome.js';
import { failureTypeOf } from './failure-type.js';
import { lookBackBriefly } from './look-back.js';
import { recordRound } from './record.js';

/** Asks Temporal and the statistics; thousands of tickets may have failed together, so it heartbeats. */
const LOOK_FOR_RUNS = {
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  scheduleToCloseTimeout: '30m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const;

/** A ticket that cannot be taken up now must not hold the others: the next run tries again. */
const REVIVAL = {
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '2m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumAttempts: 3 },
} as const;

const { findFailedTickets } = proxyActivities<Activities>({
  ...LOOK_FOR_RUNS,
  summary: 'tickets that failed',
});
const { findEndedByPeople } = proxyActivities<Activities>({
  ...LOOK_FOR_RUNS,
  summary: 'runs that people ended',
});
const { inspectEndedRun } = proxyActivities<Activities>({ ...REVIVAL, summary: 'what an ended run wrote' });
const { reviveTicket } = proxyActivities<Activities>({ ...REVIVAL, summary: 'begin anew' });

/** Tickets of one run: what is left waits five minutes for the next. */
const MOST_REVIVED = 200;
/** Two tickets a second: a fault that made thousands fail may still be there, and scans come first. */
const BATCH = 10;
const PAUSE = '5s';

/**
 * Looks after runs that ended before their work was done. Started by schedule.
 *
 * Tickets whose run failed, timed out or was ended by the server are taken up, until one ends well; a ticket that fails
 * again waits longer each time (`src/domain/age.ts`). What a person terminated or cancelled is not begun anew, but
 * told once. Of both, a write that the help desk applied and nobody recorded gets its audit line here.
 */
export async function reviveFailed({ tenant }: ReviveFailedInput): Promise<ReviveFailedResult> {
  const result: ReviveFailedResult = {
    ...{ waiting: 0, revived: 0, superseded: 0, leftOver: 0 },
    ...{ endedByPeople: 0, recordedLate: 0 },
  };
  const failed = await findFailedTickets({ tenant, limit: MOST_REVIVED });
  result.waiting = failed.waiting;
  await inBatches(failed.due, result, async (run) => {
    await settleAll(tenant, run, result);
    result[(await reviveTicket({ tenant, ...run })) ? 'revived' : 'superseded'] += 1;
  });
  const ended = await findEndedByPeople({ tenant, limit: MOST_REVIVED });
  await inBatches(ended, result, async (run) => {
    await settle(tenant, run, result);
    result.endedByPeople += 1;
  });
  setCurrentDetails(describe(result));
  return result;
}

/** Looks into each; one that cannot be looked into now is left to the next run. */
async function inBatches<R extends { ticketId: string }>(
  runs: readonly R[],
  result: ReviveFailedResult,
  look: (run: R) => Promise<void>,
): Promise<void> {
  const unlessImpossible = async (run: R) => {
    try {
      await look(run);
    } catch (error) {
      if (isCancellation(error)) throw error;
      const { ticketId } = run;
      log.warn('a ticket could not be taken up', { ticketId, type: failureTypeOf(error) });
      result.leftOver += 1;
    }
  };
  for (let next = 0; next < runs.length; next += BATCH) {
    if (next > 0) await sleep(PAUSE);
    await Promise.all(runs.slice(next, next + BATCH).map(unlessImpossible));
    setCurrentDetails(describe(result));
  }
}

async function settleAll(
  tenant: string,
  { ticketId, unfinished }: FailedRun,
  result: ReviveFailedResult,
): Promise<void> {
  for (const runId of unfinished) {
    const { tried } = await inspectEndedRun({ tenant, ticketId, runId });
    if (tried !== null && (await isOnTicket({ tenant, ticketId }, tried.verdictId))) {
      await recordLate(tried.applied, result);
    }
  }
}

/** Records what a run that a person ended came to: its write where the help desk has it, else that it was ended. */
async function settle(
  tenant: string,
  { ticketId, runId, workflowId, by }: EndedByPerson,
  result: ReviveFailedResult,
): Promise<void> {
  const { tried, platform, reason, startedAt, endedAt } = await inspectEndedRun({ tenant, ticketId, runId });
  const wrote = tried !== null && (await isOnTicket({ tenant, ticketId }, tried.verdictId));
  log.warn(`a person ${by} the run of a ticket; it is not begun anew`, { tenant, ticketId, runId, wrote });
  if (wrote) return recordLate(tried.applied, result);
  await recordRound({
    ...{ tenant, platform, ticketId, workflowId, runId, reason, startedAt, endedAt },
    ...{ round: 0, end: { kind: 'ended', by } },
  });
}

async function recordLate(applied: EndedRound, result: ReviveFailedResult): Promise<void> {
  const { tenant, ticketId, runId } = applied;
  log.warn('a write was applied and not recorded before its run ended; it is recorded now', {
    ...{ tenant, ticketId, runId },
  });
  await recordRound(applied);
  result.recordedLate += 1;
}

const isOnTicket = async (
  ticket: { tenant: string; ticketId: string },
  verdictId: string,
): Promise<boolean> => (await lookBackBriefly(ticket))?.verdictIds.includes(verdictId) === true;

const describe = (result: ReviveFailedResult): string =>
  [
    `**${result.revived} of ${result.waiting} failed tickets begun anew**; those that failed again and again wait longer`,
    `begun by somebody else ${result.superseded} · could not be begun ${result.leftOver}`,
    `ended by people ${result.endedByPeople} · writes recorded late ${result.recordedLate}`,
  ].join('\n\n');
