import type { Logger } from 'pino';
import type { Circuit } from '../verdict/breaker.js';
import type { CircuitKey, CircuitStates } from '../ports/circuit-states.js';

export interface CircuitReportsOptions {
  states: CircuitStates;
  /** `pid@host`. */
  worker: string;
  logger: Pick<Logger, 'info' | 'warn'>;
}

/**
 * Takes each change of a circuit, logs it and tells it to those who show it. Reports are stored one after the other,
 * each with the state that the circuit has by then, so that the last one is true. One that cannot be stored is
 * logged: the calls do not depend on it.
 */
export function circuitReports({ states, worker, logger }: CircuitReportsOptions) {
  let stored = Promise.resolve();
  return {
    changed: (circuit: Circuit): void => {
      const { tenant, service } = circuit;
      const level = circuit.state() === 'open' ? 'warn' : 'info';
      logger[level]({ tenant, service, state: circuit.state() }, 'a circuit changed its state');
      stored = stored.then(() =>
        store(states, circuit, { worker, tenant, service }).catch((error: unknown) =>
          logger.warn({ tenant, service, error }, 'the state of a circuit could not be stored'),
        ),
      );
    },
    /** Resolves when everything that was reported is stored, or has failed. */
    settled: () => stored,
  };
}

function store(states: CircuitStates, circuit: Circuit, key: CircuitKey): Promise<void> {
  const [state, sinceMs] = [circuit.state(), circuit.notClosedSinceMs()];
  if (state === 'closed' || sinceMs === null) return states.setClosed(key);
  const since = new Date(sinceMs).toISOString();
  return states.setOpen({ ...key, state, since, changedAt: new Date().toISOString() });
}
