import { describe, expect, test } from '@jest/globals';
import {
  DELIVERY_AGE_LIMIT_MS,
  proofOfZendesk,
  zendeskSignature,
} from '../../../src/platforms/zendesk/webhook.js';

/** It looks like base64, as Zendesk's secrets do, and is used as it stands. */
const SECRET = 'bm90LWEtc2VjcmV0LWp1c3QtYS10ZXN0LXZhbHVl';
const AT = '2026-11-23T09:30:00Z';
const BODY = '{"ticket_id":"42"}';

interface Given {
  signature?: string | string[] | undefined;
  timestamp?: string | undefined;
  body?: string | Buffer;
  key?: string | null;
  nowMs?: number;
}

const prove = ({ signature, timestamp, body = BODY, key = SECRET, nowMs = Date.parse(AT) }: Given) => {
  const headers = {
    ...(signature === undefined ? {} : { 'x-zendesk-webhook-signature': signature as string }),
    ...(timestamp === undefined ? {} : { 'x-zendesk-webhook-signature-timestamp': timestamp }),
  };
  return proofOfZendesk({ headers, body: Buffer.from(body), key }, nowMs);
};

/** Computed with another tool: `printf %s "$AT$BODY" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64`. */
const VECTORS = [
  ['a trigger’s body', BODY, 'APukPMZdR3q/lmcWHUcg9W7BxUv0LmM1WACBI+sPXa0='],
  [
    'letters beyond ASCII, signed as UTF-8',
    '{"ticket_id": "42", "tags": "größe 東京"}',
    'tTPSY2/0LtYxDnFb8SRHWxH+bqlYsKGRWedh8jcdRjE=',
  ],
  ['no body at all', '', 'SZ61LrriNfMCVusGi2N2dXmAXq33c5N9w5kdSv2ajsI='],
] as const;
const [[, , SIGNATURE]] = VECTORS;

describe('a signature of Zendesk', () => {
  test.each(VECTORS)('%s → genuine', (_what, body, signature) => {
    expect(prove({ body, signature, timestamp: AT })).toBe('genuine');
  });

  test.each([
    ['one byte of the body changed', { body: '{"ticket_id":"43"}' }],
    ['a space added to the body', { body: `${BODY} ` }],
    ['another second', { timestamp: '2026-11-23T09:30:01Z' }],
    ['the same second, written in another way', { timestamp: '2026-11-23T09:30:00.000Z' }],
    ['no timestamp', { timestamp: undefined }],
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['one letter of the signature in another case', { signature: SIGNATURE.replace('AP', 'aP') }],
    ['the signature without its padding', { signature: SIGNATURE.slice(0, -1) }],
    ['the signature and more', { signature: `${SIGNATURE}=` }],
    ['the signature twice', { signature: [SIGNATURE, SIGNATURE] }],
    ['by the decoded secret', { signature: 'XvUntfdnLYK/keaYFwAN0G0oO+kzHMxhLd44gLdKXfQ=' }],
    ['of body and time in the other order', { signature: '3o1DXqaY8hWOne1STG9tJ4RpHMW7FpBHEvldtFdqpzw=' }],
    ['in hexadecimal', { signature: '00fba43cc65d477abf9667161d4720f56ec1c54bf42e633558008123eb0f5dad' }],
    ['by the secret of another tenant', { key: `${SECRET}x` }],
    ['for a tenant that has none', { key: null }],
  ] satisfies [string, Given][])('%s → unproven', (_what, given) => {
    expect(prove({ signature: SIGNATURE, timestamp: AT, ...given })).toBe('unproven');
  });

  test('for a tenant that has none is unproven also when it was made with no secret', () => {
    const signature = zendeskSignature('', AT, Buffer.from(BODY));
    expect(prove({ signature, timestamp: AT, key: null })).toBe('unproven');
  });

  test('bytes that are no text are signed as they are', () => {
    const body = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
    const signature = zendeskSignature(SECRET, AT, body);
    expect(prove({ body, signature, timestamp: AT })).toBe('genuine');
    expect(prove({ body: body.toString('utf8'), signature, timestamp: AT })).toBe('unproven');
  });
});

describe('the age of a delivery', () => {
  const after = (ms: number) => prove({ signature: SIGNATURE, timestamp: AT, nowMs: Date.parse(AT) + ms });

  test.each([DELIVERY_AGE_LIMIT_MS, -DELIVERY_AGE_LIMIT_MS, 0])('%i ms → genuine', (ms) => {
    expect(after(ms)).toBe('genuine');
  });

  test.each([DELIVERY_AGE_LIMIT_MS + 1, -DELIVERY_AGE_LIMIT_MS - 1, 365 * 86_400_000])(
    '%i ms → stale, however well it is signed',
    (ms) => {
      expect(after(ms)).toBe('stale');
    },
  );

  test('is five minutes at most', () => {
    expect(DELIVERY_AGE_LIMIT_MS).toBe(300_000);
  });

  test.each(['', 'yesterday', '2026-13-45T99:00:00Z'])('told as %j, well signed → stale', (timestamp) => {
    const signature = zendeskSignature(SECRET, timestamp, Buffer.from(BODY));
    expect(prove({ signature, timestamp })).toBe('stale');
  });
});
