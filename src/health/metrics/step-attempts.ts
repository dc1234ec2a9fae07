import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { FAILURE } from '../../contract/failures.js';
import type { Metrics, StepResult } from '../../ports/metrics.js';

const FAILURE_TYPES: ReadonlySet<string> = new Set(Object.values(FAILURE));

/** Counts every attempt of every activity of a worker, local ones included. */
export const stepAttempts =
  (metrics: Pick<Metrics, 'stepAttempted'>): ActivityInterceptorsFactory =>
  ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const startedAtMs = performance.now();
        const attempted = (result: StepResult) =>
          metrics.stepAttempted({
            tenant: tenantOf(input.args),
            step: info.activityType,
            result,
            durationMs: performance.now() - startedAtMs,
          });
        try {
          const value = await next(input);
          attempted('ok');
          return value;
        } catch (error) {
          attempted(resultOf(error));
          throw error;
        }
      },
    },
  });

/** Every step of a tenant has it in its one input. */
function tenantOf([input]: unknown[]): string | null {
  const { tenant } = (input ?? {}) as { tenant?: unknown };
  return typeof tenant === 'string' ? tenant : null;
}

function resultOf(error: unknown): StepResult {
  if (error instanceof CancelledFailure) return 'cancelled';
  const type = error instanceof ApplicationFailure ? error.type : undefined;
  return type !== undefined && type !== null && FAILURE_TYPES.has(type) ? type : 'other';
}
