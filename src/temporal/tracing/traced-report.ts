import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { ReportChange } from '../report-change.js';

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
