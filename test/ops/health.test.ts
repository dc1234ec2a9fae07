import { describe, expect, test } from '@jest/globals';
import { statusOf, type Health } from '../../src/ops/health.js';

const CHECKS: Health['checks'] = { zendesk_api: 'ok', llm_api: 'ok', disk_space: 'ok', temporal: 'ok' };
const METRICS = { success_rate_24h: 1, p95_latency_24h: 4 };

describe('the status', () => {
  test.each<
    [string, Partial<Health['checks']>, Partial<typeof METRICS> | { success_rate_24h: null }, string]
  >([
    ['everything well', {}, {}, 'healthy'],
    ['no ticket yet', {}, { success_rate_24h: null }, 'healthy'],
    ['the model away: rules decide', { llm_api: 'error' }, {}, 'degraded'],
    ['the disk filling up', { disk_space: 'warning' }, {}, 'degraded'],
    ['success below 99.5 %', {}, { success_rate_24h: 0.994 }, 'degraded'],
    ['p95 above 15 s', {}, { p95_latency_24h: 15.1 }, 'degraded'],
    ['success below 99 %', {}, { success_rate_24h: 0.989 }, 'unhealthy'],
    ['the help desk away', { zendesk_api: 'error' }, {}, 'unhealthy'],
    ['Temporal away', { temporal: 'error' }, {}, 'unhealthy'],
    ['the disk full', { disk_space: 'critical' }, {}, 'unhealthy'],
  ])('%s: checks %j, metrics %j → %s', (_name, checks, metrics, status) => {
    expect(statusOf({ ...CHECKS, ...checks }, { ...METRICS, ...metrics })).toBe(status);
  });
});
