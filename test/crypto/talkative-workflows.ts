import { ApplicationFailure } from '@temporalio/common';
import {
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertMemo,
} from '@temporalio/workflow';
import { planted } from './planted.js';
import type { TalkativeActivities } from './talkative-activities.js';

export const noteSignal = defineSignal<[unknown]>('note');
export const notesQuery = defineQuery<unknown[], [unknown]>('notes');
export const noteUpdate = defineUpdate<string, [string]>('add');

const { observe } = proxyActivities<TalkativeActivities>({
  startToCloseTimeout: '20s',
  heartbeatTimeout: '10s',
  retry: { initialInterval: '1ms', maximumAttempts: 2 },
});
const { consider } = proxyLocalActivities<TalkativeActivities>({ startToCloseTimeout: '20s' });

/** Carries a planted text in everything that a run can carry, and ends when it was signalled. */
export async function talkative(input: string): Promise<{ input: string; said: string; failure: string }> {
  const notes: unknown[] = [];
  setHandler(noteSignal, (note) => void notes.push(note));
  setHandler(notesQuery, () => [...notes, planted('query-answer')]);
  setHandler(noteUpdate, (note) => `${note} ${planted('update-answer')}`, {
    validator: (note) => {
      if (note === '') throw ApplicationFailure.nonRetryable(planted('update-refusal'));
    },
  });
  setCurrentDetails(planted('current-details'));
  upsertMemo({ remark: planted('memo-upsert') });
  await sleep(1, { summary: planted('timer-summary') });
  const said = await observe.executeWithOptions({ summary: planted('activity-summary') }, [
    planted('activity-input'),
  ]);
  await consider(planted('local-input'));
  const failure = await executeChild(failing, {
    args: [planted('child-input')],
    memo: { remark: planted('child-memo') },
    staticSummary: planted('child-summary'),
  }).catch((error: Error) => String(error.cause));
  await condition(() => notes.length > 0);
  return { input, said, failure };
}

/** Fails for good, with planted texts in message, details, cause and in the name of a stack frame. */
export async function failing(input: string): Promise<never> {
  const cause = ApplicationFailure.nonRetryable(planted('failure-cause'));
  await Promise.resolve();
  const pLaNtEdFrame = () =>
    ApplicationFailure.create({
      message: planted('failure-message'),
      details: [planted('failure-details'), input],
      nonRetryable: true,
      cause,
    });
  throw pLaNtEdFrame();
}

/** Fails its workflow task again and again, never its run. */
export async function stumbling(): Promise<never> {
  await sleep(1);
  throw new TypeError(planted('task-failure'));
}

/** Waits for a note and returns its input with it. */
export async function waiting(input: string): Promise<unknown[]> {
  const notes: unknown[] = [];
  setHandler(noteSignal, (note) => void notes.push(note));
  setHandler(notesQuery, () => notes);
  await condition(() => notes.length > 0);
  return [input, ...notes];
}
