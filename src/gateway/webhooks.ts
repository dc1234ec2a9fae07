import type { FastifyError, FastifyPluginCallback } from 'fastify';
import type { DeliveryResult, WebhookMetrics } from '../ports/metrics.js';
import { answerDelivery, type AnswerOptions, type DeliveryFormat } from './answer.js';
import { EXPECTED_OF_FRESHDESK, readFreshdeskBody } from '../platforms/freshdesk/webhook.js';
import { proofOfFreshdesk } from '../platforms/freshdesk/freshdesk-token.js';
import { EXPECTED_OF_ZENDESK, readZendeskBody } from '../platforms/zendesk/webhook.js';
import { proofOfZendesk } from '../platforms/zendesk/zendesk-signature.js';

export interface WebhookOptions extends Omit<AnswerOptions, 'now' | 'onError'> {
  metrics: WebhookMetrics;
  /** Default: the system's clock. */
  now?: () => number;
}

/** Of one delivery (INTERFACE section 6); help desks send a few KiB. */
const LARGEST_BODY_BYTES = 1024 * 1024;

const FORMATS: readonly DeliveryFormat[] = [
  {
    platform: 'zendesk',
    prove: proofOfZendesk,
    read: readZendeskBody,
    expectedProof:
      'X-Zendesk-Webhook-Signature of this body by the webhook of this tenant, not older than 5 minutes',
    expectedBody: EXPECTED_OF_ZENDESK,
  },
  {
    platform: 'freshdesk',
    prove: proofOfFreshdesk,
    read: readFreshdeskBody,
    expectedProof: 'the webhook token of this tenant in X-Webhook-Token',
    expectedBody: EXPECTED_OF_FRESHDESK,
  },
];

/**
 * Fastify plugin that takes what help desks tell of tickets: `POST /zendesk/<tenant>` and `/freshdesk/<tenant>`.
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
  for (const format of FORMATS) {
    const url = `/${format.platform}/:tenant`;
    server.post<{ Params: { tenant: string }; Body: Buffer | undefined }>(
      url,
      { bodyLimit: LARGEST_BODY_BYTES },
      async ({ params: { tenant }, headers, body = Buffer.alloc(0) }, reply) => {
        const answer = await answerDelivery({ tenant, headers, body }, format, { ...options, now });
        metrics.deliveryAnswered({ tenant, result: answer.result });
        if (answer.retryAfter !== undefined) void reply.header('retry-after', answer.retryAfter);
        return reply.code(answer.status).send(answer.body);
      },
    );
  }
  done();
};
