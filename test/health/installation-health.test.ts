import { describe, expect, test } from '@jest/globals';
import type { Health } from '../../src/health/health.js';
import { installationHealth } from '../../src/health/installation-health.js';

const WELL: Health = {
  status: 'healthy',
  checks: { zendesk_api: 'ok', llm_api: 'ok', disk_space: 'ok', temporal: 'ok' },
  metrics: {
    ...{ success_rate_24h: 1, avg_latency_24h: 2, p95_latency_24h: 4, fallback_rate_24h: 0 },
    ...{ tickets_24h: 10, cost_usd_24h: 0.5, last_scan_age: 60 },
  },
  writes: { stopped: false, since: null },
  pause: { paused: false, since: null },
  circuits: [],
  budget: null,
  troubled: { undone: 0, rejected: 0 },
  reasons: [],
};
const circuit = { service: 'model', state: 'halfOpen', since: '2026-03-01T12:00:00Z', workers: 2 } as const;
const ILL: Health = {
  status: 'unhealthy',
  checks: { zendesk_api: 'error', llm_api: 'ok', disk_space: 'warning', temporal: 'ok' },
  metrics: {
    ...{ success_rate_24h: 0.5, avg_latency_24h: null, p95_latency_24h: 9, fallback_rate_24h: 0.2 },
    ...{ tickets_24h: 4, cost_usd_24h: 0.25, last_scan_age: null },
  },
  writes: { stopped: true, since: '2026-03-01T11:00:00Z' },
  pause: { paused: true, since: '2026-03-01T11:30:00Z' },
  circuits: [circuit],
  budget: 'warning',
  troubled: { undone: 2, rejected: 1 },
  reasons: ['It is ill.'],
};

test('of one tenant it is its own', () => {
  expect(installationHealth([ILL])).toBe(ILL);
});

describe('of several tenants', () => {
  test.each([
    ['first', [ILL, WELL, WELL]],
    ['last', [WELL, WELL, ILL]],
  ] as const)('one that is ill makes it ill, counts add up; it stands %s', (_where, tenants) => {
    expect(installationHealth(tenants as unknown as [Health])).toEqual({
      ...{ status: 'unhealthy', checks: ILL.checks, writes: ILL.writes, pause: ILL.pause },
      ...{ circuits: ILL.circuits, budget: 'warning', troubled: ILL.troubled, reasons: ILL.reasons },
      metrics: {
        ...{ success_rate_24h: 0.5, avg_latency_24h: 2, p95_latency_24h: 9, fallback_rate_24h: 0.2 },
        ...{ tickets_24h: 24, cost_usd_24h: 1.25, last_scan_age: 60 },
      },
    });
  });

  test('circuits to one service are one line: open where one is, since the first', () => {
    const open = { ...circuit, state: 'open', since: '2026-03-01T12:05:00Z', workers: 1 } as const;
    const platform = { ...circuit, service: 'platform', since: '2026-03-01T11:00:00Z' } as const;
    const two: Health = { ...WELL, circuits: [open, platform] };
    expect(installationHealth([ILL, two]).circuits).toEqual([
      platform,
      { service: 'model', state: 'open', since: circuit.since, workers: 2 },
    ]);
  });

  test('each kind of help desk has its check, where a tenant uses it', () => {
    const checks = { freshdesk_api: 'ok', llm_api: 'ok', disk_space: 'ok', temporal: 'ok' } as const;
    const freshdesk: Health = { ...WELL, checks };
    expect(installationHealth([ILL, freshdesk]).checks).toMatchObject({
      zendesk_api: 'error',
      freshdesk_api: 'ok',
    });
    expect(installationHealth([freshdesk, freshdesk]).checks).toEqual(freshdesk.checks);
  });

  test('no ticket anywhere and writes that nobody tells are null', () => {
    const metrics = { ...WELL.metrics, success_rate_24h: null, avg_latency_24h: null };
    const none: Health = { ...WELL, metrics, writes: null };
    expect(installationHealth([none, none])).toMatchObject({
      metrics: { success_rate_24h: null, avg_latency_24h: null },
      writes: null,
    });
    expect(installationHealth([none, WELL]).writes).toEqual({ stopped: false, since: null });
  });
});
