import { activityInfo, cancellationSignal, heartbeat, log } from '@temporalio/activity';
import type {
  FetchedTicket,
  MergeUpdateInput,
  MergeUpdateResult,
  RedactedConversation,
  WriteSummary,
} from '../contract/ticket.js';
import { withinLimits, toldTags, withChangedTags } from '../domain/sizes.js';
import { lastCustomerMessageAt, foldHistory } from '../domain/history.js';
import type { PreviousWrite } from '../domain/merge.js';
import { hasTextToRead } from '../domain/text/text-to-read.js';
import { leftOutBy, type TicketState } from '../domain/ticket.js';
import { isOurNote } from '../domain/note.js';
import { PlatformError, type ConversationPart } from '../ports/platform.js';
import type { Redaction } from '../redaction/threads.js';
import { redactWithinLimits } from '../redaction/within-limits.js';
import type { Circuit } from '../verdict/breaker.js';
import { ticketFailure, translating } from './failures.js';
import { askSecondOpinion, tenantNamed, type Tenants } from '../ports/tenant.js';

/** Well below the heartbeat time-out of `redactTicket`. */
const HEARTBEAT_MS = 5_000;

export interface TicketActivitiesDeps {
  tenants: Tenants;
  redaction: Redaction;
  platformCircuit: (tenant: string) => Circuit;
  /** The queue of this process alone, for steps of a tenant. */
  ownQueue: (tenant: string) => string;
}

interface RedactTicketInput {
  tenant: string;
  ticket: Pick<TicketState, 'ticketId' | 'peopleIds'>;
  part: ConversationPart;
}

const toFailure = (error: unknown): unknown => ticketFailure(error, activityInfo().attempt);

/**
 * Activities about one ticket at the platform, safe to run twice. Each makes one request; `redactTicket` in another
 * process than the one that fetched the ticket makes a second one for its subject.
 */
export function createTicketActivities(deps: TicketActivitiesDeps) {
  const { tenants, platformCircuit, ownQueue } = deps;
  const request = <T>(tenant: string, call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const signal = cancellationSignal();
    return translating(toFailure, signal, () => platformCircuit(tenant).run(() => call(signal)));
  };

  return {
    /** What decides and merges: status, tags, priority, stamp, hash. No text. */
    async fetchTicket(input: { tenant: string; ticketId: string }): Promise<FetchedTicket> {
      const { platform, policy } = tenantNamed(tenants, input.tenant);
      const { place, ...ticket } = await request(input.tenant, (signal) =>
        platform.readTicket(input.ticketId, signal),
      );
      const leftOut = leftOutBy({ place, tags: ticket.tags }, policy.filter);
      const hasCategoryTag = ticket.tags.some((tag) => tag.startsWith(policy.categoryTagPrefix));
      return {
        ...ticket,
        ...toldTags(ticket.tags, policy.categoryTagPrefix),
        wanted: policy.scanStatuses.includes(ticket.status) && leftOut === null,
        ...(leftOut === null ? {} : { leftOutBy: leftOut }),
        readBy: ownQueue(input.tenant),
        ...(hasCategoryTag ? { hasCategoryTag } : {}),
        ...(policy.settleSeconds > 0 ? { settleSeconds: policy.settleSeconds } : {}),
        ...(policy.reanalyzeReplies ? { reanalyzesReplies: true } : {}),
      };
    },

    /**
     * Reads the conversation and returns it redacted: raw text never leaves this function. Bulk mail is recognised
     * here as well, by what redaction takes away; only the finding is returned.
     * @throws ApplicationFailure `TicketTooCostly`, not retryable: not even its beginnings and ends can be redacted in
     *   the time a ticket has.
     */
    async redactTicket(input: RedactTicketInput): Promise<RedactedConversation> {
      const alive = setInterval(heartbeat, HEARTBEAT_MS);
      try {
        return await redacted(deps, input, request);
      } finally {
        clearInterval(alive);
      }
    },

    /** One page of the ticket's history, folded onto the pages before it. */
    async readHistory(input: {
      tenant: string;
      ticketId: string;
      page: string | null;
      before: PreviousWrite | null;
    }): Promise<{ previous: PreviousWrite | null; nextPage: string | null }> {
      const { platform } = tenantNamed(tenants, input.tenant);
      const { entries, nextPage } = await request(input.tenant, (signal) =>
        platform.readHistory(input.ticketId, input.page, signal),
      );
      return { previous: foldHistory(entries, input.before), nextPage };
    },

    /**
     * Writes a verdict on the condition that the ticket is as it was read. Repeating it cannot write twice: a write
     * that was applied has moved the ticket's stamp, so the repetition is refused as a conflict.
     * @throws ApplicationFailure `WriteUncertain`, not retryable: look into the history before writing again.
     */
    async mergeUpdate({
      tenant,
      ticketId,
      dryRun,
      expectedUpdatedAt,
      write,
      record,
    }: MergeUpdateInput): Promise<MergeUpdateResult> {
      const { platform, policy } = tenantNamed(tenants, tenant);
      if (policy.dryRun || dryRun) return { kind: 'dryRun' };
      const { note, priority } = write;
      return request(tenant, async (signal): Promise<MergeUpdateResult> => {
        try {
          const tags = await tagsAfter(write, {
            expectedUpdatedAt,
            read: () => platform.readTicket(ticketId, signal),
          });
          if (tags === null) return { kind: 'conflict' };
          await platform.write(
            ticketId,
            { tags, note, record, expectedUpdatedAt, ...(priority ? { priority } : {}) },
            signal,
          );
          return { kind: 'updated' };
        } catch (error) {
          if (error instanceof PlatformError && error.kind === 'conflict') return { kind: 'conflict' };
          throw error;
        }
      });
    },
  };
}

