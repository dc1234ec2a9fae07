import type { PayloadCodec, Payload } from '@temporalio/common';
import type { FastifyError, FastifyInstance, FastifyPluginCallback, FastifyRequest } from 'fastify';
import { PayloadDecryptionError } from '../crypto/payload-codec.js';
import { z } from 'zod';

interface CodecEndpointOptions {
  codec: PayloadCodec;
  /** Origins of the Web UI, such as `http://127.0.0.1:8233`. Requests of every other web page are refused. */
  allowedOrigins: readonly string[];
  /** Whether the request may use the codec. Default: whoever knows the path may. Preflights are not asked. */
  authorize?: (request: FastifyRequest) => boolean;
}

/** Temporal's largest message of 4 MiB, in base64, with room for the JSON around it. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;
const PREFLIGHT_HOLDS_FOR_S = 600;
/**
 * What the Web UI sends; the last two when it passes its user's tokens on (seen in UI 2.54).
 * @see https://docs.temporal.io/production-deployment/data-encryption
 */
const ALLOWED_HEADERS = 'content-type, x-namespace, authorization, authorization-extras';

/**
 * Fastify plugin that lets the Web UI and the CLI read and write encrypted payloads: `POST /encode` and `/decode`,
 * also below `/{namespace}`, take and give `{payloads: [{metadata, data}]}`. Register it with a `prefix`; its hooks
 * reach no other route. Refusals are `{error}`: 400 a body that is none, or payloads that cannot be decrypted ·
 * 401 `authorize` says no · 403 an Origin that is not allowed · 413 above 8 MiB · 415 not JSON.
 * @see https://github.com/temporalio/samples-go/blob/main/codec-server/protocol.md
 */
export const codecEndpoint: FastifyPluginCallback<CodecEndpointOptions> = (server, options, done) => {
  guard(server, options);
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error instanceof PayloadDecryptionError ? 400 : (error.statusCode ?? 500);
    if (status >= 500) request.log.error({ err: error }, 'codec endpoint failed');
    void reply.code(status).send({ error: status < 500 ? error.message : 'internal error' });
  });
  for (const operation of ['encode', 'decode'] as const) {
    for (const url of [`/${operation}`, `/:namespace/${operation}`]) {
      server.options(url, (_request, reply) => {
        void reply
          .code(204)
          .header('access-control-allow-methods', 'POST')
          .header('access-control-allow-headers', ALLOWED_HEADERS)
          .header('access-control-max-age', PREFLIGHT_HOLDS_FOR_S)
          .send();
      });
      server.post(url, { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
        const body = payloadsFromJson(request.body);
        if ('fault' in body) return reply.code(400).send({ error: body.fault });
        return payloadsToJson(await options.codec[operation](body.payloads));
      });
    }
  }
  done();
};

/** Origin and authorization are checked before a body is read. */
function guard(
  server: FastifyInstance,
  { allowedOrigins, authorize = () => true }: CodecEndpointOptions,
): void {
  server.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    void reply.header('vary', 'origin').header('cache-control', 'no-store');
    if (origin !== undefined) {
      if (!allowedOrigins.includes(origin)) {
        return reply.code(403).send({ error: `origin ${origin} is not allowed` });
      }
      void reply
        .header('access-control-allow-origin', origin)
        .header('access-control-allow-credentials', 'true');
    }
    if (request.method === 'OPTIONS' || authorize(request)) return;
    return reply
      .code(401)
      .header('www-authenticate', 'Bearer')
      .send({ error: 'expected a header Authorization: Bearer TOKEN' });
  });
}

const base64 = z.base64('base64').transform((text) => Buffer.from(text, 'base64'));

const payloadSchema = z.object(
  { metadata: z.record(z.string(), base64, 'an object').default({}), data: base64.default(Buffer.alloc(0)) },
  'an object with metadata and data',
);

const payloadsSchema = z.object(
  { payloads: z.array(payloadSchema, 'an array').default([]) },
  'a JSON object with payloads',
);

/** Payloads as JSON: bytes are base64, empty fields may be missing. */
interface PayloadsJson {
  payloads: { metadata: Record<string, string>; data: string }[];
}

/**
 * Reads `{payloads: [{metadata, data}]}` in the JSON form of Protocol Buffers; the fault names the place and what was
 * expected there, never the content. @see https://protobuf.dev/programming-guides/json/
 */
function payloadsFromJson(body: unknown): { payloads: Payload[] } | { fault: string } {
  const parsed = payloadsSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { fault: `${['body', ...(issue?.path ?? [])].join('.')}: expected ${issue?.message}` };
}

/** The inverse of `payloadsFromJson`. */
function payloadsToJson(payloads: readonly Payload[]): PayloadsJson {
  return {
    payloads: payloads.map(({ metadata, data }) => ({
      metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, value]) => [key, text(value)])),
      data: text(data),
    })),
  };
}

const text = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
