/** A reason to take a message for bulk mail. Several of one kind together settle it, see `findBulkMail`. */
export interface Sign {
  id: string;
  /** Null: a program sent it, of whatever kind. */
  kind: BulkMailKind | null;
  /** 3 says it nearly alone, 1 is common in people's mail as well. */
  weight: number;
  /** Where it was seen. `words`: in what the message says, which anybody may write; the rest is told by machines. */
  from: 'platform' | 'sender' | 'header' | 'subject' | 'words';
}

/** Phrases of one language, as data: which sign each group gives is in `phrase-signs.ts`. */
export interface BulkMailPhrases {
  /** ISO 639-1. */
  language: string;
  /** A subject that is this, or goes on behind a colon, dash or bracket. */
  bounceSubjects: readonly string[];
  /** What the report of a failed delivery begins with. */
  bounceOpenings: readonly string[];
  /** As `bounceSubjects`. */
  autoReplySubjects: readonly string[];
  /** The writer is away. */
  absences: readonly string[];
  /** What goes with an absence: when they are back, who stands in. */
  absenceDetails: readonly string[];
  /** The message says of itself that a program wrote it. */
  automatic: readonly string[];
  /** Nobody reads answers to it. */
  unattended: readonly string[];
  /** A request was received, as help desks confirm. */
  receipts: readonly string[];
  /** Begins a sentence or line at the end of mass mail; with `$` it is the whole of it. */
  newsletterFooters: readonly string[];
  /** As `newsletterFooters`: why the reader gets it. */
  newsletterReasons: readonly string[];
  /** As `newsletterFooters`: where it can be seen as a page. */
  newsletterBrowsers: readonly string[];
  /** Words of advertising. */
  offers: readonly string[];
}

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