type Request = <T>(tenant: string, call: (signal: AbortSignal) => Promise<T>) => Promise<T>;

async function redacted(
  { tenants, redaction }: TicketActivitiesDeps,
  { tenant, ticket: { ticketId, peopleIds }, part }: RedactTicketInput,
  request: Request,
): Promise<RedactedConversation> {
  const { platform, policy, secondOpinion } = tenantNamed(tenants, tenant);
  const conversation = withinLimits(
    await request(tenant, (signal) => platform.readConversation(ticketId, { part, peopleIds }, signal)),
  );
  const signal = cancellationSignal();
  const { ticket, bulkMail } = await translating(toFailure, signal, () =>
    redactWithinLimits(conversation, {
      ...{ redaction, tenant, signal, region: policy.phoneRegion },
      findsBulkMail: policy.bulkMail !== 'process',
      askAlso: (texts) => askSecondOpinion(secondOpinion, texts, signal),
      onCostly: ({ message }) => {
        log.warn('a ticket takes too long to redact: less of it is read', { ticketId, message });
      },
    }),
  );
  const customerMessageAt = lastCustomerMessageAt(conversation.messages);
  return {
    ticket,
    truncated: conversation.truncated,
    ...(hasTextToRead(conversation) ? {} : { nothingToRead: true }),
    ...(conversation.messages.some(isOurNote) ? { hasOurNote: true } : {}),
    ...(bulkMail !== null && policy.bulkMail !== 'process'
      ? { bulkMail: { ...bulkMail, way: policy.bulkMail } }
      : {}),
    ...(customerMessageAt === null ? {} : { customerMessageAt }),
  };
}

/** All tags after a write. Those that were too many to travel are read once more; null when the ticket has changed. */
async function tagsAfter(
  { tags, changes, otherTags }: WriteSummary,
  { expectedUpdatedAt, read }: { expectedUpdatedAt: string; read: () => Promise<TicketState> },
): Promise<string[] | null> {
  if (otherTags === undefined) return tags;
  const now = await read();
  return now.updatedAt === expectedUpdatedAt ? withChangedTags(now.tags, changes) : null;
}
