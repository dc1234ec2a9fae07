import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { deliver, SECRET } from '../gateway/webhooks/deliveries.js';
import { sim, TestInstallation, until, type Ledger } from '../support/running-up.js';
import { realServer } from '../support/temporal.js';
import { attribute, otlpSink, type SunkSpan } from '../temporal/tracing/otlp-sink.js';

jest.setTimeout(240_000);

const PERSON = { name: 'Ottilie Quendel', email: 'ottilie.quendel@example.org' };
const PHONE = '+49 30 901820';
const OPEN_RUNS = "WorkflowType='processTicket' AND ExecutionStatus='Running'";
const TEXT = `The zanzibar export crashes. Call ${PHONE} or write to ${PERSON.email}.`;

let server: TestWorkflowEnvironment;
let installation: TestInstallation;
const toClose: { close: () => Promise<void> }[] = [];
beforeEach(async () => {
  server = await realServer();
  installation = new TestInstallation();
});
afterEach(async () => {
  await installation.close();
  await Promise.all(toClose.splice(0).map((one) => one.close()));
  await server.teardown();
});

/** Stands before a server, hands everything on and keeps the headers. */
async function listener(target: string) {
  const headers: IncomingHttpHeaders[] = [];
  const proxy = createServer((incoming, response) => {
    headers.push(incoming.headers);
    const sent = { ...incoming.headers, host: new URL(target).host };
    const onward = ask(new URL(incoming.url ?? '/', target), { method: incoming.method, headers: sent });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const close = async () => {
    proxy.closeAllConnections();
    proxy.close();
    await once(proxy, 'close');
  };
  toClose.push({ close });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, headers };
}

const urlOf = (output: string): string => /"url":"([^"]+)"[^\n]*gateway listens/.exec(output)?.[1] ?? '';

/** The names of a span and of what it is part of, up to the root. */
function wayTo(spans: readonly SunkSpan[], { name, parentSpanId }: SunkSpan): string[] {
  const parent = spans.find(({ spanId }) => spanId === parentSpanId);
  return [...(parent === undefined ? [] : wayTo(spans, parent)), name];
}

async function started(env: NodeJS.ProcessEnv) {
  const worker = installation.cli(['worker'], env);
  const gateway = installation.cli(['gateway'], env);
  await until('worker and gateway are ready', () => {
    return worker.output().includes('worker polls') && gateway.output().includes('gateway listens');
  });
  return {
    webhooks: `${urlOf(gateway.output())}/webhooks/zendesk/default`,
    /** Both end, and what they had to send is sent. */
    async stop(): Promise<void> {
      for (const { child } of [worker, gateway]) child.kill('SIGTERM');
      expect(await Promise.all([worker.ended, gateway.ended])).toEqual([0, 0]);
    },
  };
}

test('one trace leads from the webhook to the model, and nobody but the collector hears of it', async () => {
  const sink = await otlpSink();
  toClose.push(sink);
  const zendesk = await installation.simulate('zendesk', ['--tickets', '0']);
  const model = await installation.simulate('llm');
  const [desk, brain] = [await listener(zendesk), await listener(model)];
  const { ids } = await sim<{ ids: number[] }>(zendesk, 'tickets', {
    tickets: [
      { subject: 'Export', description: TEXT, requester: PERSON },
      { subject: 'Import', description: `${TEXT} Import too.`, requester: PERSON },
    ],
  });
  const written = async (id: number | undefined) =>
    (await sim<Ledger>(zendesk, 'ledger')).tickets[String(id)]?.writes === 1;
  const { webhooks, stop } = await started({
    ...{ TEMPORAL_ADDRESS: server.address, ZENDESK_BASE_URL: desk.url, OPENAI_BASE_URL: `${brain.url}/v1` },
    PAYLOAD_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    ...{ ZENDESK_WEBHOOK_SECRET: SECRET, GATEWAY_TOKEN: 'a-token-of-the-tests', GATEWAY_PORT: '0' },
    ...{ METRICS_PORT: '0', SCAN_CRON: '0 0 1 1 *', LOG_FORMAT: 'json' },
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
  });

  await deliver(webhooks, { ticket_id: String(ids[0]) });
  await until('the first is written', () => written(ids[0]));
  await sim(model, 'faults', { error5xx: 1 });
  await deliver(webhooks, { ticket_id: String(ids[1]) });
  await until('the rules wrote the second', () => written(ids[1]));
  await until('no run is open', async () => {
    return (await server.client.workflow.count(OPEN_RUNS)).count === 0;
  });
  await stop();

  const spans = sink.spans();
  const ofTicket = (id: number | undefined) => {
    const workflowId = `ticket-default-zendesk-${id}`;
    const run = spans.find(
      (span) =>
        span.name === 'RunWorkflow:processTicket' && attribute(span, 'temporalWorkflowId') === workflowId,
    );
    return spans.filter(({ traceId }) => traceId === run?.traceId);
  };
  const first = ofTicket(ids[0]);
  expect(first.map((span) => wayTo(first, span))).toContainEqual([
    'POST /webhooks/zendesk/{tenant}',
    'SignalWithStartWorkflow:processTicket',
    'RunWorkflow:processTicket',
    'StartActivity:analyzeTicket',
    'RunActivity:analyzeTicket',
    'POST /chat/completions',
  ]);
  expect(first.map(({ name }) => name)).toContain('PUT /api/v2/tickets/{id}');
  const failed = ofTicket(ids[1]).find((span) => attribute(span, 'error.type') === 'ModelUnavailable');
  expect(failed?.name).toBe('RunActivity:analyzeTicket');

  for (const planted of [...Object.values(PERSON), 'Ottilie', PHONE, 'zanzibar', SECRET, 'exception'])
    expect(sink.bytes()).not.toContain(planted);
  expect([desk.headers.length, brain.headers.length].every((requests) => requests > 0)).toBe(true);
  for (const { traceparent, tracestate, baggage } of [...desk.headers, ...brain.headers])
    expect([traceparent, tracestate, baggage]).toEqual([undefined, undefined, undefined]);
  expect(sink.faults).toEqual([]);
});
