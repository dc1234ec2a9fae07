import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EncryptionKeys } from '../../crypto/keys.js';
import type { AuditEntry, AuditedVerdict, AuditedWrite, TicketEntry } from '../../ports/audit-log.js';
import { auditFiles, dayOfFile, rawLines, entryOf, lineHash, parseLine } from './stored-line.js';
import { outcomeOf, type EndedRound } from '../../contract/outcome.js';
import { namedLabelsOf } from '../../domain/verdict-fields.js';
import type { ProcessTicketResult } from '../../contract/ticket.js';

/** An entry and where it stands. */
export interface KeptEntry {
  file: string;
  seq: number;
  /** In bytes. */
  offset: number;
  /** SHA-256 of the line as it is stored: kept elsewhere, it shows that the line was not changed since. */
  hash: string;
  entry: AuditEntry;
}

export interface ReadOptions {
  folder: string;
  keys: EncryptionKeys | null;
  /** ISO 8601: entries of what ended at or after it. */
  from?: string | undefined;
  /** ISO 8601: entries of what ended before it. */
  to?: string | undefined;
  /** A line in the clear without this text is passed over unread. */
  containing?: string | undefined;
}

/** An encrypted line is read without its key. */
export class AuditKeyMissingError extends Error {
  override readonly name = 'AuditKeyMissingError';
}

/** What follows one poll of the folder until the next: network file systems tell nobody of new lines. */
const POLL_MS = 1_000;

/**
 * The entries of a folder, file by file, each in the order of writing.
 * @throws {AuditKeyMissingError | SealedTextError}
 */
export async function* auditEntries(options: ReadOptions): AsyncGenerator<KeptEntry> {
  yield* newEntries(options, new Map());
}

/** As `auditEntries`, and then what is added, until `signal` is aborted. */
export async function* followedEntries(
  options: ReadOptions & { signal: AbortSignal },
): AsyncGenerator<KeptEntry> {
  const readTo = new Map<string, number>();
  for (const { signal } = options; !signal.aborted;) {
    yield* newEntries(options, readTo);
    await delay(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** `readTo`: bytes read of each file; kept up to date, also while the caller is at an entry. */
async function* newEntries(options: ReadOptions, readTo: Map<string, number>): AsyncGenerator<KeptEntry> {
  const { folder, from = '', to } = options;
  for (const file of await auditFiles(folder)) {
    // An entry may be written later than what it tells of ended, never earlier.
    if ((dayOfFile(file) as string) < from.slice(0, 10)) continue;
    for await (const { text, offset, whole } of rawLines(path.join(folder, file), readTo.get(file))) {
      if (!whole) break;
      const kept = keptEntry(options, { file, text, offset });
      readTo.set(file, offset + Buffer.byteLength(text) + 1);
      if (kept !== null && kept.entry.at >= from && (to === undefined || kept.entry.at < to)) yield kept;
    }
  }
}

function keptEntry(
  { keys, containing }: ReadOptions,
  { file, text, offset }: { file: string; text: string; offset: number },
): KeptEntry | null {
  const isSealed = text.includes('"sealed":');
  if (containing !== undefined && !isSealed && !text.includes(containing)) return null;
  const line = parseLine(text);
  if (line === null) return null;
  if ('sealed' in line && keys === null)
    throw new AuditKeyMissingError(`${file} is encrypted: LOG_ENCRYPTION_KEY is needed to read it`);
  const entry = entryOf(line, keys);
  return entry === null ? null : { file, seq: line.seq, offset, hash: lineHash(text), entry };
}

const LABEL_MAX_LENGTH = 100;
const label = (text: string): string => text.slice(0, LABEL_MAX_LENGTH);

type Judged = Extract<ProcessTicketResult, { kind: 'updated' | 'dryRun' }>;

/** What the audit log keeps of a round. The summary and the note say what the ticket is about, and stay behind. */
export function ticketEntry(round: EndedRound): TicketEntry {
  const { end } = round;
  const judged = end.kind === 'updated' || end.kind === 'dryRun' ? end : null;
  const { kind, why, inputTokens, outputTokens, costMicroUsd } = outcomeOf(round);
  const { tenant, platform, ticketId, workflowId, runId, startedAt, endedAt } = round;
  return {
    kind: 'ticket',
    id: `${runId}/${round.round}`,
    at: endedAt,
    ...{ startedAt, tenant, platform, ticketId, workflowId, runId, round: round.round },
    askedBy: label(round.reason),
    outcome: kind,
    why: why === null ? null : label(why),
    ...(end.kind === 'skipped' && end.refusal ? { refusal: end.refusal } : {}),
    ...(end.kind === 'unchanged' && end.undone ? { undone: end.undone } : {}),
    verdict: judged && verdictOf(judged),
    write: judged && writeOf(judged),
    ...{ inputTokens, outputTokens, costMicroUsd },
  };
}

const verdictOf = ({ analysis, ...judged }: Judged): AuditedVerdict => ({
  verdictId: judged.verdictId,
  source: judged.source,
  ...namedLabelsOf(analysis),
  model: label(judged.model),
  promptVersion: label(judged.promptVersion),
  fallbackReason: judged.fallbackReason ?? null,
  inputHash: judged.inputHash,
  removed: judged.removed,
});

const writeOf = ({ write }: Judged): AuditedWrite => ({
  tags: write.ownTags,
  priority: write.priority ?? null,
  note: write.note !== '',
  ...(write.refusedPriority ? { refusedPriority: write.refusedPriority } : {}),
});
