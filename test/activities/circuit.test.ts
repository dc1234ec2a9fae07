import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createCircuit, type Circuit } from '../../src/activities/circuit.js';
import { FAILURE } from '../../src/contract.js';
import { ModelError, type ModelErrorKind } from '../../src/ports/language-model.js';
import { PlatformError, type PlatformErrorKind } from '../../src/ports/ticket-platform.js';
import { failureOf } from '../support/activities.js';

const down = () => new PlatformError('down', { kind: 'unavailable' });

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
});
afterEach(() => {
  jest.useRealTimers();
});

async function fail(circuit: Circuit, times: number, error: () => Error = down): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    const thrown = error();
    await expect(circuit.run(() => Promise.reject(thrown))).rejects.toBe(thrown);
  }
}

/** Runs a call that succeeds, and tells whether it was made. */
async function letsThrough(circuit: Circuit): Promise<boolean> {
  let made = false;
  await circuit
    .run(() => {
      made = true;
      return Promise.resolve();
    })
    .catch(() => undefined);
  return made;
}

describe('a closed circuit', () => {
  test('opens at the fifth outage in a row', async () => {
    const circuit = createCircuit('platform of tenant acme', 'platform');
    await fail(circuit, 4);
    expect(circuit.state()).toBe('closed');
    await fail(circuit, 1);
    expect(circuit.state()).toBe('open');
    expect(await letsThrough(circuit)).toBe(false);
  });

  test('one success between outages begins the count anew', async () => {
    const circuit = createCircuit('platform', 'platform');
    await fail(circuit, 4);
    expect(await letsThrough(circuit)).toBe(true);
    await fail(circuit, 4);
    expect(circuit.state()).toBe('closed');
  });

  const PLATFORM_KINDS: Record<PlatformErrorKind, 'open' | 'closed'> = {
    unavailable: 'open',
    uncertain: 'open',
    protocol: 'closed',
    rateLimited: 'closed',
    unauthorized: 'closed',
    forbidden: 'closed',
    notFound: 'closed',
    conflict: 'closed',
    invalid: 'closed',
  };
  test.each(Object.entries(PLATFORM_KINDS))(
    'after many platform errors "%s" it is %s',
    async (kind, state) => {
      const circuit = createCircuit('platform', 'platform');
      await fail(circuit, 5, () => new PlatformError('x', { kind: kind as PlatformErrorKind }));
      expect(circuit.state()).toBe(state);
    },
  );

  const MODEL_KINDS: Record<ModelErrorKind, 'open' | 'closed'> = {
    timeout: 'open',
    unavailable: 'open',
    rateLimited: 'closed',
    unauthorized: 'closed',
    invalidRequest: 'closed',
    refusal: 'closed',
    truncated: 'closed',
    empty: 'closed',
    unusable: 'closed',
  };
  test.each(Object.entries(MODEL_KINDS))('after many model errors "%s" it is %s', async (kind, state) => {
    const circuit = createCircuit('model', 'model');
    await fail(circuit, 5, () => new ModelError('x', { kind: kind as ModelErrorKind }));
    expect(circuit.state()).toBe(state);
  });

  test('an error it does not know never opens it', async () => {
    const circuit = createCircuit('model', 'model');
    await fail(circuit, 10, () => new TypeError('a bug of ours'));
    expect(circuit.state()).toBe('closed');
  });
});

describe('an open circuit', () => {
  test('to the platform: fails at once, to be retried when its pause is over', async () => {
    const circuit = createCircuit('platform of tenant acme', 'platform');
    await fail(circuit, 5);
    jest.advanceTimersByTime(20_000);
    const failure = await failureOf(circuit.run(() => Promise.resolve()));
    expect(failure).toMatchObject({
      type: FAILURE.platformCircuitOpen,
      nonRetryable: false,
      nextRetryDelay: 40_000,
    });
    expect(circuit.opensAgainInMs()).toBe(40_000);
    expect(failure.message).toContain('platform of tenant acme');
  });

  test('to the model: fails at once and for good, so that the rules decide', async () => {
    const circuit = createCircuit('model', 'model');
    await fail(circuit, 5, () => new ModelError('slow', { kind: 'timeout' }));
    expect(await failureOf(circuit.run(() => Promise.resolve()))).toMatchObject({
      type: FAILURE.modelCircuitOpen,
      nonRetryable: true,
      nextRetryDelay: undefined,
    });
  });

  test('is tried again only after 60 s', async () => {
    const circuit = createCircuit('platform', 'platform');
    await fail(circuit, 5);
    jest.advanceTimersByTime(59_999);
    expect(await letsThrough(circuit)).toBe(false);
    jest.advanceTimersByTime(1);
    expect(await letsThrough(circuit)).toBe(true);
    expect(circuit.state()).toBe('closed');
    expect(circuit.opensAgainInMs()).toBe(0);
  });
});

describe('the trial call after the pause', () => {
  test('is one: the others wait for its outcome and go on when it succeeds', async () => {
    const circuit = createCircuit('platform', 'platform');
    await fail(circuit, 5);
    jest.advanceTimersByTime(60_000);
    let answer: () => void = () => undefined;
    const calls: string[] = [];
    const trial = circuit.run(() => {
      calls.push('trial');
      return new Promise<void>((resolve) => (answer = resolve));
    });
    const others = ['a', 'b'].map((name) =>
      circuit.run(() => {
        calls.push(name);
        return Promise.resolve();
      }),
    );
    expect(circuit.state()).toBe('halfOpen');
    expect(calls).toEqual(['trial']);
    answer();
    await Promise.all([trial, ...others]);
    expect(calls).toEqual(['trial', 'a', 'b']);
  });

  test('that fails opens it for another 60 s; the others are not made', async () => {
    const circuit = createCircuit('platform', 'platform');
    await fail(circuit, 5);
    jest.advanceTimersByTime(60_000);
    let made = false;
    const trial = circuit.run(() => Promise.reject(down()));
    const other = circuit.run(() => {
      made = true;
      return Promise.resolve();
    });
    await expect(trial).rejects.toBeInstanceOf(PlatformError);
    expect(await failureOf(other)).toMatchObject({
      type: FAILURE.platformCircuitOpen,
      nextRetryDelay: 60_000,
    });
    expect(made).toBe(false);
    expect(circuit.opensAgainInMs()).toBe(60_000);
  });

  test('that is refused (4xx) shows that the service is there: the circuit closes', async () => {
    const circuit = createCircuit('platform', 'platform');
    await fail(circuit, 5);
    jest.advanceTimersByTime(60_000);
    await fail(circuit, 1, () => new PlatformError('gone', { kind: 'notFound' }));
    expect(circuit.state()).toBe('closed');
  });
});
