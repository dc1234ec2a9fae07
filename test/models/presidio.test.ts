import { describe, expect, test } from '@jest/globals';
import { composeSecondOpinion } from '../../src/compose/tenants.js';
import { ConfigurationError } from '../../src/ports/setting.js';
import { loadConfig } from '../../src/config/load.js';
import { PiiDetectorError } from '../../src/ports/model.js';

const presidio = (env: Record<string, string>) => loadConfig(env).presidio;
const faults = (call: () => unknown): string[] => {
  try {
    call();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults.map(({ variable }) => variable);
    throw error;
  }
};

describe('PRESIDIO_*', () => {
  test('without an address there is no second detector', () => {
    const config = presidio({});
    expect(config).toMatchObject({ baseUrl: null, onFailure: 'stop' });
    expect(
      composeSecondOpinion(config, { plainHttpHosts: [], logger: { warn: () => undefined } }),
    ).toBeUndefined();
  });

  test('an address with its defaults', () => {
    expect(presidio({ PRESIDIO_URL: 'https://presidio.example.org/' })).toEqual({
      baseUrl: 'https://presidio.example.org',
      language: 'en',
      timeoutMs: 5_000,
      leastScore: 0.5,
      onFailure: 'stop',
    });
  });

  test.each([
    ['PRESIDIO_URL', 'presidio.example.org'],
    ['PRESIDIO_LANGUAGE', 'english'],
    ['PRESIDIO_TIMEOUT_MS', '0'],
    ['PRESIDIO_LEAST_SCORE', '1.5'],
    ['PRESIDIO_ON_FAILURE', 'ignore'],
  ])('%s=%s is a fault', (variable, value) => {
    expect(faults(() => presidio({ [variable]: value }))).toEqual([variable]);
  });

  test.each(['stop', 'continue'] as const)(
    'an outage with %s is counted, and logged when it is passed over',
    (onFailure) => {
      const logged: unknown[] = [];
      const failed: string[] = [];
      const opinion = composeSecondOpinion(
        { ...presidio({ PRESIDIO_URL: 'https://presidio.example.org' }), onFailure },
        {
          plainHttpHosts: [],
          logger: { warn: (fields: unknown) => void logged.push(fields) },
          metrics: { detectorAsked: () => undefined, detectorFailed: (way) => void failed.push(way) },
        },
      );
      opinion?.onOutage?.(new PiiDetectorError('away', { kind: 'unavailable' }));
      expect(failed).toEqual([onFailure]);
      expect(logged).toEqual(onFailure === 'stop' ? [] : [{ kind: 'unavailable', passedOver: 1 }]);
    },
  );

  test('plain HTTP to another machine is a fault unless its host is allowed', () => {
    const config = presidio({ PRESIDIO_URL: 'http://presidio.example.org' });
    const logger = { warn: () => undefined };
    expect(faults(() => composeSecondOpinion(config, { plainHttpHosts: [], logger }))).toEqual([
      'PRESIDIO_URL',
    ]);
    expect(faults(() => composeSecondOpinion(config, { plainHttpHosts: ['presidio.example.org'], logger }))).toEqual([]); // prettier-ignore
  });
});
