import { createSecretKey, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createEncryptionCodec } from '../../src/crypto/payload-codec.js';
import { createGateway } from '../../src/gateway/server.js';
import type { WebhookTenant, WebhookOptions } from '../../src/gateway/webhooks.js';
import { zendeskSignature } from '../../src/platforms/zendesk/webhook.js';
import { ownUpdateEvents, ticketEvent } from './webhooks/events.js';
import { NO_DASHBOARD } from './support/api-sources.js';

const SECRET = 'c2VjcmV0LW9mLXRoZS10ZXN0cw==';
const TOKEN = 'token-of-the-tests-0123456789';
const NOW_MS = Date.parse('2026-11-23T09:30:00Z');
const TENANTS: Record<string, WebhookTenant> = {
  acme: { platform: 'zendesk', key: SECRET },
  shop: { platform: 'freshdesk', key: TOKEN },
  mute: { platform: 'zendesk', key: null },
};

let server: FastifyInstance;
let reported: object[];
let answers: object[];
let errors: string[];
beforeEach(() => {
  [reported, answers, errors] = [[], [], []];
});
afterEach(() => server.close());

function gateway(options: Partial<WebhookOptions> = {}): FastifyInstance {
  server = createGateway({
    ...NO_DASHBOARD,
    tokens: { operator: 'a-token-of-the-tests', viewer: null },
    codec: createEncryptionCodec([{ id: 'k', key: createSecretKey(randomBytes(32)) }]),
    allowedOrigins: [],
    privateCodec: false,
    health: () => Promise.reject(new Error('nobody asks for health')),
    temporal: () => Promise.reject(new Error('nobody asks whether it is ready')),
    status: () => Promise.resolve(null),
    onError: ({ message }) => errors.push(message),
    webhooks: {
      tenant: (name) => TENANTS[name] ?? null,
      reportChange: (ticket) => {
        reported.push(ticket);
        return Promise.resolve({ workflowId: `workflow-of-${ticket.ticketId}` });
      },
      whyPaused: () => Promise.resolve(null),
      metrics: { deliveryAnswered: (answered) => answers.push(answered) },
      now: () => NOW_MS,
      ...options,
    },
  });
  return server;
}

interface Posted {
  url?: string;
  body?: string;
  headers?: Record<string, string>;
  at?: string;
  secret?: string;
}

/** Posts a delivery as Zendesk would, signed. */
const fromZendesk = (
  app: FastifyInstance,
  {
    url = '/webhooks/zendesk/acme',
    body = '{"ticket_id":"42"}',
    headers = {},
    at = '2026-11-23T09:29:58Z',
    secret = SECRET,
  }: Posted = {},
) =>
  app.inject({
    method: 'POST',
    url,
    payload: body,
    headers: {
      'content-type': 'application/json',
      'x-zendesk-webhook-signature': zendeskSignature(secret, at, Buffer.from(body)),
      'x-zendesk-webhook-signature-timestamp': at,
      ...headers,
    },
  });

const fromFreshdesk = (app: FastifyInstance, body: object, token = TOKEN) =>
  app.inject({
    method: 'POST',
    url: '/webhooks/freshdesk/shop',
    payload: body,
    headers: { 'x-webhook-token': token },
  });

