import {
  continueAsNew,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { FAILURE, UPGRADED_LATER } from '../contract/failures.js';
import { serviceQueues } from '../contract/names.js';
import {
  UPGRADE_REASON,
  type UpgradeFallbacksInput,
  type UpgradeFallbacksResult,
  type UpgradeProgress,
} from '../contract/upkeep.js';
import type { TicketRunStatus } from '../contract/ticket.js';
import { failureTypeOf } from './failure-type.js';

/** Asks Temporal or the statistics. Away for long: this run fails, and the next begins anew. */
const LOOK_UP = {
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '10m',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const;

/** One free request, made once: a model that needs a second try is not back. */
const PROBE = { scheduleToCloseTimeout: '2m', retry: { maximumAttempts: 1 } } as const;

const { findUpgradable, askForVerdicts, lookUpTickets } = proxyActivities<Activities>(LOOK_UP);

const PAUSE = '1s';
const LOOK_EVERY_MS = 2_000;
/** Retries of model and help desk included; what takes longer waits for a help desk that is away. */
const LONGEST_BATCH_MS = 5 * 60_000;
const STILL_OPEN = 'TicketsStillOpen';

/**
 * Gives tickets the model's verdict that got the rules' because the model was away. Started by schedule; asks
 * `concurrency` tickets and waits for them before the next ones, and stops as soon as the model is away again: the
 * next run goes on with what is left.
 */
export async function upgradeFallbacks(input: UpgradeFallbacksInput): Promise<UpgradeFallbacksResult> {
  const { tenant, concurrency } = input;
  const progress: UpgradeProgress = input.resume ?? { after: null, asked: 0, upgraded: 0 };
  const end = (stopped: string | null): UpgradeFallbacksResult => {
    setCurrentDetails(describe(progress, stopped));
    return { ...progress, stopped };
  };
  for (;;) {
    const ticketIds = await findUpgradable({ tenant, after: progress.after, limit: concurrency });
    if (ticketIds.length === 0) return end(null);
    const away = await whyAway(tenant);
    if (away !== null) return end(away);
    const ended = await upgrade(tenant, ticketIds, progress);
    const stopped = whyStop(ended, ticketIds.length);
    if (stopped !== null) return end(stopped);
    setCurrentDetails(describe(progress, null));
    await sleep(PAUSE);
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof upgradeFallbacks>({ ...input, resume: progress });
  }
}

/** On the model's own queue, so that a worker answers that would also ask it. */
async function whyAway(tenant: string): Promise<string | null> {
  const taskQueue = serviceQueues(tenant).model;
  try {
    return await proxyActivities<Activities>({
      ...PROBE,
      taskQueue,
      summary: 'is the model back?',
    }).probeModel({
      tenant,
    });
  } catch (error) {
    if (isCancellation(error)) throw error;
    return failureTypeOf(error) ?? FAILURE.modelTimeout;
  }
}

/** Asks the tickets and waits for them; those that have ended by then. */
async function upgrade(
  tenant: string,
  ticketIds: string[],
  progress: UpgradeProgress,
): Promise<TicketRunStatus[]> {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const key = `${workflowId}/${firstExecutionRunId}/${progress.asked}`;
  await askForVerdicts({ tenant, ticketIds, request: { reason: UPGRADE_REASON, upgrade: true, key } });
  progress.asked += ticketIds.length;
  progress.after = ticketIds.at(-1) ?? progress.after;
  const ended = await endsOf(tenant, ticketIds);
  progress.upgraded += ended.filter((run) => run.status === 'done' && run.source === 'llm').length;
  return ended;
}

async function endsOf(tenant: string, ticketIds: string[]): Promise<TicketRunStatus[]> {
  const deadlineMs = Date.now() + LONGEST_BATCH_MS;
  const ended: TicketRunStatus[] = [];
  for (let open = ticketIds; ;) {
    await sleep(LOOK_EVERY_MS);
    const runs = await lookUpTickets({ tenant, ticketIds: open });
    ended.push(...runs.filter(({ status }) => status !== 'open'));
    open = runs.flatMap(({ ticketId, status }) => (status === 'open' ? [ticketId] : []));
    if (open.length === 0 || Date.now() >= deadlineMs) return ended;
  }
}

function whyStop(ended: readonly TicketRunStatus[], asked: number): string | null {
  const outage = ended.flatMap((run) =>
    run.status === 'done' && run.why !== undefined && UPGRADED_LATER.includes(run.why) ? [run.why] : [],
  );
  return outage[0] ?? (ended.length < asked ? STILL_OPEN : null);
}

const describe = ({ asked, upgraded }: UpgradeProgress, stopped: string | null): string =>
  [
    `**${upgraded} of ${asked} tickets asked got the model's verdict** in place of the rules'`,
    ...(stopped === null ? [] : [`Stopped: ${stopped}; the next run goes on`]),
  ].join('\n\n');
