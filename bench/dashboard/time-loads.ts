import Fastify from 'fastify';
import { api } from '../../src/gateway/api/api.js';
import type { ApiSources } from '../../src/gateway/api/tenant-actions.js';
import type { ApiTenant } from '../../src/gateway/api/wire.js';
import type { OutcomeStore } from '../../src/ports/records.js';

const TOKEN = 'the-token-of-the-benchmark';
const RUNS = 7;

/** What opening a page took, in whole milliseconds. */
export interface LoadTime {
  name: string;
  median: number;
  worst: number;
  /** What this process computed for it, the median: on a busy machine that is less than what passed. */
  computing: number;
}

const PAGES: readonly (readonly [name: string, query: string])[] = [
  ['24 hours, all tenants', 'from=24h'],
  ['24 hours, one tenant', 'from=24h&tenant=globex'],
  ['7 days, all tenants', 'from=7d'],
  ['30 days, all tenants', 'from=30d'],
  ['90 days, all tenants', 'from=90d'],
  ['90 days, one tenant', 'from=90d&tenant=globex'],
];

const LISTS: readonly (readonly [name: string, query: string])[] = [
  ['list: failed, 90 days', 'from=90d&kind=failed'],
  ['list: rules and refund, 90 days', 'from=90d&source=rules&root_cause=refund'],
  ['list: one ticket that is not there', 'from=90d&ticket=none'],
];

/** Times every page: all that it asks of the statistics, at once, as a browser does. */
export async function timeLoads(outcomes: OutcomeStore): Promise<LoadTime[]> {
  const server = Fastify();
  await server.register(api, {
    tokens: { operator: TOKEN, viewer: null },
    status: () => Promise.resolve(null),
    sources: sourcesOver(outcomes),
    onError: (error) => console.error(error),
  });
  const ask = async (url: string) => {
    const { statusCode, body } = await server.inject({ url, headers: { authorization: `Bearer ${TOKEN}` } });
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${body}`);
  };
  const times: LoadTime[] = [];
  for (const [name, query] of PAGES)
    times.push(
      await timed(name, () =>
        Promise.all(['overview', 'series', 'tickets'].map((part) => ask(`/${part}?${query}`))),
      ),
    );
  for (const [name, query] of LISTS) times.push(await timed(name, () => ask(`/tickets?${query}`)));
  await server.close();
  return times;
}

async function timed(name: string, load: () => Promise<unknown>): Promise<LoadTime> {
  const tookMs: number[] = [];
  const computedMs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begunAtMs = performance.now();
    const before = process.cpuUsage();
    await load();
    tookMs.push(performance.now() - begunAtMs);
    const { user, system } = process.cpuUsage(before);
    computedMs.push((user + system) / 1_000);
  }
  return {
    name,
    median: median(tookMs),
    worst: Math.round(Math.max(...tookMs)),
    computing: median(computedMs),
  };
}

const median = (values: readonly number[]): number =>
  Math.round([...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] as number);

function sourcesOver(outcomes: OutcomeStore): ApiSources {
  const tenants = ['acme', 'globex'].map((name): ApiTenant => ({
    ...{ name, platform: 'zendesk', monthlyBudgetUsd: 100 },
    queueRates: { listingPerSecond: 0, readsPerSecond: 0, updatesPerSecond: 0 },
    ticketUrl: (ticketId) => `https://desk.example/${ticketId}`,
  }));
  const none = () => Promise.reject(new Error('nobody asks Temporal here'));
  const actions = { reprocess: none, dryRun: none, pause: none, resume: none };
  return { tenants: () => tenants, outcomes, live: none, why: none, actions, temporalUi: null };
}
