import { BULK_MAIL_TAG, FALLBACK_TAG, PROCESSED_TAG } from './merge.js';
import { ROOT_CAUSES } from './verdict.js';

/** How our own tags begin (INTERFACE section 4). */
const OWN_BEGINNINGS: readonly string[] = [
  PROCESSED_TAG,
  FALLBACK_TAG,
  BULK_MAIL_TAG,
  ...ROOT_CAUSES.map((cause) => `ai_${cause}`),
  'ai_urgency_',
  'ai_sentiment_',
];

/**
 * The beginning of our own tags that a tenant's prefix for category tags would be mistaken for, or that begins with
 * it; null when there is none.
 */
export const collidingTag = (prefix: string): string | null =>
  OWN_BEGINNINGS.find((own) => own.startsWith(prefix) || prefix.startsWith(own)) ?? null;
