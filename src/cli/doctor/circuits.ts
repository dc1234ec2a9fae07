import type { OpenCircuit } from '../../ports/circuit-states.js';
import { circuitsByService, circuitText } from '../../health/open-circuits.js';
import { ok, warning, type Check } from './check.js';

/** `circuits`: whether a worker has stopped calling a service that was down. */
export function circuitsCheck(open: () => Promise<OpenCircuit[]>): Check {
  return {
    name: 'circuits',
    needs: ['statistics'],
    run: async () => {
      const circuits = circuitsByService(await open());
      if (circuits.length === 0) return ok('all closed: every service is called');
      return warning(
        'workers spare a service that failed five times in a row',
        'look at the checks of that service; a trial call follows every minute, and closes the circuit by itself',
        { items: circuits.map(circuitText), details: { circuits } },
      );
    },
  };
}
