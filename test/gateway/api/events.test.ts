import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { LiveTenant } from '../../../src/gateway/api/wire.js';
import type { OutcomeStore } from '../../../src/ports/records.js';
import { openOutcomeStore } from '../../../src/records/statistics/database.js';
import { outcome } from '../../records/statistics/support/outcomes.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { apiGateway, as, OPERATOR, VIEWER } from '../support/api-gateway.js';
import { apiSources, apiTenant } from '../support/api-sources.js';

const newFolder = temporaryFolders();
let outcomes: OutcomeStore;
let server: FastifyInstance;
let url: string;
let asked: number;
let error: string | null;

beforeEach(async () => {
  outcomes = await openOutcomeStore({ dataDir: newFolder() });
  [asked, error] = [0, null];
  const live = ({ name }: { name: string }): Promise<LiveTenant> => {
    asked += 1;
    return Promise.resolve({ tenant: name, error, status: null, queues: [] });
  };
  const sources = apiSources({ tenants: () => [apiTenant('acme')], outcomes, live, watchEveryMs: 20 });
  server = apiGateway({ sources });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await server.close();
  await outcomes.close();
});

/** Events as they come; a sign of life is none. */
async function* eventsOf(headers: Record<string, string>, stop: AbortController) {
  const answer = await fetch(`${url}/api/events?tenant=acme`, { headers, signal: stop.signal });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  let text = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() as string;
    for (const block of blocks) {
      const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (event !== undefined) yield { event, data: JSON.parse(data as string) as unknown };
    }
  }
}

test('how things stand at once, and again with each change and each outcome', async () => {
  const stop = new AbortController();
  const events = eventsOf(as(VIEWER), stop);
  const next = async (event: string) => {
    for (;;) {
      const { value } = await events.next();
      if (value?.event === event) return value.data;
    }
  };
  expect(await next('live')).toMatchObject({ tenants: [{ tenant: 'acme', error: null }] });
  error = 'Temporal cannot be reached';
  expect(await next('live')).toMatchObject({ tenants: [{ error }] });
  await outcomes.record(outcome());
  expect(await next('outcomes')).toEqual({ newest: expect.any(String) });
  stop.abort();
});

test('nobody watches → nothing is asked', async () => {
  const stop = new AbortController();
  const events = eventsOf(as(VIEWER), stop);
  await events.next();
  stop.abort();
  await events.next().catch(() => undefined);
  const settled = async () => {
    const before = asked;
    await outcomes.record(outcome());
    await new Promise((resolve) => setTimeout(resolve, 60));
    return asked === before;
  };
  while (!(await settled())) expect(asked).toBeLessThan(1_000);
});

test('a stream ends with its session', async () => {
  const logIn = await fetch(`${url}/api/session`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ token: OPERATOR }),
  });
  const cookie = String(logIn.headers.get('set-cookie')).split(';')[0] as string;
  const events = eventsOf({ cookie }, new AbortController());
  await events.next();
  await fetch(`${url}/api/session`, { method: 'DELETE', headers: { cookie, origin: url } });
  error = 'something new to tell';
  let seen = '';
  for await (const event of events) seen += JSON.stringify(event);
  expect(seen).not.toContain(error);
});

test('closing the gateway ends the streams', async () => {
  const events = eventsOf(as(VIEWER), new AbortController());
  await events.next();
  await server.close();
  for await (const event of events) expect(event.event).not.toBe('');
});
