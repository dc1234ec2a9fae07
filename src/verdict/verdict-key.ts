import { createHash } from 'node:crypto';
import type { RedactedTicket } from '../domain/redacted-ticket.js';
import { writtenPlaceholders } from '../domain/redaction/placeholders.js';
import type { VerdictKey } from '../ports/shared-verdicts.js';

/** Counted up when equal keys must no longer mean equal verdicts, or when what is kept under them changes its form. */
const FORMAT = 1;

export interface VerdictKeyInput {
  tenant: string;
  /** The configured model. */
  model: string;
  /** All that the model is told beside the ticket: prompt with its version and language, labels, categories. */
  instructions: unknown;
  ticket: RedactedTicket;
}

/**
 * Tickets with the same key get the same verdict. They may differ in white space, in how Unicode writes the same
 * letters, and in the numbers of placeholders as long as the same ones are equal: `<CARD_1> and <CARD_2>` is never
 * `<CARD_1> and <CARD_1>`. Everything else counts, case too: shouting is a sign of urgency and anger, and so do order,
 * authors and bounds of messages.
 */
export function verdictKey({ tenant, model, instructions, ticket }: VerdictKeyInput): VerdictKey {
  const normalised = normaliser();
  const parts = [
    normalised(ticket.subject),
    ...ticket.messages.map(({ author, text }) => [author, normalised(text)]),
  ];
  const inputHash = createHash('sha256')
    .update(JSON.stringify([FORMAT, tenant, model, instructions, parts]))
    .digest('hex');
  return { tenant, inputHash };
}

/** Numbers placeholders of each type by their first appearance in what it is given, one text after the other. */
function normaliser(): (text: string) => string {
  const numbers = new Map<string, number>();
  const counts = new Map<string, number>();
  const numberOf = (type: string, placeholder: string): number => {
    const known = numbers.get(placeholder);
    if (known !== undefined) return known;
    const next = (counts.get(type) ?? 0) + 1;
    counts.set(type, next);
    numbers.set(placeholder, next);
    return next;
  };
  return (text) => {
    let result = '';
    let end = 0;
    for (const found of writtenPlaceholders(text)) {
      const number = numberOf(found.type, `${found.type}_${found.number}`);
      result += `${text.slice(end, found.start)}<${found.type}_${number}>`;
      end = found.end;
    }
    return (result + text.slice(end)).normalize('NFC').replace(/\s+/g, ' ').trim();
  };
}
