import { z } from 'zod';
import {
  ifUsable,
  readOwnBody,
  tagList,
  ticketNumber,
  type Delivery,
  type ReadBody,
  equalTexts,
  headerText,
  NOBODYS_KEY,
  type Proof,
  type UnprovenDelivery,
} from '../../ports/webhook.js';
import { createHmac } from 'node:crypto';

/** What a body of Zendesk was expected to be, for the answer to one that is not. */
export const EXPECTED_OF_ZENDESK =
  'a JSON object with the number of a ticket: {"ticket_id": "42"} or {"ticket": {"id": 42}} from a trigger, ' +
  'or a ticket event with "type" and "detail": {"id": "42"}';

/** @see https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events */
const EVENT = 'zen:event-type:';
const TICKET_EVENT = `${EVENT}ticket.`;
const GONE: ReadonlySet<string> = new Set([
  'soft_deleted',
  'permanently_deleted',
  'merged',
  'marked_as_spam',
]);

/** Author of what Zendesk's own rules do, in audits and events. */
const SYSTEM = '-1';

const event = z.object({
  type: z.string().startsWith(EVENT),
  detail: ifUsable(
    z.object({
      id: ifUsable(ticketNumber),
      tags: ifUsable(tagList),
      actor_id: ifUsable(z.union([z.string(), z.number()]).transform(String)),
    }),
  ),
  event: ifUsable(
    z.object({ comment: ifUsable(z.object({ author: ifUsable(z.object({ is_staff: z.boolean() })) })) }),
  ),
});
type Event = z.infer<typeof event>;

/** Reads a body as a trigger sends it, or as an event subscription does; null: it is neither. */
export function readZendeskBody(body: unknown): ReadBody | null {
  const read = event.safeParse(body);
  if (!read.success) return readOwnBody(body);
  const { type, detail } = read.data;
  if (!type.startsWith(TICKET_EVENT)) return { about: 'elsewhere' };
  if (detail?.id === undefined) return null;
  return {
    about: 'ticket',
    delivery: {
      ticketId: detail.id,
      change: changeOf(read.data),
      tags: detail.tags ?? null,
      byRule: detail.actor_id === SYSTEM,
    },
  };
}

/** A comment whose author is not said to be staff may be a customer's. */
function changeOf({ type, event: what }: Event): Delivery['change'] {
  const name = type.slice(TICKET_EVENT.length);
  if (name === 'created') return 'created';
  if (name === 'comment_added') return what?.comment?.author?.is_staff === true ? 'other' : 'customerReply';
  return GONE.has(name) ? 'gone' : 'other';
}

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
