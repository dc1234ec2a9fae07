import { equalTexts } from '../../ports/equal-texts.js';
import { headerText, NOBODYS_KEY, type Proof, type UnprovenDelivery } from '../../ports/proof.js';

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
