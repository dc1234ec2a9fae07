/**
 * Reads recorded Zendesk exchanges with the Zendesk adapter, over HTTP, and checks every request it sent against the
 * vendor's API description. Exit code 1 when anything was misread or contradicts the description.
 *
 *   npx tsx bench/eval-zendesk-recorded.ts [folder with zendesk-recorded/ and api-specs/]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createZendeskPlatform } from '../src/platforms/zendesk/platform.js';
import { readBodies, readErrors, readExchanges, type Exchange } from './zendesk-recorded/exchanges.js';
import { checkRequest, type OpenApi } from './zendesk-recorded/openapi-check.js';
import { readingsOf, SAMPLE_WRITE } from './zendesk-recorded/readings.js';
import { startReplayServer, type ReplayServer } from './zendesk-recorded/replay-server.js';

/** Where the description is silent or contradicts the vendor's own answers, and what speaks for our request. */
const KNOWN_GAPS: Record<string, string> = {
  'query per_page': 'recorded requests and after_url of the cursor export have it',
  'query page[size]': 'cursor pagination, named in the description of the operation',
  'query page[after]': 'cursor pagination, as in recorded links.next',
  'query sort': 'table in the description of List Comments',
  'query start_time is required': 'recorded after_url has a cursor and no start time',
  'query include': 'tickets/1.json?include=users is an example of the page on side-loading',
  'body.ticket.metadata': 'described in TicketObject as write only',
};

interface Row {
  source: string;
  what: string;
  exchanges: Set<Exchange>;
  read: number;
  failed: number;
}

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../shared/data'));
const recorded = join(folder, 'zendesk-recorded');
if (existsSync(recorded)) process.exitCode = (await evaluate()) ? 0 : 1;
else console.log(`Nothing to do: no recordings at ${recorded}`);

async function evaluate(): Promise<boolean> {
  const server = await startReplayServer();
  try {
    const exchanges = [
      ...readExchanges(recorded),
      ...readErrors(recorded),
      ...readBodies(join(recorded, 'go-zendesk', 'GET')),
    ];
    const rowsFine = await replay(exchanges, server);
    await sendOneOfEach(server);
    return checkRequests(server) && rowsFine;
  } finally {
    await server.close();
  }
}

async function replay(exchanges: readonly Exchange[], server: ReplayServer): Promise<boolean> {
  const rows = new Map<string, Row>();
  const faults: string[] = [];
  let limited = 0;
  let withLimit = 0;
  for (const exchange of exchanges) {
    const readings = readingsOf(exchange);
    if (readings.length === 0) row(rows, exchange, '(not read by us)').exchanges.add(exchange);
    for (const { what, run } of readings) {
      const counted = row(rows, exchange, what);
      counted.exchanges.add(exchange);
      // A platform of its own: what one reading taught the caches must not help the next.
      const platform = createZendeskPlatform({
        baseUrl: server.url,
        auth: { oauthToken: 'replay' },
        onResponse: ({ rateLimit }) => (rateLimit ? (withLimit += 1) : undefined),
      });
      await run(platform, server).then(
        () => (counted.read += 1),
        (error: unknown) => {
          counted.failed += 1;
          faults.push(`${exchange.source} ${exchange.method} ${exchange.route} ${what}: ${String(error)}`);
        },
      );
    }
    if (Object.keys(exchange.headers).some((name) => /^(x-)?rate-?limit$|^ratelimit-limit$/.test(name)))
      limited += 1;
  }
  console.table(
    [...rows.values()].map(({ exchanges: seen, ...counted }) => ({
      ...counted,
      exchanges: seen.size,
    })),
    ['source', 'what', 'exchanges', 'read', 'failed'],
  );
  console.log(
    `${limited} exchanges name the account's limit; it was reported for ${withLimit} replayed answers.`,
  );
  for (const fault of faults.slice(0, 20)) console.log(fault.slice(0, 600));
  return faults.length === 0;
}

function row(rows: Map<string, Row>, { source }: Exchange, what: string): Row {
  const file = source.split('/')[0] ?? source;
  const key = `${file} ${what}`;
  const found = rows.get(key) ?? { source: file, what, exchanges: new Set(), read: 0, failed: 0 };
  rows.set(key, found);
  return found;
}

/** Requests that the recordings gave no occasion for: a write that succeeds, and following pages. */
async function sendOneOfEach(server: ReplayServer): Promise<void> {
  const platform = createZendeskPlatform({ baseUrl: server.url, auth: { oauthToken: 'replay' } });
  const answer = (body: unknown) =>
    server.next({ status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  answer({ ticket: { id: 1 } });
  await platform.write('1', SAMPLE_WRITE);
  answer({ tickets: [], after_cursor: 'b', end_of_stream: true });
  await platform.listChanges({ cursor: 'a' });
  answer({ audits: [], meta: { has_more: true, after_cursor: 'c' } });
  const { nextPage } = await platform.readHistory('1', null);
  answer({ audits: [], meta: { has_more: false } });
  await platform.readHistory('1', nextPage);
}

function checkRequests(server: ReplayServer): boolean {
  const description = join(folder, 'api-specs', 'zendesk-support-openapi.json');
  const api = JSON.parse(readFileSync(description, 'utf8')) as OpenApi;
  const byOperation = new Map<
    string,
    { requests: number; faults: number; gaps: Set<string>; unknown: Set<string> }
  >();
  for (const request of server.sent) {
    const { operation, faults, undescribed } = checkRequest(api, request);
    const counted = byOperation.get(operation) ?? {
      requests: 0,
      faults: 0,
      gaps: new Set(),
      unknown: new Set(),
    };
    byOperation.set(operation, counted);
    counted.requests += 1;
    // Our own record within `metadata`, which the vendor keeps as it is, is not described anywhere.
    const oddities = [...faults, ...undescribed];
    for (const oddity of oddities) (KNOWN_GAPS[oddity] ? counted.gaps : counted.unknown).add(oddity);
    if (oddities.some((oddity) => !KNOWN_GAPS[oddity])) counted.faults += 1;
  }
  console.table(
    [...byOperation].map(([operation, { requests, faults, gaps, unknown }]) => ({
      operation,
      requests,
      contradicting: faults,
      'known gaps': [...gaps].join('; '),
      unknown: [...unknown].join('; '),
    })),
  );
  for (const [gap, reason] of Object.entries(KNOWN_GAPS)) console.log(`known gap: ${gap}: ${reason}`);
  return [...byOperation.values()].every(({ faults }) => faults === 0);
}
