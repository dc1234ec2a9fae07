import { describe, expect, test } from '@jest/globals';
import { createCircuit } from '../../src/verdict/breaker.js';
import { circuitReports } from '../../src/health/reports.js';
import type { CircuitKey, CircuitStates, OpenCircuit } from '../../src/ports/records.js';
import { PlatformError } from '../../src/ports/platform.js';

const KEY: CircuitKey = { worker: '7@host-1', tenant: 'acme', service: 'platform' };

/** A store that keeps what it is told, and fails as often as it is asked to. */
function fakeStates(failures = 0) {
  const told: (OpenCircuit | 'closed')[] = [];
  let left = failures;
  const tell = (what: OpenCircuit | 'closed'): Promise<void> => {
    if (left-- > 0) return Promise.reject(new Error('no database'));
    return Promise.resolve(void told.push(what));
  };
  const states: CircuitStates = {
    setOpen: tell,
    setClosed: () => tell('closed'),
    open: () => Promise.resolve([]),
  };
  return { states, told };
}

function reporting(states: CircuitStates) {
  const lines: string[] = [];
  const log = (_fields: object, message: string) => void lines.push(message);
  const logger = { info: log, warn: log } as never;
  const reports = circuitReports({ states, worker: KEY.worker, logger });
  const circuit = createCircuit({ ...KEY, onChange: reports.changed });
  const outage = () => circuit.run(() => Promise.reject(new PlatformError('down', { kind: 'unavailable' })));
  const fail = async (times: number) => {
    for (let count = 0; count < times; count += 1) await outage().catch(() => undefined);
  };
  return { circuit, reports, fail, lines };
}

describe('a worker', () => {
  test('says nothing while its circuit is closed, and that it is open when it opens', async () => {
    const { states, told } = fakeStates();
    const { circuit, reports, fail } = reporting(states);
    await fail(4);
    await reports.settled();
    expect(told).toEqual([]);
    await fail(1);
    await reports.settled();
    const since = new Date(circuit.notClosedSinceMs() ?? 0).toISOString();
    expect(told).toEqual([{ ...KEY, state: 'open', since, changedAt: expect.any(String) }]);
  });

  test('whose report cannot be stored logs that and goes on', async () => {
    const { states } = fakeStates(1);
    const { circuit, reports, fail, lines } = reporting(states);
    await fail(5);
    await reports.settled();
    expect(circuit.state()).toBe('open');
    expect(lines).toEqual(['a circuit changed its state', 'the state of a circuit could not be stored']);
  });
});
