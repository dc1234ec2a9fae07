import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { deliver, inLanes, SECRET, shuffledDeliveries } from '../gateway/webhooks/deliveries.js';
import { expectPromisesKept } from '../support/ledger-checks.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';
import { realServer } from '../support/temporal.js';

jest.setTimeout(300_000);

const AT_ONCE = 20;
const TICKETS = 100;

let server: TestWorkflowEnvironment;
let installation: TestInstallation;
beforeEach(async () => {
  server = await realServer();
  installation = new TestInstallation();
});
afterEach(async () => {
  await installation.close();
  await server.teardown();
});

/** A process of the product that can be killed and started again, as a supervisor would. */
function supervised(args: readonly string[], env: NodeJS.ProcessEnv, isReady: RegExp) {
  let running = installation.cli(args, env);
  const ready = () => until(`${args[0]} is ready`, () => isReady.test(running.output()));
  return {
    ready,
    output: () => running.output(),
    async killAndRestart(): Promise<void> {
      const gone = once(running.child, 'exit');
      running.child.kill('SIGKILL');
      await gone;
      running = installation.cli(args, env);
      await ready();
    },
  };
}

const urlOf = (output: string): string => /"url":"([^"]+)"[^\n]*gateway listens/.exec(output)?.[1] ?? '';

test('a burst of webhooks with worker and gateway killed in the middle: no ticket is lost, none is written twice', async () => {
  const platformUrl = await installation.simulate('zendesk', ['--tickets', '0', '--updates-per-minute', '0']);
  const llmUrl = await installation.simulate('llm');
  const tickets = Array.from({ length: TICKETS }, (_none, index) => ({
    subject: `Export ${index} fails`,
    description: `The export crashes on file ${index}.`,
  }));
  const ids = (await sim<{ ids: number[] }>(platformUrl, 'tickets', { tickets })).ids.map(String);
  const env = {
    ...{ TEMPORAL_ADDRESS: server.address, ZENDESK_BASE_URL: platformUrl, OPENAI_BASE_URL: `${llmUrl}/v1` },
    PAYLOAD_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    ...{ ZENDESK_WEBHOOK_SECRET: SECRET, GATEWAY_TOKEN: 'a-token-of-the-tests', GATEWAY_PORT: '0' },
    ...{ METRICS_PORT: '0', SCAN_CRON: '0 0 1 1 *', LOG_FORMAT: 'json' },
  };
  const worker = supervised(['worker'], env, /worker polls/);
  const gateway = supervised(['gateway'], env, /gateway listens/);
  await Promise.all([worker.ready(), gateway.ready()]);

  let taken = 0;
  /** Sends until it is taken: what a sender does not repeat, the next scan finds. */
  const send = async (body: object): Promise<void> => {
    for (;;) {
      const url = `${urlOf(gateway.output())}/webhooks/zendesk/default`;
      const status = await deliver(url, body).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 202) break;
      expect([0, 503]).toContain(status);
      await delay(200);
    }
    taken += 1;
  };
  const deliveries = shuffledDeliveries(ids, { times: 5, seed: 'burst with a kill' });
  const sent = inLanes(deliveries, AT_ONCE, send);
  await until('a third is taken', () => taken > deliveries.length / 3);
  await Promise.all([worker.killAndRestart(), gateway.killAndRestart()]);
  await sent;

  const allWritten = async () => {
    const { tickets: known } = await sim<Ledger>(platformUrl, 'ledger');
    return ids.every((id) => (known[id]?.writes ?? 0) > 0);
  };
  await until('every ticket is written', allWritten);
  const openRuns = "WorkflowType = 'processTicket' AND ExecutionStatus = 'Running'";
  await until('no run is open', async () => (await server.client.workflow.count(openRuns)).count === 0);
  expectPromisesKept(await sim<Ledger>(platformUrl, 'ledger'));
});
