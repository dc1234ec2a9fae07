import type { FastifyError, FastifyPluginCallback } from 'fastify';
import type { DeliveryResult, WebhookMetrics } from '../ports/metrics.js';
import type { PlatformDescriptor } from '../platforms/descriptor.js';
import { DESCRIPTORS } from '../platforms/index.js';
import type { IncomingHttpHeaders } from 'node:http';
import type { PlatformName } from '../contract/names.js';
import type { ReportChange } from '../temporal/report-change.js';
import type { Delivery } from '../ports/webhook.js';
import { PROCESSED_TAG } from '../domain/merge.js';
import type { Client } from '@temporalio/client';
import { readPause } from '../temporal/pause.js';

export interface WebhookOptions extends Omit<AnswerOptions, 'now' | 'onError'> {
  metrics: WebhookMetrics;
  /** Default: the system's clock. */
  now?: () => number;
}

/** Of one delivery (INTERFACE section 6); help desks send a few KiB. */
const LARGEST_BODY_BYTES = 1024 * 1024;

/**
 * Fastify plugin that takes what help desks tell of tickets: `POST /<kind of help desk>/<tenant>`.
 * Register it with a prefix. Of a delivery nothing is kept or logged.
 */
export const webhooks: FastifyPluginCallback<WebhookOptions & Pick<AnswerOptions, 'onError'>> = (
  server,
  { metrics, now = Date.now, ...options },
  done,
) => {
  // The bytes as they came, of whatever they say they are: they are what was signed.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
  server.setErrorHandler<FastifyError>((error, { params }) => {
    const result: DeliveryResult = error.statusCode === 413 ? 'tooLarge' : 'failed';
    metrics.deliveryAnswered({ tenant: (params as { tenant: string }).tenant, result });
    throw error;
  });
  for (const descriptor of DESCRIPTORS) {
    const url = `/${descriptor.kind}/:tenant`;
    server.post<{ Params: { tenant: string }; Body: Buffer | undefined }>(
      url,
      { bodyLimit: LARGEST_BODY_BYTES },
      async ({ params: { tenant }, headers, body = Buffer.alloc(0) }, reply) => {
        const answer = await answerDelivery({ tenant, headers, body }, descriptor, { ...options, now });
        metrics.deliveryAnswered({ tenant, result: answer.result });
        if (answer.retryAfter !== undefined) void reply.header('retry-after', answer.retryAfter);
        return reply.code(answer.status).send(answer.body);
      },
    );
  }
  done();
};

/** A tenant that webhooks may come for. */
export interface WebhookTenant {
  platform: PlatformName;
  /** What proves a delivery. Null: none is configured. */
  key: string | null;
}

interface AnswerOptions {
  /** Null: there is no such tenant. */
  tenant: (name: string) => WebhookTenant | null;
  reportChange: ReportChange;
  /** Why the tenant is paused, empty where nobody said; null: it is not, or Temporal does not say. */
  whyPaused: (tenant: string) => Promise<string | null>;
  /** Told why Temporal took no report, which the sender is not. */
  onError: (error: Error) => void;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** What the sender is told. */
interface Answer {
  result: DeliveryResult;
  status: number;
  body: object;
  /** Seconds. */
  retryAfter?: number;
}

/** When a sender may try again (INTERFACE section 6). */
const RETRY_AFTER_S = 30;

/**
 * Answers one delivery: 202 once the report is durably with Temporal, or there is nothing to report, or the tenant is
 * paused: the scan after the pause finds the ticket · 400 a body that
 * names no ticket · 401 not proven to be the help desk's; an unknown tenant looks the same, so that nobody can ask who
 * our tenants are · 503 when Temporal did not take it: then the sender may repeat it, which is harmless.
 */
async function answerDelivery(
  delivery: { tenant: string; headers: IncomingHttpHeaders; body: Buffer },
  { kind: platform, webhook }: PlatformDescriptor,
  { tenant: tenantNamed, reportChange, whyPaused, onError, now }: AnswerOptions,
): Promise<Answer> {
  const { tenant, headers, body } = delivery;
  const configured = tenantNamed(tenant);
  const key = configured?.platform === platform ? configured.key : null;
  const proof = webhook.prove({ headers, body, key }, now());
  if (proof !== 'genuine') return { result: proof, ...refusal(401, webhook.expectedProof) };

  const content = webhook.read(jsonOf(body));
  if (content === null) return { result: 'unusable', ...refusal(400, webhook.expectedBody) };
  const ignored = content.about === 'ticket' ? whyIgnored(content.delivery) : 'it is about no ticket';
  if (content.about !== 'ticket' || ignored !== null)
    return { result: 'ignored', status: 202, body: { ignored } };

  const paused = await whyPaused(tenant);
  if (paused !== null)
    return { result: 'ignored', status: 202, body: { ignored: `paused: ${paused || 'no reason given'}` } };

  try {
    const { ticketId } = content.delivery;
    return { result: 'accepted', status: 202, body: await reportChange({ tenant, platform, ticketId }) };
  } catch (error) {
    onError(error as Error);
    const told = { error: `Temporal cannot be reached; try again in ${RETRY_AFTER_S} s` };
    return { result: 'unavailable', status: 503, body: told, retryAfter: RETRY_AFTER_S };
  }
}

const refusal = (status: number, expected: string) => ({ status, body: { error: `expected ${expected}` } });

/** Undefined when it is none: what is wrong with it would repeat a piece of it. */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

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

/** A pause is in force this much later at most, and so is its end: what is passed over then, the next scan finds. */
export const PAUSE_HOLDS_MS = 5_000;
/** A delivery must not wait long for an answer about a pause: without one the last answer holds. */
const PATIENCE_MS = 2_000;

/**
 * Why a tenant is paused, asked at most once in five seconds however many webhooks come; null: it is not, or Temporal
 * never said.
 */
export function createKnownPauses(
  client: Client,
  now: () => number = Date.now,
): (tenant: string) => Promise<string | null> {
  const known = new Map<string, { askedAtMs: number; reason: Promise<string | null> }>();
  const ask = async (tenant: string, before: Promise<string | null>): Promise<string | null> => {
    try {
      const { paused } = await client.withDeadline(Date.now() + PATIENCE_MS, () => readPause(client, tenant));
      return paused?.reason ?? null;
    } catch {
      return before;
    }
  };
  return (tenant) => {
    const before = known.get(tenant);
    if (before !== undefined && now() - before.askedAtMs < PAUSE_HOLDS_MS) return before.reason;
    const asked = { askedAtMs: now(), reason: ask(tenant, before?.reason ?? Promise.resolve(null)) };
    known.set(tenant, asked);
    return asked.reason;
  };
}
