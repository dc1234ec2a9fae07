import { SpanKind, SpanStatusCode, trace, type Attributes, type Tracer } from '@opentelemetry/api';
import type { Metrics, ModelRequest, PlatformRequest, StepAttempt } from '../../ports/metrics.js';
import type { ReportChange } from '../report-change.js';

/** Of every OpenAI-compatible server, below its own root. */
const MODEL_ROUTE = 'POST /chat/completions';

/** What became of a request or a step. */
type Told = Pick<Metrics, 'stepAttempted' | 'platformAsked' | 'modelAsked'>;

/**
 * The same metrics, of which the requests become spans as well, and a failed step names its failure on its span. What
 * is counted may be told: routes without IDs, states, figures. The spans are made when the requests are over, so the
 * adapters need not know of them, and no header of a trace can go out with a request.
 */
export function tracedMetrics<M extends Told>(metrics: M, tracer: Tracer): M {
  const told: Told = {
    stepAttempted(attempt) {
      metrics.stepAttempted(attempt);
      trace.getActiveSpan()?.setAttributes(attributesOfStep(attempt));
    },
    platformAsked(request) {
      metrics.platformAsked(request);
      spanOf(tracer, request.route, { ...attributesOfRequest(request), durationMs: request.durationMs });
    },
    modelAsked(request) {
      metrics.modelAsked(request);
      spanOf(tracer, MODEL_ROUTE, { ...attributesOfCompletion(request), durationMs: request.durationMs });
    },
  };
  return { ...metrics, ...told };
}

/** A request that ended at this moment, as a part of the step that is under way. */
function spanOf(
  tracer: Tracer,
  name: string,
  { durationMs, ...attributes }: Attributes & { durationMs: number },
): void {
  const endedAtMs = Date.now();
  const startTime = new Date(endedAtMs - durationMs);
  const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, startTime, attributes });
  if (attributes['error.type'] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(new Date(endedAtMs));
}

const attributesOfStep = ({ tenant, result }: StepAttempt): Attributes => ({
  ...(tenant === null ? {} : { tenant }),
  ...(result === 'ok' ? {} : { 'error.type': result }),
});

/** @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/ */
function attributesOfRequest({ tenant, route, status }: PlatformRequest): Attributes {
  const [method = '', path = ''] = route.split(' ');
  return {
    ...{ tenant, 'http.request.method': method, 'http.route': path },
    ...(status === null ? { 'error.type': 'transport' } : { 'http.response.status_code': status }),
    ...(status !== null && status >= 400 ? { 'error.type': String(status) } : {}),
  };
}

/** @see https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/ */
const attributesOfCompletion = ({ tenant, model, result, usage }: ModelRequest): Attributes => ({
  ...{ tenant, 'gen_ai.request.model': model },
  'gen_ai.usage.input_tokens': usage.inputTokens,
  'gen_ai.usage.output_tokens': usage.outputTokens,
  cost_usd: usage.costUsd,
  ...(result === 'answered' ? {} : { 'error.type': result }),
});

/**
 * The same report, as the span that begins the trace of a ticket. It begins once a delivery is proven, so that nobody
 * else can fill the collector, and takes nothing from the delivery: a sender's `traceparent` is not followed.
 */
export const tracedReport =
  (report: ReportChange, tracer: Tracer): ReportChange =>
  (ticket) => {
    const { tenant, platform } = ticket;
    const route = `/webhooks/${platform}/{tenant}`;
    const attributes = { tenant, 'http.request.method': 'POST', 'http.route': route };
    return tracer.startActiveSpan(`POST ${route}`, { kind: SpanKind.SERVER, attributes }, async (span) => {
      try {
        return await report(ticket);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', (error as Error).name);
        throw error;
      } finally {
        span.end();
      }
    });
  };
