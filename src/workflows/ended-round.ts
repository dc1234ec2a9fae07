import type { SkipReason, TriageOutcome, WriteSummary } from '../contract/ticket.js';
import type { BulkMail } from '../domain/bulk-mail/signs.js';
import type { Findings, Judged, Recognised } from './judge.js';
import type { TicketRun } from './ticket-run.js';

/** A round that leaves the ticket as it is, because it needs nothing. */
export const unchanged = (why: string) =>
  ({ kind: 'unchanged', source: null, analysis: null, why }) satisfies TriageOutcome;

/** A round about a ticket that is not to be touched. */
export const skipped = (why: SkipReason) =>
  ({ kind: 'skipped', source: null, analysis: null, why }) satisfies TriageOutcome;

/** What a person is told of bulk mail. */
export const found = ({ kind, signs }: BulkMail): BulkMail => ({ kind, signs });

/** A round that wrote, or would have. Bulk mail got no verdict: to whoever counts verdicts it was skipped. */
export function ended(
  kind: 'updated' | 'dryRun',
  run: TicketRun,
  { findings, write }: { findings: Findings; write: WriteSummary },
): TriageOutcome {
  return findings.bulkMail === undefined
    ? judged(kind, run, { findings, write })
    : tagged(run, { findings, write });
}

const tagged = (
  { verdictId }: TicketRun,
  { findings: { bulkMail }, write }: { findings: Recognised; write: WriteSummary },
): TriageOutcome => ({ ...skipped('bulkMail'), bulkMail: found(bulkMail), write, verdictId });

function judged(
  kind: 'updated' | 'dryRun',
  { verdictId }: TicketRun,
  { findings: { redacted, analysis }, write }: { findings: Judged; write: WriteSummary },
): TriageOutcome {
  const { verdict, source, model, promptVersion, usage, inputHash, fallbackReason, confidence } = analysis;
  return {
    kind,
    source,
    analysis: verdict,
    model,
    promptVersion,
    verdictId,
    inputHash,
    removed: redacted.removed,
    usage,
    write,
    ...(fallbackReason === undefined ? {} : { fallbackReason }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}
