import { cancellationSignal } from '@temporalio/activity';
import type {
  FetchedTicket,
  MergeUpdateInput,
  MergeUpdateResult,
  RedactedConversation,
} from '../contract/ticket.js';
import { lastCustomerMessageAt, foldHistory } from '../domain/history.js';
import { findBulkMail } from '../domain/bulk-mail/find-bulk-mail.js';
import type { PreviousWrite } from '../domain/merge.js';
import { leftOutBy, type TicketState } from '../domain/ticket.js';
import { PlatformError, type ConversationPart } from '../ports/platform.js';
import type { Circuit } from '../verdict/breaker.js';
import { ticketFailure, translating } from './failures.js';
import { redactConversation, textsOf } from '../verdict/redact-conversation.js';
import { askSecondOpinion, tenantNamed, type Tenants } from '../ports/tenant.js';

interface TicketActivitiesDeps {
  tenants: Tenants;
  platformCircuit: (tenant: string) => Circuit;
  /** The queue of this process alone, for steps of a tenant. */
  ownQueue: (tenant: string) => string;
}

/**
 * Activities about one ticket at the platform, safe to run twice. Each makes one request; `redactTicket` in another
 * process than the one that fetched the ticket makes a second one for its subject.
 */
export function createTicketActivities({ tenants, platformCircuit, ownQueue }: TicketActivitiesDeps) {
  const request = <T>(tenant: string, call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const signal = cancellationSignal();
    return translating(ticketFailure, signal, () => platformCircuit(tenant).run(() => call(signal)));
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
     */
    async redactTicket(input: {
      tenant: string;
      ticket: Pick<TicketState, 'ticketId' | 'peopleIds'>;
      part: ConversationPart;
    }): Promise<RedactedConversation> {
      const { platform, policy, secondOpinion } = tenantNamed(tenants, input.tenant);
      const { ticketId, peopleIds } = input.ticket;
      const conversation = await request(input.tenant, (signal) =>
        platform.readConversation(ticketId, { part: input.part, peopleIds }, signal),
      );
      const signal = cancellationSignal();
      const alsoFound = await translating(ticketFailure, signal, () =>
        askSecondOpinion(secondOpinion, textsOf(conversation), signal),
      );
      const bulkMail = policy.bulkMail === 'process' ? null : findBulkMail(conversation);
      const customerMessageAt = lastCustomerMessageAt(conversation.messages);
      return {
        ticket: redactConversation(conversation, policy.phoneRegion, alsoFound),
        truncated: conversation.truncated,
        ...(bulkMail !== null && policy.bulkMail !== 'process'
          ? { bulkMail: { ...bulkMail, way: policy.bulkMail } }
          : {}),
        ...(customerMessageAt === null ? {} : { customerMessageAt }),
      };
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
      const { tags, note, priority } = write;
      return request(tenant, async (signal): Promise<MergeUpdateResult> => {
        try {
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
