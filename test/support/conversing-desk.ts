import type { FetchedTicket, MergeUpdateInput } from '../../src/contract/ticket.js';
import { lastCustomerMessageAt } from '../../src/domain/history.js';
import type { PreviousWrite } from '../../src/domain/merge.js';
import type { MessageAuthor } from '../../src/domain/ticket.js';
import { REDACTED, TICKET, type TicketStubs } from './ticket-stubs.js';

/** What somebody does on the ticket, milliseconds since 1970. `edit`: a change of a field. */
export interface Said {
  by: MessageAuthor | 'edit';
  atMs: number;
}

/** Stubs of a help desk with one ticket on which people write while time passes; its stamps count seconds. */
export function conversingDesk(
  nowMs: () => Promise<number> | number,
  told: Pick<FetchedTicket, 'settleSeconds' | 'reanalyzesReplies'> = {},
) {
  const said: Said[] = [];
  const writes: (MergeUpdateInput & { atMs: number })[] = [];
  let tags = TICKET.tags;
  let previous: PreviousWrite | null = null;

  const stamp = (ms: number): string => new Date(Math.floor(ms / 1000) * 1000).toISOString();
  const happened = async () => {
    const now = await nowMs();
    return said.filter(({ atMs }) => atMs <= now);
  };
  const updatedAt = async (): Promise<string> => {
    const changes = [...(await happened()), ...writes].map(({ atMs }) => atMs);
    return changes.length === 0 ? TICKET.updatedAt : stamp(Math.max(...changes));
  };
  const stubs: Pick<TicketStubs, 'fetchTicket' | 'redactTicket' | 'readHistory' | 'mergeUpdate'> = {
    fetchTicket: async ({ ticketId }) => ({
      ...{ ...TICKET, ...told, ticketId, tags },
      ...{ updatedAt: await updatedAt(), readAt: stamp(await nowMs()) },
    }),
    redactTicket: async () => {
      const messages = (await happened()).flatMap(({ by, atMs }) =>
        by === 'edit' ? [] : [{ author: by, public: true, createdAt: stamp(atMs) }],
      );
      const customerMessageAt = lastCustomerMessageAt(messages);
      return {
        ticket: { ...REDACTED, inputHash: `hash of ${messages.length} messages` },
        truncated: false,
        ...(customerMessageAt === null ? {} : { customerMessageAt }),
      };
    },
    readHistory: () => Promise.resolve({ previous, nextPage: null }),
    mergeUpdate: async (input) => {
      if (input.expectedUpdatedAt !== (await updatedAt())) return { kind: 'conflict' };
      const atMs = await nowMs();
      writes.push({ ...input, atMs });
      tags = input.write.tags;
      const { verdictIds = [], servedKeys = [] } = previous ?? {};
      previous = {
        record: input.record,
        priorityOwner: 'ours',
        at: stamp(atMs),
        verdictIds: [...verdictIds, input.record.verdictId],
        servedKeys: [...servedKeys, ...(input.record.requestKeys ?? [])],
      };
      return { kind: 'updated' };
    },
  };
  return { stubs, writes, say: (...what: Said[]) => void said.push(...what) };
}
