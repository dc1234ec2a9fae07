import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Guard } from './access.js';
import { readRequest } from './bad-request.js';
import { chosenTenants } from './figures-routes.js';
import type { ApiSources } from './sources.js';
import { liveAnswer, Watch } from './watch.js';

const parameters = z.strictObject({ tenant: z.string().optional() });

/** Proxies close what is silent for a minute. */
const SIGN_OF_LIFE_MS = 15_000;

/**
 * `GET /live` tells how things stand, `GET /events` tells it again whenever it changes, as server-sent events. A stream
 * ends with its session. @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function addLiveRoutes(
  server: FastifyInstance,
  sources: ApiSources,
  { guard, onError }: { guard: Guard; onError: (error: Error) => void },
): void {
  const watch = new Watch(sources, onError);
  const streams = new Set<PassThrough>();
  server.addHook('preClose', (done) => {
    watch.close();
    for (const stream of streams) stream.end();
    done();
  });

  server.get('/live', ({ query }) => liveAnswer(sources, readRequest(parameters, query).tenant));

  server.get('/events', (request, reply) => {
    const { tenant } = readRequest(parameters, request.query);
    chosenTenants(sources, tenant);
    const stream = new PassThrough();
    const send = (text: string) => {
      if (guard.accessOf(request) === null) stream.end();
      else if (!stream.writableEnded) stream.write(text);
    };
    streams.add(stream);
    const signs = setInterval(() => send(': still there\n\n'), SIGN_OF_LIFE_MS);
    const leave = watch.begin(tenant, ({ event, data }) =>
      send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    );
    reply.raw.on('close', () => {
      clearInterval(signs);
      leave();
      streams.delete(stream);
      stream.end();
    });
    send('retry: 2000\n\n');
    return (
      reply
        .type('text/event-stream')
        // A proxy that collects answers before it passes them on would hold back every event.
        .header('x-accel-buffering', 'no')
        // Kept for another request, it would hold up the end of the gateway.
        .header('connection', 'close')
        .send(stream)
    );
  });
}
