import { cleanSummary } from '../summary.js';
import { cutText } from '../text/cut-text.js';
import type { RootCause, Sentiment, Urgency } from '../verdict.js';

const TITLES: Record<RootCause, string> = {
  bug: 'Problem report',
  feature: 'Feature request',
  refund: 'Refund request',
  other: 'General request',
};
const LONGEST_SUBJECT = 160;

/**
 * The summary of a verdict that rules gave: its labels and the redacted subject, or the beginning of the first
 * message when there is no subject.
 */
export function describeByLabels(
  labels: { root_cause: RootCause; urgency: Urgency; sentiment: Sentiment },
  { subject, messages }: { subject: string; messages: readonly string[] },
): string {
  const about = cleanSummary(subject) || cleanSummary(messages.find((text) => text.trim() !== '') ?? '');
  const heading = `${TITLES[labels.root_cause]}, ${labels.urgency} urgency, ${labels.sentiment} tone`;
  return cleanSummary(about === '' ? heading : `${heading}: ${cutText(about, LONGEST_SUBJECT)}`);
}
