import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ChildWorkflowCancellationType,
  condition,
  isCancellation,
  ParentClosePolicy,
  proxyActivities,
  sleep,
  startChild,
  type ChildWorkflowHandle,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { SEARCH_ATTRIBUTES, TICKETS_QUEUE, ticketWorkflowId } from '../contract/names.js';
import { ticketPriority } from '../contract/priority.js';
import type { ScanTicketsInput } from '../contract/scan.js';
import type { processTicket } from './process-ticket.js';
import type { ScanWindow } from './scan-window.js';

/** Asks Temporal only. */
const LOOK_UP = {
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const;

const { lookUpTickets } = proxyActivities<Activities>({ ...LOOK_UP, summary: 'tickets of the run before' });

const LOOK_UP_EVERY_MS = 1_000;
const PARK_CHECK_EVERY_MS = 30_000;

/** The ticket workflows that one run of a scan starts. */
export class ScanChildren {
  private starting = 0;

  constructor(
    private readonly input: ScanTicketsInput,
    private readonly window: ScanWindow,
  ) {}

  /** No start is under way: a new run of the scan may begin without losing one. */
  get allStarted(): boolean {
    return this.starting === 0;
  }

  /** Starts a ticket's workflow and follows it to its end. A workflow that runs already serves. */
  async run(ticketId: string): Promise<void> {
    this.starting += 1;
    const child = await this.start(ticketId).finally(() => (this.starting -= 1));
    if (child === null) return;
    await child.result().then(
      (result) => this.window.end(ticketId, result),
      () => this.window.end(ticketId, { kind: 'failed' }),
    );
  }

  private async start(ticketId: string): Promise<ChildWorkflowHandle<typeof processTicket> | null> {
    const { tenant, platform } = this.input;
    try {
      return await startChild<typeof processTicket>('processTicket', {
        workflowId: ticketWorkflowId(tenant, platform, ticketId),
        taskQueue: TICKETS_QUEUE,
        args: [{ tenant, platform, ticketId, reason: 'scan' }],
        priority: ticketPriority(tenant, 'scan'),
        parentClosePolicy: ParentClosePolicy.ABANDON,
        cancellationType: ChildWorkflowCancellationType.ABANDON,
        typedSearchAttributes: [
          { key: SEARCH_ATTRIBUTES.tenant, value: tenant },
          { key: SEARCH_ATTRIBUTES.platform, value: platform },
        ],
        staticSummary: `ticket ${ticketId}`,
      });
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) this.window.alreadyRuns(ticketId);
      else this.window.end(ticketId, { kind: 'failed' });
      return null;
    }
  }
}

/** The ends of children that an earlier run of this scan started are not told to this run: it looks them up. */
export async function followCarriedOver(
  { tenant, resume }: ScanTicketsInput,
  window: ScanWindow,
): Promise<void> {
  const carried = (resume?.inFlight ?? []).map(({ ticketId }) => ticketId);
  for (;;) {
    const ticketIds = carried.filter((ticketId) => window.isInFlight(ticketId));
    if (ticketIds.length === 0) return;
    for (const run of await lookUpTickets({ tenant, ticketIds })) {
      if (run.status === 'failed') window.end(run.ticketId, { kind: 'failed' });
      if (run.status === 'done') window.end(run.ticketId, run);
    }
    await sleep(LOOK_UP_EVERY_MS);
  }
}

/** Lets go of overdue tickets, for as long as the scan runs. */
export async function parkRegularly(window: ScanWindow): Promise<never> {
  for (;;) {
    await condition(() => !window.isEmpty);
    await sleep(PARK_CHECK_EVERY_MS);
    window.parkOverdue(Date.now());
  }
}

/** Lets a task run beside the main loop. A cancelled scan cancels it too; anything else fails the workflow task. */
export function inBackground(task: Promise<void>): void {
  task.catch((error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
}
