import { performance } from 'node:perf_hooks';
import { createOpenAiModel } from '../../src/models/openai-model.js';
import { createZendeskPlatform } from '../../src/platforms/zendesk/platform.js';
import { askModel, instructions } from '../../src/verdict/reach-verdict.js';
import { redactConversation } from '../../src/redaction/redact-conversation.js';
import { createSharedAnalysis, type ShareAnalysis } from '../../src/verdict/sharing.js';
import { createVerdictCache, verdictKey } from '../../src/verdict/cache.js';
import { findBulkMail } from '../../src/domain/bulk-mail/find-bulk-mail.js';
import { decideBulkMailMerge, decideMerge, PROCESSED_TAG } from '../../src/domain/merge.js';
import { noteFor, noteForBulkMail } from '../../src/domain/note.js';
import type { Analysis } from '../../src/contract/ticket.js';
import type { RedactedTicket } from '../../src/domain/ticket.js';
import type { LanguageModel } from '../../src/ports/model.js';
import type { TicketPlatform } from '../../src/ports/platform.js';

/** The four calls of a ticket, by the activity that makes them. */
export const CALLS = ['fetchTicket', 'redactTicket', 'analyzeTicket', 'mergeUpdate'] as const;
export type Call = (typeof CALLS)[number];

export interface BareLoopResult {
  tickets: number;
  durationMs: number;
  /** How long each call took, what is computed around it included. */
  callMs: Record<Call, number[]>;
}

/**
 * The same calls by the same code in one process, none to the model for bulk mail and equal tickets, with nothing
 * kept: no Temporal, no encryption, no statistics, no retries, no rate limits. What a script would do that nobody
 * stops; the measure of what durability costs.
 */
export async function runBareLoop(options: {
  platformUrl: string;
  modelUrl: string;
  concurrency: number;
}): Promise<BareLoopResult> {
  const platform = createZendeskPlatform({
    baseUrl: options.platformUrl,
    auth: { email: 'agent@example.com', apiToken: 'loopback' },
  });
  const model = createOpenAiModel({
    baseUrl: options.modelUrl,
    model: 'gpt-4o-mini',
    timeoutMs: 30_000,
    priceInputPerMtokUsd: 0.15,
    priceOutputPerMtokUsd: 0.6,
    allowPlainHttpHosts: [],
  });
  const callMs: BareLoopResult['callMs'] = {
    fetchTicket: [],
    redactTicket: [],
    analyzeTicket: [],
    mergeUpdate: [],
  };
  const startedAtMs = performance.now();
  const share = createSharedAnalysis(createVerdictCache({ shared: null }));
  const ticketIds = wantedTickets(platform);
  let tickets = 0;
  const lane = async () => {
    for await (const ticketId of ticketIds) {
      await processOne({ platform, model, share, ticketId, callMs });
      tickets += 1;
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, lane));
  return { tickets, durationMs: performance.now() - startedAtMs, callMs };
}

async function* wantedTickets(platform: TicketPlatform): AsyncGenerator<string> {
  const seen = new Set<string>();
  let from: Parameters<TicketPlatform['listChanges']>[0] = { startTime: new Date(0).toISOString() };
  for (;;) {
    const { tickets, cursor, endOfStream } = await platform.listChanges(from);
    for (const { ticketId, status, tags } of tickets) {
      if (seen.has(ticketId) || !['new', 'open'].includes(status) || tags.includes(PROCESSED_TAG)) continue;
      seen.add(ticketId);
      yield ticketId;
    }
    if (endOfStream) return;
    from = { cursor };
  }
}

interface OneTicket {
  platform: TicketPlatform;
  model: LanguageModel;
  share: ShareAnalysis;
  ticketId: string;
  callMs: BareLoopResult['callMs'];
}

async function processOne({ platform, model, share, ticketId, callMs }: OneTicket): Promise<void> {
  const timed = async <T>(call: Call, work: () => Promise<T>): Promise<T> => {
    const startedAtMs = performance.now();
    const result = await work();
    callMs[call].push(performance.now() - startedAtMs);
    return result;
  };
  const ticket = await timed('fetchTicket', () => platform.readTicket(ticketId));
  const { redacted, bulkMail } = await timed('redactTicket', async () => {
    const asked = { part: 'start', peopleIds: ticket.peopleIds } as const;
    const conversation = await platform.readConversation(ticketId, asked);
    return { redacted: redactConversation(conversation, 'US'), bulkMail: findBulkMail(conversation) };
  });
  const onTicket = { ticket, previous: null, force: false };
  const ids = { workflowId: `bare-${ticketId}`, verdictId: `bare-${ticketId}/1` };
  const decided = async () => {
    if (bulkMail !== null)
      return { merged: decideBulkMailMerge(onTicket), note: noteForBulkMail(bulkMail, ids) };
    const analysis = await timed('analyzeTicket', () => analyze({ model, share, redacted }));
    const { verdict, source } = analysis;
    return {
      merged: decideMerge({ ...onTicket, verdict, source }),
      note: noteFor({ ...analysis, ...ids }),
    };
  };
  const { merged, note } = await decided();
  await timed('mergeUpdate', () =>
    platform.write(ticketId, {
      tags: merged.tags,
      note,
      record: {
        ...ids,
        contentHash: redacted.inputHash,
        tags: merged.ownTags,
        priority: merged.priority ?? null,
        declinedTags: merged.declinedTags,
      },
      expectedUpdatedAt: ticket.updatedAt,
      ...(merged.priority ? { priority: merged.priority } : {}),
    }),
  );
}

function analyze({
  model,
  share,
  redacted,
}: Pick<OneTicket, 'model' | 'share'> & { redacted: RedactedTicket }): Promise<Analysis> {
  const { signal } = new AbortController();
  const key = verdictKey({
    ...{ tenant: 'bare', model: model.model, instructions: instructions(), ticket: redacted },
  });
  return share({ key, ticket: redacted, region: 'US', fresh: false, signal }, (shared) =>
    askModel(model, redacted, { region: 'US', signal: shared }),
  );
}
