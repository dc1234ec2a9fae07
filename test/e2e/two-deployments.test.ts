import { hostname } from 'node:os';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createDataConverter } from '../../src/crypto/payload-codec.js';
import { parseEncryptionKeys } from '../../src/crypto/keys.js';
import { scanScheduleId } from '../../src/contract/names.js';
import { followScan } from '../../src/temporal/follow-scan.js';
import { expectPromisesKept } from '../support/ledger-checks.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';
import { realServer } from '../support/temporal.js';

jest.setTimeout(300_000);

const KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

let server: TestWorkflowEnvironment;
let deployments: TestInstallation[] = [];
beforeEach(async () => {
  server = await realServer();
  deployments = [new TestInstallation(), new TestInstallation()];
});
afterEach(async () => {
  for (const deployment of deployments) await deployment.close();
  await server.teardown();
});

/** Who signed the activities of the tickets' runs. */
async function workersOf(client: Client): Promise<Set<string>> {
  const identities = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query: "WorkflowType = 'processTicket'" })) {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    for (const { activityTaskStartedEventAttributes: started } of events ?? [])
      if (started?.identity) identities.add(started.identity);
  }
  return identities;
}

test('two deployments with data folders of their own share one namespace and help desk: each ticket written once', async () => {
  const [one, other] = deployments as [TestInstallation, TestInstallation];
  const platformUrl = await one.simulate('zendesk', ['--tickets', '60', '--latency-ms', '20-60']);
  const llmUrl = await one.simulate('llm', ['--latency-ms', '20-60']);
  const env = {
    TEMPORAL_ADDRESS: server.address,
    PAYLOAD_ENCRYPTION_KEYS: KEYS,
    ZENDESK_BASE_URL: platformUrl,
    OPENAI_BASE_URL: `${llmUrl}/v1`,
    SCAN_CRON: '0 0 1 1 *',
    SCAN_START: '720h',
  };
  const workers = deployments.map((deployment) => deployment.cli(['worker'], env));
  for (const { output } of workers)
    await until('both deployments poll', () => output().includes('worker polls'));
  expect(one.dataDir).not.toBe(other.dataDir);

  const parsed = parseEncryptionKeys(KEYS);
  if (!('keys' in parsed)) throw new Error('the key of this test is not one');
  const client = new Client({
    connection: server.connection,
    dataConverter: createDataConverter(parsed.keys),
  });
  const schedule = client.schedule.getHandle(scanScheduleId('default'));
  const signal = new AbortController().signal;
  const scans = deployments.map(() => followScan({ client, schedule, signal, onProgress: () => undefined }));
  for (const end of await Promise.all(scans)) expect(end).toMatchObject({ kind: 'done' });

  expectPromisesKept(await sim<Ledger>(platformUrl, 'ledger'));
  const identities = workers.map(({ child }) => `${child.pid}@${hostname()}`);
  expect([...(await workersOf(client))].sort()).toEqual(identities.sort());
});
