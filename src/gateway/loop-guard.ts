import { PROCESSED_TAG } from '../domain/merge.js';
import type { Delivery } from '../ports/webhook.js';

/**
 * Why a delivery asks nothing of us, so that neither our own update nor one of the help desk's rules starts us again;
 * null: the ticket is looked at. What the body does not tell, the ticket's workflow finds on the ticket and ends as
 * `unchanged`. A customer's reply gets through in any case: whether it wants a new verdict is the workflow's to decide.
 */
export function whyIgnored({ change, tags, byRule }: Delivery): string | null {
  if (change === 'gone') return 'the ticket is gone';
  if (byRule && change !== 'created') return 'a rule of the help desk made the change';
  if (change === 'customerReply') return null;
  return tags?.includes(PROCESSED_TAG) === true ? 'the ticket has a verdict already' : null;
}
