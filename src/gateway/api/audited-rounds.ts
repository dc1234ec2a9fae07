import { auditEntries, AuditKeyMissingError } from '../../records/audit/entries.js';
import type { EncryptionKeys } from '../../crypto/keys.js';
import { SealedTextError } from '../../crypto/line-cipher.js';
import type { TicketEntry } from '../../ports/audit-log.js';
import type { OutcomeRecord } from '../../ports/records.js';

/** The audit log of this data folder. */
export interface AuditSource {
  folder: string;
  keys: EncryptionKeys | null;
}

/** What names a round in the audit log. */
export const auditIdOf = ({ runId, round }: Pick<OutcomeRecord, 'runId' | 'round'>): string =>
  `${runId}/${round}`;

/**
 * The audit entries of some rounds of one ticket, by their ID; those that this log does not have, or that no key at hand
 * opens, are missing. Rounds of one day are looked up in one go, and reading ends with the last that is wanted.
 */
export async function auditedRounds(
  { folder, keys }: AuditSource,
  rounds: readonly OutcomeRecord[],
): Promise<Map<string, TicketEntry>> {
  const found = new Map<string, TicketEntry>();
  const byDay = new Map<string, OutcomeRecord[]>();
  for (const round of rounds) {
    const day = round.endedAt.slice(0, 10);
    byDay.set(day, [...(byDay.get(day) ?? []), round]);
  }
  for (const [day, ofDay] of byDay) {
    const wanted = new Set(ofDay.map(auditIdOf));
    const from = `${day}T00:00:00.000Z`;
    const containing = `"ticketId":"${ofDay[0]?.ticketId}"`;
    try {
      for await (const { entry } of auditEntries({ folder, keys, from, containing })) {
        if (entry.kind !== 'ticket' || !wanted.delete(entry.id)) continue;
        found.set(entry.id, entry);
        if (wanted.size === 0) break;
      }
    } catch (error) {
      if (!(error instanceof AuditKeyMissingError || error instanceof SealedTextError)) throw error;
    }
  }
  return found;
}
