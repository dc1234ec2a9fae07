import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const value = z.object({ stringValue: z.string().optional() }).loose();
const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().default(''),
  name: z.string(),
  attributes: z.array(z.object({ key: z.string(), value })),
  status: z.object({ code: z.number().default(0), message: z.string().default('') }).loose(),
  events: z.array(z.unknown()),
});
/** @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
const requestSchema = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) })),
});

export type SunkSpan = z.output<typeof spanSchema>;

/** A collector that takes OTLP/HTTP in JSON, checks its shape and keeps it. */
export async function otlpSink({ status = 200 } = {}) {
  const bodies: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const faults: unknown[] = [];
  const answers = { status };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url !== '/v1/traces') faults.push(request.url);
      headers.push(request.headers);
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(answers.status, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answers,
    headers,
    faults,
    bytes: () => bodies.join('\n'),
    spans: (): SunkSpan[] =>
      bodies.flatMap((body) =>
        requestSchema
          .parse(JSON.parse(body))
          .resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      ),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A span's attribute as text; undefined: it has none of that name. */
export const attribute = ({ attributes }: SunkSpan, name: string): string | undefined => {
  const found = attributes.find(({ key }) => key === name)?.value;
  return found && String(Object.values(found)[0]);
};
