import { hostname } from 'node:os';
import {
  context,
  propagation,
  trace,
  ROOT_CONTEXT,
  type Context,
  type ContextManager,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry/lib/client/index.js';
import {
  makeWorkflowExporter,
  OpenTelemetryActivityInboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/worker/index.js';
import type { ClientInterceptors } from '@temporalio/client';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import type { Sinks } from '@temporalio/workflow';
import type { CollectorConfig } from '../../config/observability.js';
import type { Metrics } from '../../ports/metrics.js';
import type { ReportChange } from '../report-change.js';
import { OtlpExporter } from './otlp-exporter.js';
import { PrivateExporter } from './private-exporter.js';
import { tracedMetrics, tracedReport } from './traced.js';
import { AsyncLocalStorage } from 'node:async_hooks';

/** What the parts of a process are wrapped in while it is traced. */
export interface Tracing {
  /** Of the client that hands webhooks on. Others begin no trace and carry none on: each ticket has its own. */
  clientInterceptors: ClientInterceptors;
  /** The outermost of its activities' interceptors. */
  activityInterceptor: ActivityInterceptorsFactory;
  /** Takes the spans of workflows out of their sandbox. */
  sinks: InjectedSinks<Sinks>;
  metrics: <M extends Metrics>(metrics: M) => M;
  report: (report: ReportChange) => ReportChange;
  /** Sends what is left, for at most three seconds. */
  close: () => Promise<void>;
}

interface TracingOptions {
  collector: CollectorConfig;
  /** Told once when the collector stops taking spans, and once when it takes them again. */
  onStateChange: (taken: boolean) => void;
}

/** One request to the collector. */
const EXPORT_WITHIN_MS = 5_000;
/** Of the last spans at the end: the collector must not keep a process from stopping. */
const CLOSE_WITHIN_MS = 3_000;
/** Spans that wait for the collector; more are dropped. About 1 KiB each. */
const MAX_QUEUED_SPANS = 8_192;

/** Starts tracing for this process: once, since the API of OpenTelemetry is global. */
export function startTracing({ collector, onStateChange }: TracingOptions): Tracing {
  // Known at once: spans of workflows are sent as they are, without waiting for attributes.
  const resource = new Resource({
    'service.name': collector.serviceName,
    'service.instance.id': `${process.pid}@${hostname()}`,
  });
  const exporter = new PrivateExporter(new OtlpExporter(collector, EXPORT_WITHIN_MS), {
    share: collector.share,
    onStateChange,
  });
  const processor = new BatchSpanProcessor(exporter, {
    maxQueueSize: MAX_QUEUED_SPANS,
    exportTimeoutMillis: EXPORT_WITHIN_MS,
  });
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  provider.register({ contextManager: new AsyncContext(), propagator: new W3CTraceContextPropagator() });
  const tracer = provider.getTracer('ticket-processor');
  const client = new OpenTelemetryWorkflowClientInterceptor();
  return {
    // The looks that health and metrics take at workflows are no part of a ticket's way.
    clientInterceptors: {
      workflow: [{ signalWithStart: (input, next) => client.signalWithStart(input, next) }],
    },
    activityInterceptor: (activity) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(activity) }),
    sinks: { exporter: makeWorkflowExporter(processor, resource) },
    metrics: (metrics) => tracedMetrics(metrics, tracer),
    report: (report) => tracedReport(report, tracer),
    async close() {
      await Promise.race([provider.shutdown(), patience(CLOSE_WITHIN_MS)]);
      [trace, context, propagation].forEach((api) => api.disable());
    },
  };
}

const patience = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

/** Keeps the span that is under way along a chain of promises, which OpenTelemetry's API leaves to its user. */
class AsyncContext implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.#storage.getStore() ?? ROOT_CONTEXT;
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    context: Context,
    fn: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.#storage.run(context, () => fn.apply(thisArg, args));
  }

  bind<T>(context: Context, target: T): T {
    if (typeof target !== 'function') return target;
    const bound = (...args: unknown[]): unknown =>
      this.#storage.run(context, () => (target as (...given: unknown[]) => unknown)(...args));
    return bound as T;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    this.#storage.disable();
    return this;
  }
}
