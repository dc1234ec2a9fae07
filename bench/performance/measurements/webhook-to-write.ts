import type { Client } from '@temporalio/client';
import { ticketWorkflowId } from '../../../src/contract/names.js';
import { PROCESSED_TAG } from '../../../src/domain/merge.js';
import { zendeskSignature } from '../../../src/platforms/zendesk/webhook.js';
import { platformLedger } from '../../rig/platform-ledger.js';
import { Rig, type RigOptions } from '../../rig/rig.js';
import { distinctTickets } from '../../rig/world.js';
import { bareLoopOn } from '../bare-loop-rig.js';
import { median, quantile } from '../numbers.js';
import { overheadsMs, profileLines, timesOf, type TicketTimes } from '../profile.js';
import type { Measure } from '../report.js';

const SECRET = 'webhook-secret-of-the-benchmark';
const MUST_MS = 300;

/**
 * A webhook as it comes, one after the other, to a gateway process: from its sending to the end of the write, less the
 * calls in between. The tickets are days old, so that none waits until its stamp can be written on.
 */
export const measureWebhookToWrite: Measure = async ({ tickets = 60, say }) => {
  const setting: RigOptions = {
    ...distinctTickets(tickets),
    concurrency: 1,
    platformLatencyMs: [50, 100],
    modelLatencyMs: [200, 300],
  };
  const bare = await bareLoopOn(setting, say);
  const rig = await Rig.start(setting);
  try {
    const url = `${await rig.addGateway(SECRET)}/webhooks/zendesk/default`;
    const ticketIds = await wantedTickets(rig.platformUrl, tickets);
    say(`${ticketIds.length} webhooks, one at a time`);
    const times: TicketTimes[] = [];
    for (const ticketId of ticketIds) {
      const found = await timesToWrite(rig.client, { ticketId, sentAtMs: await deliver(url, ticketId) });
      if (found !== null) times.push(found);
    }
    const overheads = overheadsMs(times, bare);
    const [middle, p95] = [median(overheads), quantile(overheads, 0.95)];
    return {
      name: 'webhook to write',
      rows: [
        {
          what: 'webhook delivery to written verdict, overhead over the calls, median',
          measured: `${middle.toFixed(0)} ms (p95 ${p95.toFixed(0)})`,
          must: `${MUST_MS} ms`,
          goal: '150 ms',
          holds: middle <= MUST_MS,
        },
      ],
      details: profileLines(times, bare),
      figures: { tickets: times.length, overheads: { median: middle, p95 } },
    };
  } finally {
    await rig.close();
  }
};

async function wantedTickets(platformUrl: string, limit: number): Promise<string[]> {
  const { tickets } = await platformLedger(platformUrl);
  const wanted = Object.entries(tickets).filter(
    ([, { status, tags }]) => ['new', 'open'].includes(status) && !tags.includes(PROCESSED_TAG),
  );
  return wanted.slice(0, limit).map(([ticketId]) => ticketId);
}

/** Sends a webhook as Zendesk does; when it was sent. @throws unless it is taken. */
async function deliver(url: string, ticketId: string): Promise<number> {
  const sentAtMs = Date.now();
  const [body, timestamp] = [JSON.stringify({ ticket_id: ticketId }), new Date(sentAtMs).toISOString()];
  const headers = {
    'content-type': 'application/json',
    'x-zendesk-webhook-signature': zendeskSignature(SECRET, timestamp, Buffer.from(body)),
    'x-zendesk-webhook-signature-timestamp': timestamp,
  };
  const { status } = await fetch(url, { method: 'POST', body, headers });
  if (status !== 202) throw new Error(`${url}: expected 202, got ${status}`);
  return sentAtMs;
}

/** The run's times, with the sending as its beginning and the write as its end; null: it wrote no verdict. */
async function timesToWrite(
  client: Client,
  { ticketId, sentAtMs }: { ticketId: string; sentAtMs: number },
): Promise<TicketTimes | null> {
  const handle = client.workflow.getHandle(ticketWorkflowId('default', 'zendesk', ticketId));
  await handle.result();
  const { events } = await handle.fetchHistory();
  const times = timesOf(events ?? []);
  if (times.activities['analyzeTicket'] === undefined || times.activities['mergeUpdate'] === undefined)
    return null;
  // The write is the last activity that is not local.
  const written = (events ?? []).findLast(
    ({ activityTaskCompletedEventAttributes: completed }) => completed,
  )?.eventTime;
  const writtenAtMs = Number(written?.seconds ?? 0) * 1000 + (written?.nanos ?? 0) / 1e6;
  return { ...times, latencyMs: writtenAtMs - sentAtMs };
}
