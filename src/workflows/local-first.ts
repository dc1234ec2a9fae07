import { isCancellation } from '@temporalio/workflow';

/** Of a step in the worker that has the run: one try, and the step itself is done within five seconds. */
export const ONE_LOCAL_TRY = { startToCloseTimeout: '10s', retry: { maximumAttempts: 1 } } as const;

/**
 * Tries a short step in the worker that has the run, which costs no workflow task of its own, and where that fails on a
 * queue. It is not tried again as a local activity: that keeps the workflow task open, with three events every eight
 * seconds, and between tries its schedule-to-close time-out does not end it (measured with SDK 1.24: a ticket whose
 * statistics were away did not end, and would have reached the limit of its history after 38 hours).
 * @throws what the step on the queue fails with.
 */
export async function localFirst<T>({
  here,
  anywhere,
}: {
  here: () => Promise<T>;
  anywhere: () => Promise<T>;
}): Promise<T> {
  try {
    return await here();
  } catch (error) {
    if (isCancellation(error)) throw error;
    return anywhere();
  }
}
