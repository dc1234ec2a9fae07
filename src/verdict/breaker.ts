import { ApplicationFailure } from '@temporalio/common';
import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { FAILURE } from '../contract/failures.js';
import type { CircuitService, CircuitStateName } from '../ports/records.js';
import { ModelError, type LanguageModel } from '../ports/model.js';
import { PlatformError, type TicketPlatform } from '../ports/platform.js';
import { tenantNamed, type Tenants } from '../ports/tenant.js';

/** So many outages in a row open a circuit; a trial call follows after the pause (DESIGN section 3). */
const FAILURES_TO_OPEN = 5;
const OPEN_MS = 60_000;
/** Whoever is refused while the trial call is under way comes back after this: most services answer by then. */
const TRIAL_RETRY_MS = 5_000;

interface CircuitOptions {
  tenant: string;
  service: CircuitService;
  /** Called after every change of the state. Must not throw. */
  onChange?: ((circuit: Circuit) => void) | undefined;
}

/**
 * Spares a service that is down, and us the wait for it. Per tenant and service, in each worker.
 * Only outages count (transport, time-out, 5xx): an answer that refuses or cannot be used never opens it.
 */
export interface Circuit {
  readonly tenant: string;
  readonly service: CircuitService;
  readonly state: () => CircuitStateName;
  /** When it last stopped being closed, milliseconds since 1970; null while it is closed. */
  readonly notClosedSinceMs: () => number | null;
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
 * A closed circuit around one outside service. After the pause one call is let through; until it is answered the
 * others are refused as while it is open.
 * @throws ApplicationFailure while open: `PlatformCircuitOpen`, retried when the pause is over, or
 * `ModelCircuitOpen`, not retried, so that the rules decide at once.
 */
export function createCircuit({ tenant, service, onChange }: CircuitOptions): Circuit {
  let openedAtMs = 0;
  let notClosedSinceMs: number | null = null;
  const policy: CircuitBreakerPolicy = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: OPEN_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  });
  const opensAgainInMs = () =>
    policy.state === CircuitState.Open ? Math.max(0, openedAtMs + OPEN_MS - Date.now()) : 0;
  const circuit: Circuit = {
    tenant,
    service,
    state: () => STATE_NAMES[policy.state],
    notClosedSinceMs: () => notClosedSinceMs,
    opensAgainInMs,
    async run(call) {
      // The policy would make them wait for the trial call, and then all of them go at once.
      if (policy.state === CircuitState.HalfOpen) throw refusal(circuit, TRIAL_RETRY_MS);
      try {
        return await policy.execute(call);
      } catch (error) {
        if (!isBrokenCircuitError(error)) throw error;
        throw refusal(circuit, opensAgainInMs());
      }
    },
  };
  policy.onStateChange((state) => {
    if (state === CircuitState.Open) openedAtMs = Date.now();
    notClosedSinceMs = state === CircuitState.Closed ? null : (notClosedSinceMs ?? Date.now());
    onChange?.(circuit);
  });
  return circuit;
}

/** @param retryInMs of a platform's call; a model's is not repeated. */
function refusal({ tenant, service }: Circuit, retryInMs: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: service === 'model' ? FAILURE.modelCircuitOpen : FAILURE.platformCircuitOpen,
    message: `${service} of tenant ${tenant} failed ${FAILURES_TO_OPEN} times in a row; no call is made until a trial call succeeds`,
    nonRetryable: service === 'model',
    ...(service === 'platform' ? { nextRetryDelay: Math.max(1_000, retryInMs) } : {}),
  });
}

/**
 * The circuits of this process: one for each tenant and service, made when it is first asked for. A help desk or model
 * that is configured anew, and so has another adapter, begins with a closed one.
 */
export function createCircuits(tenants: Tenants, onChange: CircuitOptions['onChange']) {
  const circuits = new Map<string, Circuit>();
  const adapters = new Map<string, TicketPlatform | LanguageModel>();
  const circuit =
    (service: 'platform' | 'model') =>
    (tenant: string): Circuit => {
      const key = `${service} of tenant ${tenant}`;
      const adapter = tenantNamed(tenants, tenant)[service];
      const known = circuits.get(key);
      if (known !== undefined && adapters.get(key) === adapter) return known;
      const made = createCircuit({ tenant, service, onChange });
      circuits.set(key, made);
      adapters.set(key, adapter);
      // What was told of the one before holds no more.
      if (known !== undefined) onChange?.(made);
      return made;
    };
  return { circuits: circuits as ReadonlyMap<string, Circuit>, circuit };
}
