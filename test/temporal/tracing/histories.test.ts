import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { serviceQueues, TICKETS_QUEUE, ticketWorkflowId } from '../../../src/contract/names.js';
import { startTracing } from '../../../src/temporal/tracing/tracing.js';
import { ALLOW_FOR_A_SERVER_MS, freshTenant, realServer } from '../../support/temporal.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { ticketStubs } from '../../support/ticket-stubs.js';
import { otlpSink } from './otlp-sink.js';

const execute = promisify(execFile);
const SOURCES = path.resolve(import.meta.dirname, '../../../src');
const REPLAY = path.resolve(import.meta.dirname, '../../replay/replay-histories.mjs');
const RECORDED = path.resolve(import.meta.dirname, '../../replay/histories');

const folder = temporaryFolders();
const UNTRACED = process.env['TEST_WORKFLOW_BUNDLE'] as string;
let tracedCode = '';
beforeAll(async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(SOURCES, 'workflows/index.ts'),
    workflowInterceptorModules: [path.join(SOURCES, 'temporal/tracing/workflow-interceptors.ts')],
    failureConverterPath: path.join(SOURCES, 'crypto/failure-converter.cts'),
    logger: new DefaultLogger('WARN'),
  });
  tracedCode = code;
}, ALLOW_FOR_A_SERVER_MS);

function tracedBundle(): string {
  const file = path.join(folder(), 'traced.js');
  writeFileSync(file, tracedCode);
  return file;
}

/** What does not replay, of all histories in a folder. */
async function notReplaying(bundle: string, histories: string): Promise<unknown[]> {
  const { stdout } = await execute(process.execPath, [REPLAY, bundle, histories], { maxBuffer: 2 ** 26 });
  const results = Object.entries(JSON.parse(stdout) as Record<string, string | null>);
  expect(results).not.toEqual([]);
  return results.filter(([, failure]) => failure !== null);
}

/** Each place of a history that carries headers on, decoded. */
function headersIn(history: string): unknown[] {
  const found: unknown[] = [];
  JSON.parse(history, (key, value: unknown) => {
    if (key !== 'header' || value === null) return value;
    const { fields = {} } = value as { fields?: Record<string, { data: string }> };
    for (const [name, { data }] of Object.entries(fields))
      found.push({ [name]: JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as unknown });
    return value;
  });
  return found;
}

describe('tracing changes no commands', () => {
  test('every history that was recorded without it replays with it', async () => {
    expect(await notReplaying(tracedBundle(), RECORDED)).toEqual([]);
  });

  test('a run with it replays without it, and its history holds nothing of it but the context', async () => {
    const sink = await otlpSink();
    const collector = { url: `${sink.url}/v1/traces`, headers: {}, serviceName: 'test', share: 1 };
    const tracing = startTracing({ collector, onStateChange: () => undefined });
    const env = await realServer();
    const [tenant, histories, codePath] = [freshTenant(), folder(), tracedBundle()];
    const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
    const common = {
      ...{ connection: env.nativeConnection, activities: ticketStubs().activities, sinks: tracing.sinks },
      interceptors: { activity: [tracing.activityInterceptor] },
    };
    const workers = await Promise.all([
      Worker.create({ ...common, taskQueue: TICKETS_QUEUE, workflowBundle: { codePath } }),
      ...Object.values(serviceQueues(tenant)).map((taskQueue) => Worker.create({ ...common, taskQueue })),
    ]);
    const running = Promise.all(workers.map((worker) => worker.run()));
    try {
      await env.client.workflow.execute('processTicket', {
        ...{ workflowId, taskQueue: TICKETS_QUEUE },
        args: [{ tenant, platform: 'zendesk', ticketId: '42', reason: 'scan' }],
      });
      const show = ['workflow', 'show', '--address', env.address, '-w', workflowId, '--output', 'json'];
      const { stdout } = await execute(process.env['TEMPORAL_CLI_PATH'] as string, show);
      writeFileSync(path.join(histories, 'traced.json'), stdout);
    } finally {
      workers.forEach((worker) => worker.shutdown());
      await running;
      await tracing.close();
      await env.teardown();
    }
    const carried = headersIn(readFileSync(path.join(histories, 'traced.json'), 'utf8'));
    expect(carried.length).toBeGreaterThan(3);
    for (const header of carried)
      expect(header).toEqual({
        '_tracer-data': { traceparent: expect.stringMatching(/^00-[0-9a-f-]{52}$/) },
      });
    expect(await notReplaying(UNTRACED, histories)).toEqual([]);
    expect(await notReplaying(tracedBundle(), histories)).toEqual([]);

    const names = sink.spans().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['RunWorkflow:processTicket', 'RunActivity:mergeUpdate']));
    expect(new Set(sink.spans().map(({ traceId }) => traceId)).size).toBe(1);
    await sink.close();
  });
});
