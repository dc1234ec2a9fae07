import { afterEach, describe, expect, test } from '@jest/globals';
import { context, trace } from '@opentelemetry/api';
import type { Metrics } from '../../../src/ports/metrics.js';
import { startTracing, type Tracing } from '../../../src/temporal/tracing/tracing.js';
import { attribute, otlpSink } from './otlp-sink.js';

const USAGE = { inputTokens: 100, cachedInputTokens: 0, outputTokens: 20, costUsd: 0.00002 };

/** What a worker counts; the tests look at the spans. */
const counted = (): Metrics & { calls: string[] } => {
  const calls: string[] = [];
  const count = (name: string) => () => void calls.push(name);
  return {
    calls,
    ...{ roundEnded: count('round'), stepAttempted: count('step'), modelAsked: count('model') },
    ...{ platformAsked: count('platform'), detectorAsked: count('detector') },
    ...{ detectorFailed: count('failed'), circuitChanged: count('circuit') },
  };
};

let tracing: Tracing | undefined;
let sink: Awaited<ReturnType<typeof otlpSink>> | undefined;
afterEach(async () => {
  await tracing?.close();
  await sink?.close();
  tracing = undefined;
});

async function traced({ share = 1, status = 200 } = {}) {
  sink = await otlpSink({ status });
  const states: boolean[] = [];
  const collector = { url: `${sink.url}/v1/traces`, headers: { 'x-key': 'k' }, serviceName: 'test', share };
  tracing = startTracing({ collector, onStateChange: (taken) => states.push(taken) });
  return { sink, tracing, states };
}

/** A step under way, as Temporal's interceptor makes it. */
async function inStep(work: () => Promise<void>): Promise<void> {
  await trace.getTracer('test').startActiveSpan('RunActivity:step', async (span) => {
    await work();
    span.end();
  });
}

describe('startTracing', () => {
  test('requests become parts of the step that made them, and are counted as ever', async () => {
    const { sink, tracing } = await traced();
    const plain = counted();
    const metrics = tracing.metrics(plain);
    await inStep(async () => {
      await Promise.resolve();
      metrics.platformAsked({ tenant: 't', route: 'GET /tickets/{id}', status: 404, durationMs: 5 });
      metrics.modelAsked({ tenant: 't', model: 'm', result: 'answered', usage: USAGE, durationMs: 7 });
      metrics.stepAttempted({ tenant: 't', step: 'step', result: 'TicketNotFound', durationMs: 12 });
    });
    await tracing.close();
    const [platform, model, step] = sink.spans();
    expect(plain.calls).toEqual(['platform', 'model', 'step']);
    expect([platform?.name, model?.name, step?.name]).toEqual([
      'GET /tickets/{id}',
      'POST /chat/completions',
      'RunActivity:step',
    ]);
    for (const part of [platform, model]) expect(part?.parentSpanId).toBe(step?.spanId);
    expect(attribute(platform!, 'http.response.status_code')).toBe('404');
    expect(platform?.status.code).toBe(2);
    expect(attribute(model!, 'gen_ai.usage.input_tokens')).toBe('100');
    expect(model?.status.code).toBe(0);
    expect(attribute(step!, 'error.type')).toBe('TicketNotFound');
    expect(sink.headers[0]).toMatchObject({ 'x-key': 'k', 'content-type': 'application/json' });
    expect(sink.faults).toEqual([]);
  });

  test('a webhook begins a trace, and tells route and failure only', async () => {
    const { sink, tracing } = await traced();
    const report = tracing.report(() => Promise.reject(new TypeError('secret of the sender')));
    await expect(report({ tenant: 't', platform: 'zendesk', ticketId: '42' })).rejects.toThrow(TypeError);
    await tracing.close();
    const [span] = sink.spans();
    expect(span).toMatchObject({ name: 'POST /webhooks/zendesk/{tenant}', parentSpanId: '', events: [] });
    expect(attribute(span!, 'error.type')).toBe('TypeError');
    expect(sink.bytes()).not.toContain('secret of the sender');
  });

  test('with a share of 0 nothing is sent', async () => {
    const { sink, tracing } = await traced({ share: 0 });
    await inStep(() => Promise.resolve());
    await tracing.close();
    expect(sink.headers).toEqual([]);
  });

  test('a share keeps whole traces', async () => {
    const { sink, tracing } = await traced({ share: 0.5 });
    const metrics = tracing.metrics(counted());
    for (let step = 0; step < 40; step += 1) {
      await inStep(() => {
        metrics.platformAsked({ tenant: 't', route: 'GET /x', status: 200, durationMs: 1 });
        return Promise.resolve();
      });
    }
    await tracing.close();
    const ids = sink.spans().map(({ traceId }) => traceId);
    const traces = new Set(ids);
    expect(ids).toHaveLength(2 * traces.size);
    expect(traces.size).toBeGreaterThan(0);
    expect(traces.size).toBeLessThan(40);
  });

  test('a collector that refuses is told of once, and stops nobody', async () => {
    const { tracing, states } = await traced({ status: 400 });
    await inStep(() => Promise.resolve());
    await inStep(() => Promise.resolve());
    await tracing.close();
    expect(states).toEqual([false]);
  });

  test('afterwards the API of OpenTelemetry does nothing again', async () => {
    const { tracing } = await traced();
    await tracing.close();
    await inStep(() => {
      expect(trace.getSpan(context.active())?.isRecording() ?? false).toBe(false);
      return Promise.resolve();
    });
  });
});