describe('a delivery that is genuine', () => {
  test('of Zendesk → 202 with the workflow that was told', async () => {
    const answer = await fromZendesk(gateway());
    expect([answer.statusCode, answer.json()]).toEqual([202, { workflowId: 'workflow-of-42' }]);
    expect(reported).toEqual([{ tenant: 'acme', platform: 'zendesk', ticketId: '42' }]);
    expect(answers).toEqual([{ tenant: 'acme', result: 'accepted' }]);
  });

  test('of Freshdesk → 202 with the workflow that was told', async () => {
    const answer = await fromFreshdesk(gateway(), { freshdesk_webhook: { ticket_id: 7 } });
    expect([answer.statusCode, answer.json()]).toEqual([202, { workflowId: 'workflow-of-7' }]);
    expect(reported).toEqual([{ tenant: 'shop', platform: 'freshdesk', ticketId: '7' }]);
  });

  test('is told again when it comes again: whether that is news is the workflow’s to know', async () => {
    const app = gateway();
    expect((await fromZendesk(app)).statusCode).toBe(202);
    expect((await fromZendesk(app)).statusCode).toBe(202);
    expect(reported).toHaveLength(2);
  });

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'application/octet-stream', undefined])(
    'is read by its bytes, also as %s',
    async (type) => {
      const answer = await fromZendesk(gateway(), { headers: { 'content-type': type as string } });
      expect(answer.statusCode).toBe(202);
    },
  );

  test('is answered once the report is made, not before', async () => {
    let made: () => void = () => undefined;
    const reports = new Promise<void>((resolve) => (made = resolve));
    let answered = false;
    const answer = fromZendesk(
      gateway({ reportChange: () => reports.then(() => ({ workflowId: 'w' })) }),
    ).then((response) => {
      answered = true;
      return response;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    made();
    expect((await answer).statusCode).toBe(202);
  });
});

describe('a delivery that nobody proved', () => {
  const refused = async (answer: Promise<{ statusCode: number; body: string }>) => {
    const { statusCode, body } = await answer;
    expect(statusCode).toBe(401);
    expect(reported).toEqual([]);
    return body;
  };

  test('by another secret → 401', async () => {
    await refused(fromZendesk(gateway(), { secret: 'another' }));
    expect(answers).toEqual([{ tenant: 'acme', result: 'unproven' }]);
  });

  test('without headers → 401', async () => {
    await refused(
      gateway().inject({ method: 'POST', url: '/webhooks/zendesk/acme', payload: { ticket_id: '42' } }),
    );
  });

  test('older than five minutes, well signed → 401', async () => {
    await refused(fromZendesk(gateway(), { at: '2026-11-23T09:24:59Z' }));
    expect(answers).toEqual([{ tenant: 'acme', result: 'stale' }]);
  });

  test('signed, then changed on its way: also where the JSON means the same → 401', async () => {
    const at = '2026-11-23T09:29:58Z';
    const signature = zendeskSignature(SECRET, at, Buffer.from('{"ticket_id":"42"}'));
    await refused(
      fromZendesk(gateway(), {
        body: '{ "ticket_id": "42" }',
        headers: { 'x-zendesk-webhook-signature': signature },
      }),
    );
  });

  test('by another token → 401', async () => {
    await refused(fromFreshdesk(gateway(), { ticket_id: '42' }, 'wrong'));
  });

  test('an unknown tenant, one without a secret and one of another help desk look like a bad signature', async () => {
    const app = gateway();
    const bodies = new Set<string>();
    bodies.add(await refused(fromZendesk(app, { secret: 'another' })));
    for (const tenant of ['nobody', 'mute', 'shop', 'ACME', '..%2Facme', 'constructor'])
      bodies.add(await refused(fromZendesk(app, { url: `/webhooks/zendesk/${tenant}` })));
    expect(bodies.size).toBe(1);
  });

  test('is not read: an unusable body is no answer to whoever cannot sign', async () => {
    await refused(fromZendesk(gateway(), { body: 'no JSON', secret: 'another' }));
  });
});

