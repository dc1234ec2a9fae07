import { ROOT_CONTEXT, type Attributes } from '@opentelemetry/api';
import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import {
  SamplingDecision,
  TraceIdRatioBasedSampler,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';

interface PrivateExporterOptions {
  /** Of all traces, 0 to 1. */
  share: number;
  /** Told once when the collector stops taking spans, and once when it takes them again. */
  onStateChange: (taken: boolean) => void;
}

/**
 * The one way out for spans, whoever made them: a share of the traces, each span without what it must not tell. Which
 * traces are kept goes by their ID alone, so that processes with the same share keep the same ones, whole.
 */
export class PrivateExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #sampler: TraceIdRatioBasedSampler;
  readonly #onStateChange: PrivateExporterOptions['onStateChange'];
  #taken = true;

  constructor(exporter: SpanExporter, { share, onStateChange }: PrivateExporterOptions) {
    this.#exporter = exporter;
    this.#sampler = new TraceIdRatioBasedSampler(share);
    this.#onStateChange = onStateChange;
  }

  export(spans: ReadableSpan[], resultCallback: (result: ExportResult) => void): void {
    const kept = spans.filter((span) => this.#isKept(span.spanContext().traceId));
    if (kept.length === 0) return resultCallback({ code: ExportResultCode.SUCCESS });
    this.#exporter.export(kept.map(privateSpan), ({ code }) => {
      this.#report(code === ExportResultCode.SUCCESS);
      // Reported already: the SDK would print the collector's answer as well.
      resultCallback({ code: ExportResultCode.SUCCESS });
    });
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  #isKept(traceId: string): boolean {
    const { decision } = this.#sampler.shouldSample(ROOT_CONTEXT, traceId);
    return decision === SamplingDecision.RECORD_AND_SAMPLED;
  }

  #report(taken: boolean): void {
    if (taken !== this.#taken) this.#onStateChange(taken);
    this.#taken = taken;
  }
}

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
