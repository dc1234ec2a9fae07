import { type Client, WorkflowFailedError } from '@temporalio/client';
import { Argument, type Command } from 'commander';
import {
  backfillWorkflowId,
  type BackfillOrder,
  type BackfillResult,
  type BackfillProgress,
} from '../contract/desk.js';
import { timeOrAge } from '../domain/age.js';
import { readBackfill, signalBackfill, startBackfill, type KnownBackfill } from '../temporal/backfill.js';
import { backfillText } from './status.js';
import {
  answer,
  commandConfig,
  EXIT,
  tenantNamed,
  UsageError,
  withClient,
  type AddCommand,
  stopSignal,
} from './context.js';
import { pastTime, positiveNumber, tenantOption } from './options.js';
import { createProgressView, NO_PROGRESS, type Progress } from './terminal/terminal.js';
import { rootMessage } from '../contract/failures.js';
import { pollProgress, untilAborted } from '../temporal/follow-scan.js';

interface BackfillOptions {
  from?: string;
  to?: string;
  rate?: number;
  maxCost?: number;
  allStatuses?: boolean;
  dryRun?: boolean;
  wait?: boolean;
  reason?: string;
  json?: boolean;
  tenant: string;
}

const ACTIONS = ['start', 'status', 'pause', 'resume', 'cancel'] as const;
type Action = (typeof ACTIONS)[number];

/** `backfill`: gives the tickets of a time range the verdict that they lack, with brakes; one at a time a tenant. */
export const addBackfillCommand: AddCommand = (program, run) => {
  program
    .command('backfill')
    .description('Give the tickets of a time range the verdict that they lack, behind all newer ones.')
    .addArgument(new Argument('[action]', 'what to do').choices(ACTIONS).default('start', 'start'))
    .option('--from <time>', 'last changed at or after: an ISO time, or an age such as 30d', pastTime)
    .option('--to <time>', 'last changed before: an ISO time or an age; now when it is not said', pastTime)
    .option('--rate <n>', 'start at most so many tickets a minute', positiveNumber)
    .option('--max-cost <usd>', 'start no more tickets once the model has cost so much', positiveNumber)
    .option('--all-statuses', 'also pending, on hold and solved ones; closed ones take no updates')
    .option('--dry-run', 'everything but the writes')
    .option('--wait', 'wait for the end; a Ctrl-C leaves it running')
    .option('--reason <text>', 'why it is paused or cancelled')
    .addOption(tenantOption())
    .action(
      run(async (action: Action, options: BackfillOptions, command: Command) => {
        refuseStrangeOptions(action, command);
        const order = action === 'start' ? orderOf(options, new Date()) : null;
        const config = commandConfig();
        const { tenant, json = false, reason = '' } = options;
        const { platformKind: platform, triage } = tenantNamed(config, tenant);
        const { concurrency } = triage;
        return withClient(config, async ({ client }) => {
          if (order !== null) await startBackfill(client, { ...order, tenant, platform, concurrency });
          if (action === 'pause' || action === 'resume' || action === 'cancel')
            await signalBackfill(client, { tenant, signal: action, reason });
          if (options.wait) return showEnd(client, { tenant, json });
          const known = await readBackfill(client, tenant);
          answer(known, { json, text: () => knownText(known, tenant) });
          return EXIT.done;
        });
      }),
    );
};

const OPTIONS_OF: Record<Action, readonly string[]> = {
  start: ['from', 'to', 'rate', 'maxCost', 'allStatuses', 'dryRun', 'wait'],
  status: ['wait'],
  pause: ['reason'],
  resume: ['wait'],
  cancel: ['reason', 'wait'],
};

/** What would be passed over is better said. */
function refuseStrangeOptions(action: Action, command: Command): void {
  const common = ['json', 'tenant'];
  for (const option of command.options) {
    const name = option.attributeName();
    if (common.includes(name) || OPTIONS_OF[action].includes(name)) continue;
    if (command.getOptionValue(name) !== undefined)
      throw new UsageError(`${option.long} does not go with backfill ${action}`);
  }
}

/** Ages count from `now`. */
function orderOf(options: BackfillOptions, now: Date): BackfillOrder {
  if (options.from === undefined) throw new UsageError('backfill needs --from: where the range begins');
  const timeOf = (value: string) => timeOrAge(value, now) as string;
  const [from, to] = [timeOf(options.from), timeOf(options.to ?? now.toISOString())];
  if (from >= to) throw new UsageError(`expected --from before --to, got ${from} and ${to}`);
  return {
    ...{ from, to, anyStatus: options.allStatuses ?? false, dryRun: options.dryRun ?? false },
    ...{ ratePerMinute: options.rate ?? null, maxCostUsd: options.maxCost ?? null },
  };
}

const knownText = (known: KnownBackfill | null, tenant: string): string =>
  known === null ? `no backfill of ${tenant} is known` : `backfill of ${tenant}: ${backfillText(known)}`;

/** @returns the exit code: 2 when a ticket failed, 1 when somebody cancelled it. */
async function showEnd(client: Client, { tenant, json }: { tenant: string; json: boolean }): Promise<number> {
  const progress = await followBackfill(client, { tenant, json });
  const known = { workflowId: backfillWorkflowId(tenant), state: 'done', ending: null, progress } as const;
  answer(known, { json, text: () => knownText(known, tenant) });
  return exitCodeOf(progress);
}

function exitCodeOf({ stopped, failed }: BackfillResult): number {
  if (stopped?.kind === 'cancelled') return EXIT.failed;
  return failed > 0 ? EXIT.ticketsFailed : EXIT.done;
}

/**
 * Waits for the end of the tenant's backfill, with progress on stderr.
 * @throws {Error} when the waiting is stopped by a signal, which leaves the backfill running; and when the backfill
 * ended without a result.
 */
async function followBackfill(
  client: Client,
  { tenant, json }: { tenant: string; json: boolean },
): Promise<BackfillResult> {
  const view = json ? NO_PROGRESS : createProgressView(process.stderr, 'backfill');
  const handle = client.workflow.getHandle(backfillWorkflowId(tenant));
  const ended = new AbortController();
  const polling = pollProgress(
    () => handle.query<BackfillProgress>('progress'),
    (progress) => view.show(shown(progress)),
    ended.signal,
  );
  try {
    const result = (await Promise.race([handle.result(), untilStopped()])) as BackfillResult;
    view.show(shown({ ...result, paused: null, inFlight: 0, endOfStream: true }));
    return result;
  } catch (error) {
    if (error instanceof WorkflowFailedError)
      throw new Error(`the backfill ended without a result: ${rootMessage(error)}`, { cause: error });
    throw error;
  } finally {
    ended.abort();
    await polling;
    view.stop();
  }
}

const untilStopped = (): Promise<never> =>
  untilAborted(stopSignal()).catch(() => {
    throw new Error(
      'waiting was stopped; the backfill goes on by itself: "backfill status" follows it, "backfill cancel" ends it',
    );
  });

/** Of the tickets listed so far: until the whole range was listed there may be more. */
function shown({ started, pending, inFlight, listed, failed, costUsd, paused }: BackfillProgress): Progress {
  return {
    done: started - inFlight,
    total: started + pending,
    details: [
      `${listed} listed`,
      `failed ${failed}`,
      `$${costUsd.toFixed(4)}`,
      ...(paused === null ? [] : [`paused: ${paused.reason || 'no reason given'}`]),
    ],
  };
}
