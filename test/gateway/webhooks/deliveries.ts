import { createSecretKey, randomBytes } from 'node:crypto';
import { seededRandom, shuffled } from '../../../simulators/seeded-random.js';
import { createEncryptionCodec } from '../../../src/crypto/payload-codec.js';
import { createGateway } from '../../../src/gateway/server.js';
import { zendeskSignature } from '../../../src/platforms/zendesk/webhook.js';
import type { ReportChange } from '../../../src/temporal/report-change.js';
import { NO_DASHBOARD } from '../support/api-sources.js';

export const SECRET = 'c2VjcmV0LW9mLXRoZS10ZXN0cw==';

/** The gateway's HTTP surface with one tenant of Zendesk, on a free port of this machine. */
export async function listeningGateway(options: {
  tenant: string;
  reportChange: ReportChange;
  /** Default: no tenant is. */
  whyPaused?: (tenant: string) => Promise<string | null>;
  onError?: (error: Error) => void;
}) {
  const server = createGateway({
    ...NO_DASHBOARD,
    tokens: { operator: 'a-token-of-the-tests', viewer: null },
    codec: createEncryptionCodec([{ id: 'k', key: createSecretKey(randomBytes(32)) }]),
    allowedOrigins: [],
    privateCodec: false,
    health: () => Promise.reject(new Error('nobody asks for health')),
    temporal: () => Promise.reject(new Error('nobody asks whether it is ready')),
    status: () => Promise.resolve(null),
    onError: options.onError ?? (() => undefined),
    webhooks: {
      tenant: (name) => (name === options.tenant ? { platform: 'zendesk', key: SECRET } : null),
      reportChange: options.reportChange,
      whyPaused: options.whyPaused ?? (() => Promise.resolve(null)),
      metrics: { deliveryAnswered: () => undefined },
    },
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${url}/webhooks/zendesk/${options.tenant}`, close: () => server.close() };
}

/** Sends a body as Zendesk does, signed at this moment. */
export function deliver(url: string, body: object, secret = SECRET): Promise<Response> {
  const [text, timestamp] = [JSON.stringify(body), new Date().toISOString()];
  return fetch(url, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'x-zendesk-webhook-signature': zendeskSignature(secret, timestamp, Buffer.from(text)),
      'x-zendesk-webhook-signature-timestamp': timestamp,
    },
  });
}

/** Each ticket told of `times` times, in an order that the seed gives; as an event and by a trigger in turns. */
export function shuffledDeliveries(
  ticketIds: readonly string[],
  { times, seed }: { times: number; seed: string },
): object[] {
  const bodies = ticketIds.flatMap((id) =>
    Array.from({ length: times }, (_none, index) =>
      index % 2 === 0
        ? { type: 'zen:event-type:ticket.created', detail: { id, tags: ['vip'] } }
        : { ticket_id: id },
    ),
  );
  return shuffled(seededRandom(seed), bodies);
}

/** Calls for every item, at most `lanes` at once. */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  call: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await call(items[index] as Item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
