import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { WorkflowBundle } from '@temporalio/worker';
import fastify from 'fastify';
import { codecEndpoint } from '../../src/gateway/codec-endpoint.js';
import {
  createDataConverter,
  FAILURE_CONVERTER_PATH,
  createEncryptionCodec,
} from '../../src/crypto/payload-codec.js';
import type { EncryptionKey } from '../../src/crypto/keys.js';
import { freshKeys } from './fresh-keys.js';
import { MARK, planted } from './planted.js';
import {
  bundleTalkative,
  clientWith,
  searchableServer,
  taskFailureOf,
  withWorker,
  type SearchableServer,
} from './searchable-server.js';
import { stumble, talk } from './talkative-runs.js';
import { noteSignal, notesQuery, type waiting } from './talkative-workflows.js';

jest.setTimeout(120_000);

const { History } = proto.temporal.api.history.v1;

describe('encrypted runs on a real server', () => {
  let server: SearchableServer;
  let workflowBundle: WorkflowBundle;
  beforeAll(async () => {
    server = await searchableServer();
    workflowBundle = await bundleTalkative(FAILURE_CONVERTER_PATH);
  });
  afterAll(() => server.stop());

  const clientOf = (...keys: [EncryptionKey, ...EncryptionKey[]]) =>
    clientWith(server.env, createDataConverter(keys));
  const workerOf = (taskQueue: string, ...keys: [EncryptionKey, ...EncryptionKey[]]) => ({
    taskQueue,
    workflowBundle,
    dataConverter: createDataConverter(keys),
  });
  const historyOf = async ({ workflowId }: WorkflowHandle): Promise<Buffer> => {
    const history = await clientWith(server.env).workflow.getHandle(workflowId).fetchHistory();
    return Buffer.from(History.encode(history).finish());
  };
  const startWaiting = (client: ReturnType<typeof clientOf>, taskQueue: string, input: string) =>
    client.workflow.start<typeof waiting>('waiting', { taskQueue, workflowId: randomUUID(), args: [input] });

  test('nothing that a run carries is in the database, and the client reads all of it', async () => {
    const settings = { workflowBundle, dataConverter: createDataConverter(freshKeys('k1')) };
    const run = await talk(server.env, settings);
    const taskFailure = await stumble(server.env, settings);

    expect(server.plantedTexts()).toEqual([]);
    expect((await historyOf(run.handle)).includes(MARK)).toBe(false);
    expect(await server.temporal('workflow', 'show', '-w', run.handle.workflowId)).not.toContain(MARK);
    expect(taskFailure).toBe('Encoded failure');

    expect(run.updated).toBe(`${planted('update-input')} ${planted('update-answer')}`);
    expect(run.refusal).toContain(planted('update-refusal'));
    expect(run.answer).toEqual([planted('signal-input'), planted('query-answer')]);
    expect(run.result.input).toBe(planted('input'));
    expect(run.result.said).toBe(`${planted('activity-result')} ${planted('activity-input')}`);
    expect(run.result.failure).toContain(planted('failure-message'));
    expect(run.failure.message).toBe(planted('failure-message'));
    expect(run.failure.stack).toContain('pLaNtEdFrame');
    expect((run.failure.cause as Error).message).toBe(planted('failure-cause'));
    expect(run.memo).toEqual({ remark: planted('memo-upsert') });
  });

  test('rotation: a run begun under the old key goes on and stays readable, what is new has the new key', async () => {
    const [fresh, old] = freshKeys('new-key', 'old-key') as unknown as [EncryptionKey, EncryptionKey];
    const taskQueue = randomUUID();
    const before = await withWorker(server.env, workerOf(taskQueue, old), async () => {
      const handle = await startWaiting(clientOf(old), taskQueue, 'begun before');
      expect(await handle.query(notesQuery, null)).toEqual([]);
      return handle;
    });
    const client = clientOf(fresh, old);
    const handle = client.workflow.getHandle<typeof waiting>(before.workflowId);
    await withWorker(server.env, workerOf(taskQueue, fresh, old), async () => {
      await handle.signal(noteSignal, 'told after');
      expect(await handle.result()).toEqual(['begun before', 'told after']);
      const later = await startWaiting(client, taskQueue, 'begun after');
      await later.signal(noteSignal, 'told');
      await later.result();
      expect((await historyOf(later)).includes('old-key')).toBe(false);
      expect((await historyOf(later)).includes('new-key')).toBe(true);
    });
    const history = await historyOf(handle);
    expect([history.includes('old-key'), history.includes('new-key')]).toEqual([true, true]);
  });

  test('a worker without the key fails no run: it waits, and ends well when the key is back', async () => {
    const [lost, other] = freshKeys('lost', 'other') as unknown as [EncryptionKey, EncryptionKey];
    const taskQueue = randomUUID();
    const handle = await startWaiting(clientOf(lost), taskQueue, 'begun');
    await withWorker(server.env, workerOf(taskQueue, other), () => taskFailureOf(handle));
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await withWorker(server.env, workerOf(taskQueue, lost, other), async () => {
      await handle.signal(noteSignal, 'told');
      expect(await handle.result()).toEqual(['begun', 'told']);
    });
  });

  test('plain JSON signalled and queried by the CLI is taken', async () => {
    const keys = freshKeys('k1');
    const taskQueue = randomUUID();
    const handle = await startWaiting(clientOf(...keys), taskQueue, 'begun');
    await withWorker(server.env, workerOf(taskQueue, ...keys), async () => {
      await server.temporal(
        ...['workflow', 'signal', '-w', handle.workflowId, '--name', 'note', '--input', '{"a":1}'],
      );
      expect(await handle.result()).toEqual(['begun', { a: 1 }]);
    });
  });

  test('the CLI reads results through the codec endpoint, and sends ciphertext', async () => {
    const keys = freshKeys('k1');
    const gateway = fastify();
    await gateway.register(codecEndpoint, {
      prefix: '/hidden',
      codec: createEncryptionCodec(keys),
      allowedOrigins: [],
    });
    const url = `${await gateway.listen({ host: '127.0.0.1', port: 0 })}/hidden`;
    try {
      const taskQueue = randomUUID();
      const handle = await startWaiting(clientOf(...keys), taskQueue, planted('seen-by-cli'));
      const through = ['-w', handle.workflowId, '--codec-endpoint', url];
      await withWorker(server.env, workerOf(taskQueue, ...keys), async () => {
        const note = JSON.stringify(planted('sent-by-cli'));
        await server.temporal('workflow', 'signal', ...through, '--name', 'note', '--input', note);
        await handle.result();
      });
      const printed = await server.temporal('workflow', 'result', ...through);
      expect(printed).toContain(planted('seen-by-cli'));
      expect(printed).toContain(planted('sent-by-cli'));
      expect((await historyOf(handle)).includes(MARK)).toBe(false);
    } finally {
      await gateway.close();
    }
  });
});

describe('unencrypted runs on a real server', () => {
  test('the search finds every planted text, so that finding none means something', async () => {
    const server = await searchableServer();
    try {
      const settings = { workflowBundle: await bundleTalkative() };
      await talk(server.env, settings);
      await stumble(server.env, settings);
      const places = [
        ...['activity-failure', 'activity-input', 'activity-result', 'activity-summary', 'child-input'],
        ...['child-memo', 'child-summary', 'details', 'failing-input', 'failure-cause', 'failure-details'],
        ...['failure-message', 'input', 'local-input', 'local-result', 'memo', 'memo-upsert', 'signal-input'],
        ...['summary', 'task-failure', 'timer-summary', 'update-answer', 'update-input'],
      ];
      expect(server.plantedTexts()).toEqual(expect.arrayContaining(places.map(planted)));
    } finally {
      await server.stop();
    }
  });
});
