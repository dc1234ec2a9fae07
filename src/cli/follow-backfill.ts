import { WorkflowFailedError, type Client } from '@temporalio/client';
import { backfillWorkflowId, type BackfillProgress, type BackfillResult } from '../contract/backfill.js';
import { createProgressView, NO_PROGRESS, type Progress } from './terminal/terminal.js';
import { rootMessage } from '../contract/root-message.js';
import { pollProgress, untilAborted } from '../temporal/follow-scan.js';
import { stopSignal } from './context.js';

/**
 * Waits for the end of the tenant's backfill, with progress on stderr.
 * @throws {Error} when the waiting is stopped by a signal, which leaves the backfill running; and when the backfill
 * ended without a result.
 */
export async function followBackfill(
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
