import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';

/**
 * What a span may say: labels of closed sets, IDs that Temporal's histories are found by, figures. Everything else that
 * an instrumentation adds stays here, such as the memo and search attributes that Temporal's puts on workflow spans.
 */
const ALLOWED: ReadonlyMap<string, string> = new Map(
  [
    'temporalWorkflowId',
    'temporalActivityId',
    'run_id',
    'tenant',
    'error.type',
    'http.route',
    'http.request.method',
    'http.response.status_code',
    'gen_ai.request.model',
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.output_tokens',
    'cost_usd',
  ].map((name) => [name, name] as [string, string]),
)
  .set('workflowId', 'temporalWorkflowId')
  .set('runId', 'run_id');

/**
 * The span as it may leave this process. Messages and stack traces of errors are dropped, also where they are known to
 * be harmless: a failure is told by its type. So are events and attributes of links.
 */
export function privateSpan(span: ReadableSpan): ReadableSpan {
  return {
    name: span.name,
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanId === undefined ? {} : { parentSpanId: span.parentSpanId }),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    status: { code: span.status.code },
    attributes: allowedOf(span.attributes),
    links: span.links.map(({ context }) => ({ context })),
    events: [],
    resource: span.resource,
    instrumentationLibrary: span.instrumentationLibrary,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function allowedOf(attributes: Attributes): Attributes {
  const allowed: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    const shown = ALLOWED.get(name);
    if (shown !== undefined && (typeof value === 'string' || typeof value === 'number'))
      allowed[shown] = value;
  }
  return allowed;
}
