import { expect, test } from '@jest/globals';
import { ConfigurationError } from '../../src/ports/setting.js';
import { loadConfig } from '../../src/config/load.js';

test.each([
  [{}, 9464],
  [{ METRICS_PORT: '9100' }, 9100],
  [{ METRICS_PORT: '0' }, 0],
])('%j → port %d', (env, port) => {
  expect(loadConfig(env).metrics).toEqual({ port });
});

test.each(['65536', '-1', 'http'])('METRICS_PORT=%s is refused', (METRICS_PORT) => {
  expect(() => loadConfig({ METRICS_PORT })).toThrow(ConfigurationError);
});
