import type { RedactedTicket } from './redacted-ticket.js';
import type { PiiType, RedactionCounts } from './redaction/types.js';

/** A long conversation from its first and its latest page. Messages on both pages are kept once. */
export function joinParts(start: RedactedTicket, latest: RedactedTicket): RedactedTicket {
  const removedValues = [...(start.removedValues ?? []), ...(latest.removedValues ?? [])];
  const seen = new Set(start.messages.map(({ text }) => text));
  return {
    subject: start.subject,
    messages: [...start.messages, ...latest.messages.filter(({ text }) => !seen.has(text))],
    removed: sum(start.removed, latest.removed),
    ...(removedValues.length > 0 ? { removedValues } : {}),
    inputHash: `${start.inputHash}.${latest.inputHash}`,
  };
}

function sum(left: RedactionCounts, right: RedactionCounts): RedactionCounts {
  const total = { ...left };
  for (const [type, count] of Object.entries(right) as [PiiType, number][])
    total[type] = (total[type] ?? 0) + count;
  return total;
}
