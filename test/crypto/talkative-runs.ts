import { randomUUID } from 'node:crypto';
import type { WorkflowFailedError } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { planted } from './planted.js';
import { clientWith, taskFailureOf, withWorker, type WorkerSettings } from './searchable-server.js';
import {
  noteSignal,
  notesQuery,
  noteUpdate,
  type failing,
  type stumbling,
  type talkative,
} from './talkative-workflows.js';

/** Runs a workflow that ends well and one that fails, with a text everywhere; what the client is told. */
export async function talk(env: TestWorkflowEnvironment, settings: WorkerSettings) {
  const client = clientWith(env, settings.dataConverter);
  const taskQueue = randomUUID();
  return withWorker(env, { taskQueue, ...settings }, async () => {
    const handle = await client.workflow.start<typeof talkative>('talkative', {
      taskQueue,
      workflowId: randomUUID(),
      args: [planted('input')],
      memo: { remark: planted('memo') },
      staticSummary: planted('summary'),
      staticDetails: planted('details'),
    });
    const updated = await handle.executeUpdate(noteUpdate, { args: [planted('update-input')] });
    const refusal = await handle
      .executeUpdate(noteUpdate, { args: [''] })
      .catch((error: Error) => String(error.cause));
    await handle.signal(noteSignal, planted('signal-input'));
    const result = await handle.result();
    const answer = await handle.query(notesQuery, planted('query-input'));
    const failure = await client.workflow
      .execute<typeof failing>('failing', {
        taskQueue,
        workflowId: randomUUID(),
        args: [planted('failing-input')],
      })
      .catch((error: WorkflowFailedError) => error.cause as Error);
    const { memo } = await handle.describe();
    return { handle, updated, refusal, result, answer, failure, memo };
  });
}

/** Runs a workflow whose task fails, and ends it; the stored message of the failure. */
export async function stumble(env: TestWorkflowEnvironment, settings: WorkerSettings): Promise<string> {
  const client = clientWith(env, settings.dataConverter);
  const taskQueue = randomUUID();
  return withWorker(env, { taskQueue, ...settings }, async () => {
    const workflowId = randomUUID();
    const handle = await client.workflow.start<typeof stumbling>('stumbling', { taskQueue, workflowId });
    const message = await taskFailureOf(handle);
    await handle.terminate('seen');
    return message;
  });
}
