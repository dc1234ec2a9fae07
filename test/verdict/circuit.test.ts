import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createCircuit, type Circuit } from '../../src/verdict/breaker.js';
import { FAILURE } from '../../src/contract/failures.js';
import type { CircuitService } from '../../src/ports/records.js';
import { ModelError, type ModelErrorKind } from '../../src/ports/model.js';
import { PlatformError, type PlatformErrorKind } from '../../src/ports/platform.js';
import { failureOf } from '../support/activities.js';

const circuitTo = (service: CircuitService): Circuit => createCircuit({ tenant: 'acme', service });

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
    const circuit = circuitTo('platform');
    await fail(circuit, 4);
    expect(circuit.state()).toBe('closed');
    await fail(circuit, 1);
    expect(circuit.state()).toBe('open');
    expect(await letsThrough(circuit)).toBe(false);
  });

  test('one success between outages begins the count anew', async () => {
    const circuit = circuitTo('platform');
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
    tooLarge: 'closed',
  };
  test.each(Object.entries(PLATFORM_KINDS))(
    'after many platform errors "%s" it is %s',
    async (kind, state) => {
      const circuit = circuitTo('platform');
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
    const circuit = circuitTo('model');
    await fail(circuit, 5, () => new ModelError('x', { kind: kind as ModelErrorKind }));
    expect(circuit.state()).toBe(state);
  });

  test('an error it does not know never opens it', async () => {
    const circuit = circuitTo('model');
    await fail(circuit, 10, () => new TypeError('a bug of ours'));
    expect(circuit.state()).toBe('closed');
  });
});

describe('an open circuit', () => {
  test('to the platform: fails at once, to be retried when its pause is over', async () => {
    const circuit = circuitTo('platform');
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
    const circuit = circuitTo('model');
    await fail(circuit, 5, () => new ModelError('slow', { kind: 'timeout' }));
    expect(await failureOf(circuit.run(() => Promise.resolve()))).toMatchObject({
      type: FAILURE.modelCircuitOpen,
      nonRetryable: true,
      nextRetryDelay: undefined,
    });
  });

  test('is tried again only after 60 s', async () => {
    const circuit = circuitTo('platform');
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
  /** A circuit whose trial call is under way, and what ends it. */
  async function onTrial(service: CircuitService) {
    const circuit = circuitTo(service);
    await fail(circuit, 5);
    jest.advanceTimersByTime(60_000);
    let end: { answer: () => void; fail: () => void } | undefined;
    const trial = circuit.run(
      () =>
        new Promise<void>((resolve, reject) => {
          end = { answer: resolve, fail: () => reject(down()) };
        }),
    );
    return { circuit, trial, end: end! };
  }

  test('is one: until it is answered the others are refused at once, after it they go through', async () => {
    const { circuit, trial, end } = await onTrial('platform');
    expect(circuit.state()).toBe('halfOpen');
    for (let count = 0; count < 3; count += 1) expect(await letsThrough(circuit)).toBe(false);
    end.answer();
    await trial;
    expect(circuit.state()).toBe('closed');
    expect(await letsThrough(circuit)).toBe(true);
  });

  test('others to the platform come back 5 s later, others to the model get the rules', async () => {
    const platform = await onTrial('platform');
    expect(await failureOf(platform.circuit.run(() => Promise.resolve()))).toMatchObject({
      ...{ type: FAILURE.platformCircuitOpen, nonRetryable: false, nextRetryDelay: 5_000 },
    });
    const model = await onTrial('model');
    expect(await failureOf(model.circuit.run(() => Promise.resolve()))).toMatchObject({
      ...{ type: FAILURE.modelCircuitOpen, nonRetryable: true },
    });
  });

  test('of one circuit is none of another: each worker has its own', async () => {
    const { circuit } = await onTrial('platform');
    const ofAnotherWorker = circuitTo('platform');
    await fail(ofAnotherWorker, 5);
    jest.advanceTimersByTime(60_000);
    expect(await letsThrough(ofAnotherWorker)).toBe(true);
    expect(circuit.state()).toBe('halfOpen');
  });

  test('that fails opens it for another 60 s', async () => {
    const { circuit, trial, end } = await onTrial('platform');
    end.fail();
    await expect(trial).rejects.toBeInstanceOf(PlatformError);
    expect(circuit.opensAgainInMs()).toBe(60_000);
    expect(await failureOf(circuit.run(() => Promise.resolve()))).toMatchObject({
      ...{ type: FAILURE.platformCircuitOpen, nextRetryDelay: 60_000 },
    });
  });

  test('that is refused (4xx) shows that the service is there: the circuit closes', async () => {
    const circuit = circuitTo('platform');
    await fail(circuit, 5);
    jest.advanceTimersByTime(60_000);
    await fail(circuit, 1, () => new PlatformError('gone', { kind: 'notFound' }));
    expect(circuit.state()).toBe('closed');
  });
});

describe('changes', () => {
  test('are told with the state they lead to, and since when it is not closed', async () => {
    const told: [string, number | null][] = [];
    const onChange = (circuit: Circuit) => told.push([circuit.state(), circuit.notClosedSinceMs()]);
    const circuit = createCircuit({ tenant: 'acme', service: 'platform', onChange });
    const openedAtMs = Date.now();
    await fail(circuit, 5);
    jest.advanceTimersByTime(60_000);
    await fail(circuit, 1);
    jest.advanceTimersByTime(60_000);
    expect(await letsThrough(circuit)).toBe(true);
    expect(told).toEqual([
      ['open', openedAtMs],
      ['halfOpen', openedAtMs],
      ['open', openedAtMs],
      ['halfOpen', openedAtMs],
      ['closed', null],
    ]);
  });
});
