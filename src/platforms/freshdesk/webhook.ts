import { z } from 'zod';
import {
  readOwnBody,
  type ReadBody,
  equalTexts,
  headerText,
  NOBODYS_KEY,
  type Proof,
  type UnprovenDelivery,
} from '../../ports/webhook.js';

/** What a body of Freshdesk was expected to be, for the answer to one that is not. */
export const EXPECTED_OF_FRESHDESK =
  'a JSON object with the number of a ticket: {"ticket_id": "42"}, {"ticket": {"id": 42}}, ' +
  'or {"freshdesk_webhook": {"ticket_id": 42}} as a rule with simple content sends it';

/** The content that Freshdesk composes itself is wrapped. */
const wrapped = z.object({ freshdesk_webhook: z.record(z.string(), z.unknown()) });

/** Reads a body as an automation rule sends it; null: it names no ticket. */
export function readFreshdeskBody(body: unknown): ReadBody | null {
  const { data } = wrapped.safeParse(body);
  if (data === undefined) return readOwnBody(body);
  const { ticket_id, ticket_tags: tags } = data.freshdesk_webhook;
  return readOwnBody({ ticket_id, tags });
}

/**
 * Whether a delivery carries the tenant's token, in `X-Webhook-Token` or as a bearer token: Freshdesk signs nothing, and
 * an automation rule may send headers of one's own. Nothing tells of its age.
 * @see https://support.freshdesk.com/support/solutions/articles/132589-using-webhooks-in-automation-rules
 */
export function proofOfFreshdesk({ headers, key }: UnprovenDelivery): Proof {
  const expected = key ?? NOBODYS_KEY;
  const isTold = equalTexts(headerText(headers, 'x-webhook-token'), expected);
  const isBorne = equalTexts(headerText(headers, 'authorization'), `Bearer ${expected}`);
  return (isTold || isBorne) && key !== null ? 'genuine' : 'unproven';
}
