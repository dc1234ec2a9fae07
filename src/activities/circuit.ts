import { ApplicationFailure } from '@temporalio/common';
import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import type { CircuitBreakerPolicy } from 'cockatiel';
import { FAILURE } from '../contract.js';
import { ModelError } from '../ports/language-model.js';
import { PlatformError } from '../ports/ticket-platform.js';

/** So many outages in a row open a circuit; a trial call follows after the pause (DESIGN section 3). */
const FAILURES_TO_OPEN = 5;
const OPEN_MS = 60_000;

/**
 * Spares a service that is down, and us the wait for it. Per tenant and service, in each worker.
 * Only outages count (transport, time-out, 5xx): an answer that refuses or cannot be used never opens it.
 */
export interface Circuit {
  readonly name: string;
  readonly state: () => 'closed' | 'open' | 'halfOpen';
  /** Milliseconds until the next trial call; 0 unless open. */
  readonly opensAgainInMs: () => number;
  run<T>(call: () => Promise<T>): Promise<T>;
}

function isOutage(error: unknown): boolean {
  if (error instanceof PlatformError) return ['unavailable', 'uncertain'].includes(error.kind);
  if (error instanceof ModelError) return ['timeout', 'unavailable'].includes(error.kind);
  return false;
}

const STATE_NAMES = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'halfOpen',
  [CircuitState.Isolated]: 'open',
} as const;

/**
 * A circuit around one outside service.
 * @throws ApplicationFailure while open: `PlatformCircuitOpen`, retried when the pause is over, or
 * `ModelCircuitOpen`, not retried, so that the rules decide at once.
 */
export function createCircuit(name: string, service: 'platform' | 'model'): Circuit {
  let openedAtMs = 0;
  const policy: CircuitBreakerPolicy = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: OPEN_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  });
  policy.onBreak(() => {
    openedAtMs = Date.now();
  });
  const opensAgainInMs = () =>
    policy.state === CircuitState.Open ? Math.max(0, openedAtMs + OPEN_MS - Date.now()) : 0;
  return {
    name,
    state: () => STATE_NAMES[policy.state],
    opensAgainInMs,
    async run(call) {
      try {
        return await policy.execute(call);
      } catch (error) {
        if (!isBrokenCircuitError(error)) throw error;
        throw ApplicationFailure.create({
          type: service === 'model' ? FAILURE.modelCircuitOpen : FAILURE.platformCircuitOpen,
          message: `${name} failed ${FAILURES_TO_OPEN} times in a row; no call is made until a trial call succeeds`,
          nonRetryable: service === 'model',
          ...(service === 'platform' ? { nextRetryDelay: Math.max(1_000, opensAgainInMs()) } : {}),
        });
      }
    },
  };
}
