import { jest } from '@jest/globals';
import {
  ActivityCancellationType,
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  TimeoutFailure,
} from '@temporalio/common';
import type { ReprocessRequest } from '../../src/contract/desk.js';
import type { ProcessTicketInput, ProcessTicketResult } from '../../src/contract/ticket.js';

/** Where a workflow runs: its clock, and what answers its activities. */
export interface WorkflowWorld {
  readonly nowMs: number;
  sleep: (ms: number) => Promise<void>;
  call: (activity: string, input: never) => Promise<unknown>;
}

export interface TicketRunRequest {
  input: ProcessTicketInput;
  runId: string;
  /** Sent with the start. */
  request: ReprocessRequest | null;
}

/**
 * Runs the ticket workflow itself in this process, without a server and without waiting, so that it can be run some
 * thousand times. Its retries are not part of it: `call` answers as a retried activity ends.
 */
export async function inProcessTickets() {
  let world: WorkflowWorld;
  let current: TicketRunRequest;
  const activities = new Proxy(
    {},
    { get: (_none, name) => (input: never) => world.call(String(name), input).catch(asActivityFailure) },
  );
  jest.unstable_mockModule('@temporalio/workflow', () => ({
    ActivityFailure,
    ApplicationFailure,
    TimeoutFailure,
    CancelledFailure,
    ActivityCancellationType,
    ContinueAsNew: class extends Error {},
    CancellationScope: {
      nonCancellable: <T>(work: () => Promise<T>) => work(),
      current: () => ({ consideredCancelled: false }),
    },
    allHandlersFinished: () => true,
    continueAsNew: () => Promise.reject(new Error('no history here grows long')),
    isCancellation: () => false,
    condition: () => Promise.resolve(true),
    defineQuery: (name: string) => ({ name }),
    defineSignal: (name: string) => ({ name }),
    log: { warn: () => undefined },
    proxyActivities: () => activities,
    proxyLocalActivities: () => activities,
    setCurrentDetails: () => undefined,
    setHandler: ({ name }: { name: string }, handler: (request: ReprocessRequest) => void) => {
      if (name === 'reprocess' && current.request !== null) handler(current.request);
    },
    sleep: (ms: number) => world.sleep(ms),
    upsertSearchAttributes: () => undefined,
    workflowInfo: () => ({
      workflowId: `ticket-${current.input.ticketId}`,
      runId: current.runId,
      continueAsNewSuggested: false,
      historyLength: 1,
    }),
  }));
  const { processTicket } = await import('../../src/workflows/process-ticket.js');

  return async (run: TicketRunRequest, where: WorkflowWorld): Promise<ProcessTicketResult> => {
    [world, current] = [where, run];
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => where.nowMs);
    try {
      return await processTicket(run.input);
    } finally {
      clock.mockRestore();
    }
  };
}

/** A failed activity, as the workflow sees it. */
function asActivityFailure(error: unknown): never {
  if (!(error instanceof ApplicationFailure)) throw error;
  throw new ActivityFailure(
    'activity failed',
    'activity',
    undefined,
    'NON_RETRYABLE_FAILURE',
    undefined,
    error,
  );
}
