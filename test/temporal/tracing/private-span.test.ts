import { describe, expect, test } from '@jest/globals';
import { SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { privateSpan } from '../../../src/temporal/tracing/private-exporter.js';

const CONTEXT = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: TraceFlags.SAMPLED };
const PERSON = 'ada@example.org';

const span = (over: Partial<ReadableSpan> = {}): ReadableSpan => ({
  name: 'RunActivity:analyzeTicket',
  kind: SpanKind.INTERNAL,
  spanContext: () => CONTEXT,
  parentSpanId: 'c'.repeat(16),
  startTime: [1, 0],
  endTime: [2, 0],
  duration: [1, 0],
  ended: true,
  status: { code: SpanStatusCode.OK },
  attributes: {},
  links: [],
  events: [],
  resource: new Resource({ 'service.name': 'test' }),
  instrumentationLibrary: { name: 'test' },
  droppedAttributesCount: 0,
  droppedEventsCount: 0,
  droppedLinksCount: 0,
  ...over,
});

describe('privateSpan', () => {
  test('an error keeps its state, and neither message nor stack trace', () => {
    const told = privateSpan(
      span({
        status: { code: SpanStatusCode.ERROR, message: `no such ticket of ${PERSON}` },
        events: [{ name: 'exception', time: [1, 0], attributes: { 'exception.message': PERSON } }],
      }),
    );
    expect(told.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(JSON.stringify(told)).not.toContain(PERSON);
  });

  test('of the attributes only those of the list are left', () => {
    const attributes = { tenant: 'acme', 'http.route': '/tickets/{id}', requester: PERSON, memo: PERSON };
    expect(privateSpan(span({ attributes })).attributes).toEqual({
      tenant: 'acme',
      'http.route': '/tickets/{id}',
    });
  });

  test("the IDs of a workflow's span have the names that those of its activities have", () => {
    const attributes = { workflowId: 'ticket-acme-zendesk-42', runId: 'r' };
    expect(privateSpan(span({ attributes })).attributes).toEqual({
      temporalWorkflowId: 'ticket-acme-zendesk-42',
      run_id: 'r',
    });
  });

  test('an allowed attribute that holds more than a text or a figure is dropped', () => {
    expect(privateSpan(span({ attributes: { tenant: [PERSON] } })).attributes).toEqual({});
  });

  test('links keep what they point at, without attributes', () => {
    const links = [{ context: CONTEXT, attributes: { requester: PERSON } }];
    expect(privateSpan(span({ links })).links).toEqual([{ context: CONTEXT }]);
  });

  test('names, times and place in the trace stay', () => {
    const told = privateSpan(span());
    expect(told).toMatchObject({ name: 'RunActivity:analyzeTicket', startTime: [1, 0], endTime: [2, 0] });
    expect(told.spanContext()).toEqual(CONTEXT);
    expect(told.parentSpanId).toBe('c'.repeat(16));
  });
});
