import type { PiiType, RedactionCounts } from './redaction/types.js';
import type { MessageAuthor } from './ticket.js';

/**
 * Removed values that can be recognised and not read: keyed hashes of their comparable forms, under a key of this
 * ticket alone.
 */
export interface RemovedValues {
  /** Random, base64. */
  key: string;
  /** HMAC-SHA-256, its first 8 bytes, base64url, by the type of the value. */
  digests: Partial<Record<PiiType, string[]>>;
  /** How long the longest of the forms is, UTF-16 units; absent in those made before it was kept. */
  longest?: number;
}

/** A ticket as the model and the rules see it: personal data replaced, text cut to the budget. */
export interface RedactedTicket {
  subject: string;
  /** Public messages, oldest first: the first one and the latest that fit the budget. */
  messages: { author: MessageAuthor; text: string }[];
  /** How many values of each type were removed. */
  removed: RedactionCounts;
  /**
   * What tells whether a model's answer brings a removed value back, a set for each part of the conversation; none
   * in tickets redacted before it was kept.
   */
  removedValues?: readonly RemovedValues[];
  /** SHA-256, hex, over subject and messages as they stand here: equal inputs have equal hashes. */
  inputHash: string;
}
