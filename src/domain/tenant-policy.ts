import type { TrainedClassifier } from './classifier/classifier.js';
import { BULK_MAIL_TAG, FALLBACK_TAG, PROCESSED_TAG } from './merge.js';
import { FIELDS, TAG_PREFIX, tagOf } from './verdict-fields.js';

/** What happens to bounces, auto-replies and newsletters: left alone, tagged without a verdict, or triaged as any ticket. */
export const BULK_MAIL_WAYS = ['skip', 'tag', 'process'] as const;
export type BulkMailWay = (typeof BULK_MAIL_WAYS)[number];

/** One of a tenant's own categories, beside the four fixed fields of a verdict. */
export interface Category {
  /** `[a-z0-9_]{1,30}`, unique within its tenant. */
  name: string;
  /** For the model, 1 to 200 characters. */
  description: string;
}

/** In place of a language: whatever the ticket is written in. */
export const TICKET_LANGUAGE = 'ticket';

/** A tenant's choices about its verdicts. */
export interface VerdictPolicy {
  /** BCP 47, the language that summaries are written in, or `ticket`: that of the ticket. */
  summaryLanguage: string;
  bulkMail: BulkMailWay;
  /** At most 20; empty: none are asked for. */
  categories: readonly Category[];
  /** Begins with `ai_`, and is no beginning of a tag of ours. */
  categoryTagPrefix: string;
  /** 0 to 1: below it only the note is written, not the priority. 0: off. */
  confidenceThreshold: number;
  /** Calendar months, UTC. Once it is spent the rules decide. Null: no budget. */
  monthlyBudgetUsd: number | null;
  /** 0 to 3600: a ticket is judged once its customer has written nothing for so long. 0: at once. */
  settleSeconds: number;
  /** A customer's reply after our verdict leads to a new one. */
  reanalyzeReplies: boolean;
  /** Made of the user's own labelled tickets; it goes before the keyword rules. Null: there is none. */
  classifier: TrainedClassifier | null;
}

/** What holds where a tenant says nothing, and for the single tenant of the environment. */
export const DEFAULT_VERDICT_POLICY: VerdictPolicy = {
  summaryLanguage: 'en',
  bulkMail: 'tag',
  categories: [],
  categoryTagPrefix: 'ai_category_',
  confidenceThreshold: 0,
  monthlyBudgetUsd: null,
  settleSeconds: 0,
  reanalyzeReplies: false,
  classifier: null,
};

/** How our own tags begin (INTERFACE section 4). */
const OWN_BEGINNINGS: readonly string[] = [
  PROCESSED_TAG,
  FALLBACK_TAG,
  BULK_MAIL_TAG,
  ...FIELDS.flatMap((field) =>
    field.tagPrefix === TAG_PREFIX ? field.labels.map((label) => tagOf(field, label)) : [field.tagPrefix],
  ),
];

/**
 * The beginning of our own tags that a tenant's prefix for category tags would be mistaken for, or that begins with
 * it; null when there is none.
 */
export const collidingTag = (prefix: string): string | null =>
  OWN_BEGINNINGS.find((own) => own.startsWith(prefix) || prefix.startsWith(own)) ?? null;
