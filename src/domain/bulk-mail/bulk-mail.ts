/** Mail that no person wrote to the help desk: failed deliveries, answers of programs, mass mail. */
export const BULK_MAIL_KINDS = ['bounce', 'autoReply', 'newsletter'] as const;
export type BulkMailKind = (typeof BULK_MAIL_KINDS)[number];

/** What was recognised, and by what. Holds nothing of the ticket's text. */
export interface BulkMail {
  kind: BulkMailKind;
  /** IDs of the signs, strongest first: `platform.automatic`, `header.precedence`, `de.absence`. */
  signs: string[];
}

/** As a person reads it. */
export const BULK_MAIL_WORDS: Readonly<Record<BulkMailKind, string>> = {
  bounce: 'a failed delivery',
  autoReply: 'an automatic reply',
  newsletter: 'a newsletter',
};
