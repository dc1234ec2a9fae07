import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import type { ReprocessRequest } from '../contract/desk.js';
import { SEARCH_ATTRIBUTES } from '../contract/names.js';
import type { ProcessTicketInput } from '../contract/ticket.js';

/** What Temporal's history of a ticket run tells about its requests. */
export type HistoryEvent =
  | { kind: 'started'; reason: string }
  | { kind: 'asked'; request: ReprocessRequest }
  /** The run has seen everything that came before. */
  | { kind: 'taskCompleted' }
  /** Every round that ends with an outcome says so, and a failed one does not. */
  | { kind: 'roundEnded' };

/** The events of one run, oldest first. */
export async function readTicketHistory(
  client: Client,
  { workflowId, runId }: { workflowId: string; runId: string },
): Promise<HistoryEvent[]> {
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  const told: HistoryEvent[] = [];
  for (const event of events ?? []) {
    const started = event.workflowExecutionStartedEventAttributes;
    const signal = event.workflowExecutionSignaledEventAttributes;
    const labels = event.upsertWorkflowSearchAttributesEventAttributes?.searchAttributes?.indexedFields;
    if (started) {
      const input = (await decoded(client, started.input?.payloads)) as ProcessTicketInput;
      told.push({ kind: 'started', reason: input.reason });
    }
    if (signal?.signalName === 'reprocess') {
      const request = (await decoded(client, signal.input?.payloads)) as ReprocessRequest | undefined;
      told.push({ kind: 'asked', request: request ?? {} });
    }
    if (event.workflowTaskCompletedEventAttributes) told.push({ kind: 'taskCompleted' });
    if (labels && SEARCH_ATTRIBUTES.outcome.name in labels) told.push({ kind: 'roundEnded' });
  }
  return told;
}

/** The first of the payloads; undefined when there is none. */
async function decoded(client: Client, payloads: Payload[] | null | undefined): Promise<unknown> {
  const { payloadCodecs, payloadConverter } = client.options.loadedDataConverter;
  let plain = payloads ?? [];
  for (const codec of [...payloadCodecs].reverse()) plain = await codec.decode(plain);
  const [first] = plain;
  return first === undefined ? undefined : payloadConverter.fromPayload(first);
}
