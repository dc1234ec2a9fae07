/** The contract of redaction: what is found, and how it is named in the redacted text. */

export const PII_TYPES = [
  'EMAIL',
  'PHONE',
  'CARD',
  'IBAN',
  'NATIONAL_ID',
  'IP',
  'MAC',
  'URL',
  'SECRET',
  'DATE_OF_BIRTH',
  'ADDRESS',
  'DOCUMENT',
  'PLATE',
  'GEO',
  'NAME',
] as const;
export type PiiType = (typeof PII_TYPES)[number];

/** A stretch of the input, in UTF-16 units, end exclusive. */
export interface PiiSpan {
  start: number;
  end: number;
  type: PiiType;
}

export interface RedactionOptions {
  /** Names of the ticket's own people (requester, copied people, agents): masked first and exactly. */
  people: readonly string[];
  /** Phone numbers that the platform knows of them, in any spelling: masked in every spelling. Default none. */
  phones?: readonly string[];
  /** ISO 3166 alpha-2 country for phone numbers written nationally. */
  region: string;
}

export interface RedactedText {
  text: string;
  /** Non-overlapping, ordered by start, offsets in the input. */
  spans: PiiSpan[];
}

/** How many values of each type were removed; safe to log, store and show. */
export type RedactionCounts = Partial<Record<PiiType, number>>;

/** A removed value as it was written: raw, so it stays in the memory of the step that redacts. */
export interface RemovedText {
  type: PiiType;
  written: string;
}

/**
 * Redacts the texts of one ticket. Placeholders are typed and numbered per value across all texts given to
 * the same redactor: the same e-mail address is `<EMAIL_1>` in the subject and in every message.
 */
export interface TicketRedactor {
  /**
   * @param also What another detector found in this text; overlaps are settled by the one rule.
   * @param kept The part of the text that is wanted; the rest is only read. A value across its border is left out
   *   whole. Default all of it.
   */
  redact(text: string, also?: readonly PiiSpan[], kept?: { from: number; to: number }): RedactedText;
  /** Distinct values removed so far, by type. */
  counts(): RedactionCounts;
  /** Every spelling of every value removed so far, once each. */
  removed(): RemovedText[];
}
