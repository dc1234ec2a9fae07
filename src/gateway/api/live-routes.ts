import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Guard } from './access.js';
import { readRequest, placeText } from './query.js';
import { chosenTenants } from './figures-routes.js';
import type { ApiSources } from './tenant-actions.js';
import { setTimeout as delay } from 'node:timers/promises';
import { inChunks } from '../../temporal/listed-runs.js';
import type { LiveAnswer } from './wire.js';

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

/** What a watcher is told: how things stand (`live`), or that there are new outcomes (`outcomes`). */
type News = { event: 'live'; data: LiveAnswer } | { event: 'outcomes'; data: { newest: string | null } };

type Watcher = (news: News) => void;

const WATCH_EVERY_MS = 2_000;
/** Each is some ten questions to the Temporal server. */
const TENANTS_AT_ONCE = 5;

/** How things stand at a tenant, or at all of them. */
async function liveAnswer(sources: ApiSources, tenant: string | undefined): Promise<LiveAnswer> {
  const now = (sources.now ?? (() => new Date()))();
  const chosen = chosenTenants(sources, tenant);
  const tenants = await inChunks(chosen, TENANTS_AT_ONCE, (one) => sources.live(one, now));
  return { at: now.toISOString(), tenants };
}

/** Looks for news of one tenant, or of all, on behalf of everybody who watches it; nobody watches, nothing is asked. */
class Channel {
  private readonly watchers = new Set<Watcher>();
  private readonly last = new Map<News['event'], { text: string; news: News }>();
  /** Whose turn it is to look: a loop that all watchers left ends, also when the next comes before it wakes. */
  private turn = 0;

  constructor(
    private readonly sources: ApiSources,
    private readonly tenant: string | undefined,
    private readonly options: { signal: AbortSignal; onError: (error: Error) => void },
  ) {}

  /** Tells at once what is known already. */
  add(watcher: Watcher): void {
    for (const { news } of this.last.values()) watcher(news);
    this.watchers.add(watcher);
    if (this.watchers.size === 1) void this.look(++this.turn);
  }

  remove(watcher: Watcher): void {
    this.watchers.delete(watcher);
    if (this.watchers.size === 0) this.last.clear();
  }

  private async look(turn: number): Promise<void> {
    const { signal, onError } = this.options;
    while (this.watchers.size > 0 && turn === this.turn && !signal.aborted) {
      try {
        await Promise.all([this.lookForOutcomes(), this.lookAtTenants()]);
      } catch (error) {
        onError(error as Error);
      }
      await delay(this.sources.watchEveryMs ?? WATCH_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async lookForOutcomes(): Promise<void> {
    const to = new Date(Date.now() + 60_000).toISOString();
    const period = { tenant: this.tenant ?? null, from: new Date(0).toISOString(), to };
    const [newest] = await this.sources.outcomes.list({ ...period, limit: 1 });
    this.tell({ event: 'outcomes', data: { newest: newest ? placeText(newest) : null } });
  }

  private async lookAtTenants(): Promise<void> {
    this.tell({ event: 'live', data: await liveAnswer(this.sources, this.tenant) });
  }

  /** Once for each change; the time alone is none. */
  private tell(news: News): void {
    const text = JSON.stringify(news.event === 'live' ? news.data.tenants : news.data);
    if (this.last.get(news.event)?.text === text) return;
    this.last.set(news.event, { text, news });
    for (const watcher of this.watchers) watcher(news);
  }
}

/** The channels of a gateway. */
export class Watch {
  private readonly channels = new Map<string | undefined, Channel>();
  private readonly stop = new AbortController();

  constructor(
    private readonly sources: ApiSources,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Tells `watcher` of news until the answer is called. */
  begin(tenant: string | undefined, watcher: Watcher): () => void {
    const options = { signal: this.stop.signal, onError: this.onError };
    const channel = this.channels.get(tenant) ?? new Channel(this.sources, tenant, options);
    this.channels.set(tenant, channel);
    channel.add(watcher);
    return () => channel.remove(watcher);
  }

  close(): void {
    this.stop.abort();
  }
}
