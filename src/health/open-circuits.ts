import type { CircuitService, CircuitStateName, OpenCircuit } from '../ports/circuit-states.js';

/** The circuits to one service that are not closed, of all workers together. */
export interface ServiceCircuits {
  service: CircuitService;
  /** `open` where any of them is. */
  state: Exclude<CircuitStateName, 'closed'>;
  /** ISO 8601: since the first of them opened. */
  since: string;
  /** How many workers have one. */
  workers: number;
}

/** Sums up open circuits of one tenant by service; the one that opened first leads. */
export function circuitsByService(open: readonly OpenCircuit[]): ServiceCircuits[] {
  const byService = new Map<CircuitService, ServiceCircuits>();
  for (const { service, state, since } of open) {
    const known = byService.get(service) ?? { service, state, since, workers: 0 };
    byService.set(service, {
      service,
      state: known.state === 'open' ? 'open' : state,
      since: since < known.since ? since : known.since,
      workers: known.workers + 1,
    });
  }
  return [...byService.values()].sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** One line for people. */
export const circuitText = ({ service, state, since, workers }: ServiceCircuits): string =>
  `Circuit to the ${service}: ${state === 'open' ? 'open' : 'trying again'} since ${since} in ${workers === 1 ? 'one worker' : `${workers} workers`}`;
