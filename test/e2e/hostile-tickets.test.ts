import { createSecretKey } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client, ScheduleOverlapPolicy } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createDataConverter } from '../../src/crypto/payload-codec.js';
import { scanScheduleId, ticketWorkflowId } from '../../src/contract/names.js';
import type { ProcessTicketResult } from '../../src/contract/ticket.js';
import { ONE_PARTITION } from '../support/rated-workers.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';
import { realServer } from '../support/temporal.js';

jest.setTimeout(400_000);

const KEY = Buffer.alloc(32, 7);
/** As long as the help desk allows. */
const LONGEST_COMMENT = 65_535;
const COMMENTS = 60;
const ORDINARY = 30;

const repeated = (piece: string, units: number): string =>
  piece.repeat(Math.ceil(units / piece.length)).slice(0, units);

/** Texts that cost far more than others of their length, or are far longer. */
const HOSTILE: readonly { subject: string; description: string; replies?: number }[] = [
  { subject: 'Dashes', description: repeated('1--4-', LONGEST_COMMENT), replies: COMMENTS - 1 },
  { subject: 'Two megabytes', description: repeated('.(92/(1(1( 1((01-(01((', 2_000_000) },
  { subject: 'Places', description: repeated('52.520008, 13.404954, 48.85661,2.35222\n', 500_000) },
  { subject: 'Soup', description: repeated('<b><i><!-- <p style="x">&nbsp;a@b&lt;', 1_000_000) },
  { subject: repeated('call 1-2-3 ', 60_000), description: 'My export fails.' },
];

let server: TestWorkflowEnvironment;
let installation: TestInstallation;
beforeAll(async () => {
  server = await realServer(ONE_PARTITION);
  installation = new TestInstallation();
});
afterAll(async () => {
  await installation.close();
  await server.teardown();
});

/** Asks until told to stop; how long the longest answer took, and whether all said 200. */
function watch(url: string) {
  const seen = { longestMs: 0, failed: 0, asked: 0 };
  let watching = true;
  const over = (async () => {
    for (; watching; await delay(100)) {
      const askedAt = performance.now();
      const ok = await fetch(url).then((answer) => answer.ok, () => false); // prettier-ignore
      seen.asked += 1;
      if (!ok) seen.failed += 1;
      seen.longestMs = Math.max(seen.longestMs, performance.now() - askedAt);
    }
  })();
  return {
    stop: async () => {
      watching = false;
      await over;
      return seen;
    },
  };
}

test('thirty ordinary tickets are written beside hostile ones, which end, and the worker answers throughout', async () => {
  const flags = ['--requests-per-minute', '0', '--updates-per-minute', '0', '--tickets', '0'];
  const platformUrl = await installation.simulate('zendesk', flags);
  const llmUrl = await installation.simulate('llm');
  const worker = installation.cli(['worker'], {
    ...{
      TEMPORAL_ADDRESS: server.address,
      PAYLOAD_ENCRYPTION_KEYS: `k1:${KEY.toString('base64')}`,
      METRICS_PORT: '0',
      LOG_FORMAT: 'json',
    },
    ...{ ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1`, SCAN_CRON: '0 0 1 1 *' },
  });
  await until('the worker polls', () => worker.output().includes('worker polls'));
  const metricsUrl = /"url":"([^"]+)"[^\n]*metrics are served/.exec(worker.output())?.[1] ?? '';

  const create = async (tickets: readonly { subject: string; description: string }[]): Promise<number[]> =>
    (await sim<{ ids: number[] }>(platformUrl, 'tickets', { tickets })).ids;
  const hostile = await create(HOSTILE.map(({ subject, description }) => ({ subject, description })));
  for (const [index, { description, replies = 0 }] of HOSTILE.entries())
    for (let reply = 0; reply < replies; reply += 1)
      await sim(platformUrl, 'agent-edit', { id: hostile[index], customerReply: description });
  const ordinary = await create(
    Array.from({ length: ORDINARY }, (_, index) => ({
      subject: `Export ${index} fails`,
      description: `The export of file ${index} crashes. Call me at +44 20 7946 0958, please.`,
    })),
  );

  const dataConverter = createDataConverter([{ id: 'k1', key: createSecretKey(KEY) }]);
  const client = new Client({ connection: server.connection, dataConverter });
  const livez = watch(new URL('/livez', metricsUrl).href);
  await client.schedule.getHandle(scanScheduleId('default')).trigger(ScheduleOverlapPolicy.SKIP);

  const written = async (ids: readonly number[]): Promise<number> => {
    const { tickets } = await sim<Ledger>(platformUrl, 'ledger');
    return ids.filter((id) => tickets[id]?.writes === 1).length;
  };
  await until('the ordinary tickets are written', async () => (await written(ordinary)) === ORDINARY, 60_000);
  const results = hostile.map((id) =>
    client.workflow.getHandle(ticketWorkflowId('default', 'zendesk', String(id))).result(),
  );
  const ends = (await Promise.race([
    Promise.all(results),
    delay(180_000).then(() => Promise.reject(new Error('the hostile tickets do not end'))),
  ])) as ProcessTicketResult[];
  const seen = await livez.stop();

  for (const end of ends)
    expect(end.kind === 'skipped' ? end.why : end.kind).toMatch(/^(?:updated|tooCostly)$/);
  expect(seen.failed).toBe(0);
  expect(seen.longestMs).toBeLessThan(5_000);
});
