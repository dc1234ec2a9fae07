import {
  OpenTelemetryInboundInterceptor,
  OpenTelemetryInternalsInterceptor,
  OpenTelemetryOutboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/workflow/index.js';
import type {
  Next,
  WorkflowInboundCallsInterceptor,
  WorkflowInterceptors,
  WorkflowOutboundCallsInterceptor,
} from '@temporalio/workflow';

type Outbound = Required<WorkflowOutboundCallsInterceptor>;

/** A query is a look from outside, at any time and as often as somebody likes: no part of what happens. */
class WithoutQueries extends OpenTelemetryInboundInterceptor {
  override handleQuery(
    input: Parameters<NonNullable<WorkflowInboundCallsInterceptor['handleQuery']>>[0],
    next: Next<WorkflowInboundCallsInterceptor, 'handleQuery'>,
  ): Promise<unknown> {
    return next(input);
  }
}

/**
 * Spans for activities only. What a workflow starts, signals or continues as begins a trace of its own: a scan of
 * 100,000 tickets, or a desk that never ends, would else be one trace that nobody can open.
 */
class StepsOnly extends OpenTelemetryOutboundInterceptor {
  override startChildWorkflowExecution(
    input: Parameters<Outbound['startChildWorkflowExecution']>[0],
    next: Next<WorkflowOutboundCallsInterceptor, 'startChildWorkflowExecution'>,
  ): Promise<[Promise<string>, Promise<unknown>]> {
    return next(input);
  }

  override signalWorkflow(
    input: Parameters<Outbound['signalWorkflow']>[0],
    next: Next<WorkflowOutboundCallsInterceptor, 'signalWorkflow'>,
  ): Promise<void> {
    return next(input);
  }

  override continueAsNew(
    input: Parameters<Outbound['continueAsNew']>[0],
    next: Next<WorkflowOutboundCallsInterceptor, 'continueAsNew'>,
  ): Promise<never> {
    return next(input);
  }
}

/** Runs in the workflows' sandbox, and only in the bundles that are made with it. Adds headers, no commands. */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [new WithoutQueries()],
  outbound: [new StepsOnly()],
  internals: [new OpenTelemetryInternalsInterceptor()],
});