describe('a genuine delivery that is of no use', () => {
  test.each(['', 'no JSON', '{"ticket_id":', 'null', '[]', '{}', '{"ticket_id":"{{ticket.id}}"}', '\u0000'])(
    '%j → 400 with what was expected, and nothing of what came',
    async (body) => {
      const answer = await fromZendesk(gateway(), { body });
      expect(answer.statusCode).toBe(400);
      const { error } = answer.json<{ error: string }>();
      expect(error).toMatch(/^expected a JSON object with the number of a ticket: \{"ticket_id": "42"\}/);
      expect(error).not.toContain('{{');
      expect([reported, answers]).toEqual([[], [{ tenant: 'acme', result: 'unusable' }]]);
    },
  );

  test('of Freshdesk → 400 with what was expected of it', async () => {
    const answer = await fromFreshdesk(gateway(), { subject: 'x' });
    expect([answer.statusCode, answer.body]).toEqual([400, expect.stringContaining('freshdesk_webhook')]);
  });

  test('of 1 MiB is read, of one byte more → 413', async () => {
    const ofBytes = (bytes: number) => `{"ticket_id":"42","x":"${'x'.repeat(bytes - 25)}"}`;
    const app = gateway();
    expect((await fromZendesk(app, { body: ofBytes(1024 * 1024) })).statusCode).toBe(202);
    expect((await fromZendesk(app, { body: ofBytes(1024 * 1024 + 1) })).statusCode).toBe(413);
    expect(answers.at(-1)).toEqual({ tenant: 'acme', result: 'tooLarge' });
    expect(errors).toEqual([]);
  });
});

describe('a genuine delivery that asks nothing of us', () => {
  test('our own update, as an event subscription tells it → 202 with why, and Temporal hears nothing', async () => {
    const app = gateway();
    for (const event of ownUpdateEvents()) {
      const answer = await fromZendesk(app, { body: JSON.stringify(event) });
      expect([answer.statusCode, answer.json()]).toEqual([
        202,
        { ignored: 'the ticket has a verdict already' },
      ]);
    }
    expect(reported).toEqual([]);
    expect(answers).toContainEqual({ tenant: 'acme', result: 'ignored' });
  });

  test("a trigger's body that tells of our tag → 202 with why", async () => {
    const answer = await fromZendesk(gateway(), {
      body: '{"ticket_id":"42","tags":"vip ai_processed ai_bug"}',
    });
    expect([answer.statusCode, answer.json()]).toEqual([
      202,
      { ignored: 'the ticket has a verdict already' },
    ]);
    expect(reported).toEqual([]);
  });

  test("a rule of the help desk's → 202 with why", async () => {
    const body = JSON.stringify(ticketEvent('status_changed', { actor_id: '-1' }));
    expect((await fromZendesk(gateway(), { body })).json()).toEqual({
      ignored: 'a rule of the help desk made the change',
    });
    expect(reported).toEqual([]);
  });

  test('of something that is no ticket → 202 with why', async () => {
    const body = JSON.stringify({ type: 'zen:event-type:user.created', detail: { id: '42' } });
    expect((await fromZendesk(gateway(), { body })).json()).toEqual({ ignored: 'it is about no ticket' });
    expect(reported).toEqual([]);
  });

  test("a customer's reply is none of these, also on a ticket that has a verdict", async () => {
    const detail = { tags: ['ai_processed'] };
    const event = ticketEvent('comment_added', detail, { comment: { author: { is_staff: false } } });
    await fromZendesk(gateway(), { body: JSON.stringify(event) });
    expect(reported).toEqual([{ tenant: 'acme', platform: 'zendesk', ticketId: '42' }]);
  });
});

test('a report that Temporal did not take → 503 with Retry-After, and the log knows why', async () => {
  const refusing = { reportChange: () => Promise.reject(new Error('14 UNAVAILABLE: 10.0.0.7:7233')) };
  const answer = await fromZendesk(gateway(refusing));
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '30']);
  expect(answer.body).not.toContain('10.0.0.7');
  expect(errors).toEqual(['14 UNAVAILABLE: 10.0.0.7:7233']);
  expect(answers).toEqual([{ tenant: 'acme', result: 'unavailable' }]);
});

test.each([
  ['GET', '/webhooks/zendesk/acme'],
  ['PUT', '/webhooks/zendesk/acme'],
  ['POST', '/webhooks/zendesk'],
  ['POST', '/webhooks/zendesk/acme/more'],
  ['POST', '/webhooks/intercom/acme'],
  ['POST', '/webhooks'],
] as const)('%s %s → 404', async (method, url) => {
  expect((await gateway().inject({ method, url })).statusCode).toBe(404);
});
