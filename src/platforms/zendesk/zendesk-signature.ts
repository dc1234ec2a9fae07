import { createHmac } from 'node:crypto';
import { equalTexts } from '../../ports/equal-texts.js';
import { headerText, NOBODYS_KEY, type Proof, type UnprovenDelivery } from '../../ports/proof.js';

/** How far a delivery's time may be from ours, either way (INTERFACE section 6): clocks differ, networks are slow. */
export const DELIVERY_AGE_LIMIT_MS = 5 * 60_000;

/**
 * The signature of a body as Zendesk computes it: base64(HMAC-SHA256(secret, timestamp + body)). The key is the
 * secret as it is shown, not what its base64 stands for.
 * @see https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export const zendeskSignature = (secret: string, timestamp: string, body: Buffer): string =>
  createHmac('sha256', secret).update(timestamp).update(body).digest('base64');

/** Whether Zendesk signed this body with the tenant's secret, and lately. */
export function proofOfZendesk({ headers, body, key }: UnprovenDelivery, nowMs: number): Proof {
  const timestamp = headerText(headers, 'x-zendesk-webhook-signature-timestamp');
  const given = headerText(headers, 'x-zendesk-webhook-signature');
  const isSigned = equalTexts(given, zendeskSignature(key ?? NOBODYS_KEY, timestamp, body));
  if (!isSigned || key === null) return 'unproven';
  return Math.abs(nowMs - Date.parse(timestamp)) <= DELIVERY_AGE_LIMIT_MS ? 'genuine' : 'stale';
}
