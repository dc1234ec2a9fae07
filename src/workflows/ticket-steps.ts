import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.js';
import { serviceQueues } from '../contract/names.js';
import { localFirst, ONE_LOCAL_TRY } from './local-first.js';

/**
 * Never expires: a dead platform costs time, not tickets. One request takes 15 s at most, so that 20 s find a lost
 * worker soon.
 */
const TICKET_READ = {
  startToCloseTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10m' },
} as const;

/**
 * As TICKET_READ for the request. Redaction waits its turn and is limited by itself, so that the heartbeat, and not the
 * time, says that a worker is lost.
 */
const REDACT = { ...TICKET_READ, startToCloseTimeout: '10m', heartbeatTimeout: '20s' } as const;

/** As REDACT; a process that is gone is found out soon, and any other one can do it with one request more. */
const READ_BY_THE_SAME_PROCESS = { ...REDACT, scheduleToStartTimeout: '10s' } as const;

/**
 * As TICKET_READ, but a write that may have been applied is looked up before it is repeated (`WriteUncertain`). A run
 * that is cancelled waits for the attempt under way, 20 s at most, to know what it did; there is no further one.
 */
const TICKET_WRITE = {
  ...TICKET_READ,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
} as const;

/** For a look that something else waits for: two minutes for each page. */
const BRIEF_READ = { ...TICKET_READ, scheduleToCloseTimeout: '2m' } as const;

/**
 * Three attempts, then the rules. Waits 1 s and 2 s unless the failure says otherwise. The time-out of the call
 * itself is the model's own; the heartbeat finds a lost worker.
 */
const MODEL_CALL = {
  startToCloseTimeout: '10m',
  heartbeatTimeout: '15s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumAttempts: 3 },
} as const;

const REDACTION = 'conversation, personal data out';

/** Pure and quick: no need for a queue, unless this worker does not have the tenant yet. */
const RULES = {
  startToCloseTimeout: '10s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
} as const;

const rulesHere = proxyLocalActivities<Activities>({ ...ONE_LOCAL_TRY, summary: 'ask the rules' });
const rulesAnywhere = proxyActivities<Activities>({ ...RULES, summary: 'ask the rules' });

const fallbackAnalysis: Activities['fallbackAnalysis'] = (input) =>
  localFirst({
    here: () => rulesHere.fallbackAnalysis(input),
    anywhere: () => rulesAnywhere.fallbackAnalysis(input),
  });

/** What needs no answer while the help desk is away: somebody asks again. */
export const briefSteps = (tenant: string) =>
  proxyActivities<Activities>({
    ...BRIEF_READ,
    taskQueue: serviceQueues(tenant).reads,
    summary: 'our earlier writes',
  });

/** The steps of a ticket of one tenant, on that tenant's queues, with the summaries the Web UI shows. */
export function ticketSteps(tenant: string) {
  const { reads, updates, model } = serviceQueues(tenant);
  const reading = (summary: string) =>
    proxyActivities<Activities>({ ...TICKET_READ, taskQueue: reads, summary });
  return {
    fetchTicket: reading('status, tags, priority and stamp').fetchTicket,
    redactTicket: proxyActivities<Activities>({ ...REDACT, taskQueue: reads, summary: REDACTION })
      .redactTicket,
    redactTicketIn: (queue: string) =>
      proxyActivities<Activities>({ ...READ_BY_THE_SAME_PROCESS, taskQueue: queue, summary: REDACTION })
        .redactTicket,
    readHistory: reading('our earlier writes').readHistory,
    analyzeTicket: proxyActivities<Activities>({ ...MODEL_CALL, taskQueue: model, summary: 'ask the model' })
      .analyzeTicket,
    fallbackAnalysis,
    mergeUpdate: proxyActivities<Activities>({
      ...TICKET_WRITE,
      taskQueue: updates,
      summary: 'tags, priority, note',
    }).mergeUpdate,
  };
}

export type TicketSteps = ReturnType<typeof ticketSteps>;
