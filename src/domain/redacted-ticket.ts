import type { RedactionCounts } from './redaction/types.js';
import type { MessageAuthor } from './ticket.js';

/** A ticket as the model and the rules see it: personal data replaced, text cut to the budget. */
export interface RedactedTicket {
  subject: string;
  /** Public messages, oldest first: the first one and the latest that fit the budget. */
  messages: { author: MessageAuthor; text: string }[];
  /** How many values of each type were removed. */
  removed: RedactionCounts;
  /** SHA-256, hex, over subject and messages as they stand here: equal inputs have equal hashes. */
  inputHash: string;
}
