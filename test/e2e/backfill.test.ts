import { once } from 'node:events';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ComparedResult, DifferenceCounts } from '../../src/cli/terminal/verdict-differences.js';
import type { KnownBackfill } from '../../src/temporal/backfill.js';
import { expectPromisesKept, totalWrites } from '../support/ledger-checks.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';
import { realServer } from '../support/temporal.js';

jest.setTimeout(300_000);

let server: TestWorkflowEnvironment;
let installation: TestInstallation;
let platformUrl: string;
let env: NodeJS.ProcessEnv;
let worker: ReturnType<TestInstallation['cli']>;
beforeAll(async () => {
  server = await realServer();
  installation = new TestInstallation();
  const world = ['--tickets', '60', '--seed', '3'];
  platformUrl = await installation.simulate('zendesk', [...world, '--updates-per-minute', '0']);
  const llmUrl = await installation.simulate('llm');
  env = {
    ...{ TEMPORAL_ADDRESS: server.address, ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1` },
    PAYLOAD_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    ...{ METRICS_PORT: '0', SCAN_CRON: '0 0 1 1 *', CONCURRENCY: '5' },
  };
  worker = await startedWorker();
});
afterAll(async () => {
  await installation.close();
  await server.teardown();
});

async function startedWorker(): Promise<ReturnType<TestInstallation['cli']>> {
  const started = installation.cli(['worker'], { ...env, LOG_FORMAT: 'json' });
  await until('the worker polls', () => started.output().includes('worker polls'));
  return started;
}
const ledger = () => sim<Ledger>(platformUrl, 'ledger');
const command = async <Answer>(...args: string[]): Promise<{ code: number | null; answer: Answer }> => {
  const { ended, output } = installation.cli([...args, '--json'], env);
  const code = await ended;
  return { code, answer: JSON.parse(output()) as Answer };
};

test('a backfill whose follower is interrupted and whose worker is killed writes every ticket once', async () => {
  const following = installation.cli(['backfill', '--from', '3650d', '--rate', '600', '--wait'], env);
  await until('some are written', async () => totalWrites(await ledger()) > 5);
  following.child.kill('SIGINT');
  expect(await following.ended).toBe(1);
  expect(following.output()).toContain('the backfill goes on by itself');

  const gone = once(worker.child, 'exit');
  worker.child.kill('SIGKILL');
  await gone;
  worker = await startedWorker();

  const { code, answer } = await command<KnownBackfill>('backfill', 'status', '--wait');
  const open = "WorkflowType = 'processTicket' AND ExecutionStatus = 'Running'";
  await until('no run is open', async () => (await server.client.workflow.count(open)).count === 0);
  expect({ code, answer }).toMatchObject({
    code: 0,
    answer: { state: 'done', progress: { failed: 0, pending: 0, stopped: null } },
  });
  expectPromisesKept(await ledger());
});

test('the dry run of a reprocess compares verdicts and writes nothing', async () => {
  const before = await ledger();
  const ids = Object.keys(before.tickets)
    .filter((id) => before.tickets[id]?.tags.some((tag) => tag.startsWith('ai_urgency_')))
    .slice(0, 5);
  const { code, answer } = await command<{ tickets: ComparedResult[]; counts: DifferenceCounts }>(
    ...['reprocess', ...ids, '--dry-run'],
  );
  expect({ code, kinds: answer.tickets.map(({ kind }) => kind) }).toEqual({
    ...{ code: 0, kinds: ids.map(() => 'dryRun') },
  });
  // The simulated model says the same again.
  expect(answer.counts).toMatchObject({ tickets: 5, same: 5, first: 0 });
  expect((await ledger()).tickets).toEqual(before.tickets);
});
