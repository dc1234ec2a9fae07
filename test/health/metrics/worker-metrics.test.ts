import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { createWorkerMetrics } from '../../../src/health/metrics/worker-metrics.js';
import { NO_USAGE } from '../../../src/domain/verdict.js';
import { outcome, RULES_VERDICT, unchanged } from '../../records/statistics/support/outcomes.js';
import { countedIn, samplesOf } from '../../support/metric-values.js';

function worker(tenants = ['acme']) {
  const registry = new Registry();
  const metrics = createWorkerMetrics(registry);
  metrics.tenantsAre(tenants);
  return { registry, metrics, counted: (name: string) => countedIn(registry, `ticket_processor_${name}`) };
}

describe('rounds', () => {
  test('are counted by tenant, outcome, source, root cause and urgency', async () => {
    const { metrics, counted } = worker();
    metrics.roundEnded(outcome());
    metrics.roundEnded(outcome());
    metrics.roundEnded(outcome({ verdict: RULES_VERDICT, kind: 'dryRun' }));
    metrics.roundEnded(unchanged());
    expect(await counted('tickets_total')).toEqual({
      '{tenant="acme",outcome="updated",source="llm",root_cause="bug",urgency="high"}': 2,
      '{tenant="acme",outcome="dryRun",source="rules",root_cause="bug",urgency="high"}': 1,
      '{tenant="acme",outcome="unchanged",source="none",root_cause="none",urgency="none"}': 1,
    });
    expect(await counted('fallbacks_total')).toEqual({ '{tenant="acme",reason="ModelTimeout"}': 1 });
  });

  test('a verdict that was found for an equal ticket is counted as such', async () => {
    const { metrics, counted } = worker();
    metrics.roundEnded(outcome({ fromCache: true }));
    metrics.roundEnded(outcome());
    expect(await counted('cached_verdicts_total')).toEqual({ '{tenant="acme"}': 1 });
  });

  test('their latency is in seconds, and a failed one has none', async () => {
    const { registry, metrics } = worker();
    metrics.roundEnded(outcome({ latencyMs: 14_000 }));
    metrics.roundEnded(outcome({ kind: 'failed', why: 'PlatformProtocol', verdict: null, latencyMs: null }));
    const name = 'ticket_processor_ticket_duration_seconds';
    expect(
      await samplesOf(registry, [
        `${name}_sum{tenant="acme",outcome="updated"}`,
        `${name}_bucket{le="10",tenant="acme",outcome="updated"}`,
        `${name}_bucket{le="15",tenant="acme",outcome="updated"}`,
        `${name}_count{tenant="acme",outcome="failed"}`,
      ]),
    ).toEqual([14, 0, 1, null]);
  });

  test.each([
    'tickets_total{tenant="acme",outcome="failed",source="none",root_cause="none",urgency="none"}',
    'tickets_total{tenant="acme",outcome="updated",source="rules",root_cause="other",urgency="low"}',
    'circuit_state{tenant="acme",service="platform"}',
    'circuit_state{tenant="acme",service="model"}',
    'cached_verdicts_total{tenant="acme"}',
    'step_attempts_total{tenant="acme",step="listTickets",result="ListingRefused"}',
    'step_attempts_total{tenant="acme",step="mergeUpdate",result="PlatformUnauthorized"}',
  ])('%s is 0 before anything happened, so that the first is an increase', async (sample) => {
    expect(await samplesOf(worker().registry, [`ticket_processor_${sample}`])).toEqual([0]);
  });
});

test('every attempt of a step is counted by its result, and timed', async () => {
  const { registry, metrics, counted } = worker();
  const attempt = { tenant: 'acme', step: 'analyzeTicket', durationMs: 250 };
  metrics.stepAttempted({ ...attempt, result: 'ModelTimeout' });
  metrics.stepAttempted({ ...attempt, result: 'ModelTimeout' });
  metrics.stepAttempted({ ...attempt, result: 'ok' });
  expect(await counted('step_attempts_total')).toEqual({
    '{tenant="acme",step="analyzeTicket",result="ModelTimeout"}': 2,
    '{tenant="acme",step="analyzeTicket",result="ok"}': 1,
  });
  const sum = 'ticket_processor_step_duration_seconds_sum{step="analyzeTicket"';
  expect(await samplesOf(registry, [`${sum},result="failed"}`, `${sum},result="ok"}`])).toEqual([0.5, 0.25]);
});

test('tokens and cost are counted with and without an answer that can be used', async () => {
  const { metrics, counted } = worker();
  const usage = { inputTokens: 100, cachedInputTokens: 40, outputTokens: 7, costUsd: 0.25 };
  const request = { tenant: 'acme', model: 'small', durationMs: 1000 };
  metrics.modelAsked({ ...request, result: 'answered', usage });
  metrics.modelAsked({ ...request, result: 'truncated', usage });
  metrics.modelAsked({ ...request, result: 'timeout', usage: NO_USAGE });
  expect(await counted('model_tokens_total')).toEqual({
    '{tenant="acme",model="small",kind="input"}': 120,
    '{tenant="acme",model="small",kind="cached_input"}': 80,
    '{tenant="acme",model="small",kind="output"}': 14,
  });
  expect(await counted('model_cost_usd_total')).toEqual({ '{tenant="acme",model="small"}': 0.5 });
  expect(Object.keys(await counted('model_request_duration_seconds_count'))).toEqual([
    '{tenant="acme",model="small",result="answered"}',
    '{tenant="acme",model="small",result="truncated"}',
    '{tenant="acme",model="small",result="timeout"}',
  ]);
});

describe('requests to the help desk', () => {
  test.each([
    [200, '2xx'],
    [302, '3xx'],
    [404, '4xx'],
    [429, '429'],
    [503, '5xx'],
    [null, 'none'],
  ])('status %s is counted as %s', async (status, expected) => {
    const { metrics, counted } = worker();
    metrics.platformAsked({ tenant: 'acme', route: 'GET /tickets/{id}', status, durationMs: 5 });
    expect(await counted('platform_requests_total')).toEqual({
      [`{tenant="acme",route="GET /tickets/{id}",status="${expected}"}`]: 1,
    });
  });

  test('what is left of the limit stays as the latest answer that named it said', async () => {
    const { registry, metrics } = worker();
    const request = { tenant: 'acme', route: 'GET /tickets/{id}', status: 200, durationMs: 5 };
    metrics.platformAsked({ ...request, rateLimit: { limit: 700, remaining: 699 } });
    metrics.platformAsked({ ...request, rateLimit: { limit: 700, remaining: 698 } });
    metrics.platformAsked({ ...request, status: null });
    const name = 'ticket_processor_platform_rate_limit';
    expect(
      await samplesOf(registry, [
        `${name}_requests{tenant="acme"}`,
        `${name}_remaining_requests{tenant="acme"}`,
      ]),
    ).toEqual([700, 698]);
  });
});

test('requests to the second detector are timed by their result, and its outages counted by what follows', async () => {
  const { registry, metrics, counted } = worker();
  metrics.detectorAsked({ result: 'answered', durationMs: 500 });
  metrics.detectorAsked({ result: 'answered', durationMs: 250 });
  metrics.detectorAsked({ result: 'unavailable', durationMs: 5_000 });
  metrics.detectorFailed('continue');
  expect(await counted('detector_request_duration_seconds_count')).toEqual({
    '{result="answered"}': 2,
    '{result="unavailable"}': 1,
  });
  const outages = 'ticket_processor_detector_outages_total';
  expect(
    await samplesOf(registry, [
      'ticket_processor_detector_request_duration_seconds_sum{result="answered"}',
      `${outages}{outcome="continue"}`,
      `${outages}{outcome="stop"}`,
    ]),
  ).toEqual([0.75, 1, 0]);
});

test.each([
  ['open', 2],
  ['halfOpen', 1],
  ['closed', 0],
] as const)('a circuit that is %s is shown as %d', async (state, value) => {
  const { registry, metrics } = worker();
  metrics.circuitChanged({ tenant: 'acme', service: 'model' }, 'open');
  metrics.circuitChanged({ tenant: 'acme', service: 'model' }, state);
  expect(
    await samplesOf(registry, ['ticket_processor_circuit_state{tenant="acme",service="model"}']),
  ).toEqual([value]);
});

test('a tenant that this worker does not know makes no series of its own', async () => {
  const { metrics, counted } = worker(['acme']);
  metrics.stepAttempted({ tenant: 'mistyped', step: 'fetchTicket', result: 'TenantUnknown', durationMs: 1 });
  metrics.stepAttempted({ tenant: null, step: 'deleteOutcomes', result: 'ok', durationMs: 1 });
  expect(await counted('step_attempts_total')).toEqual({
    '{tenant="none",step="fetchTicket",result="TenantUnknown"}': 1,
    '{tenant="none",step="deleteOutcomes",result="ok"}': 1,
  });
});

describe('tenants that come and go', () => {
  const STATE = 'ticket_processor_circuit_state';

  test('begin at 0 when they come; who is gone keeps its counters, and no gauge', async () => {
    const { registry, metrics, counted } = worker(['acme']);
    metrics.circuitChanged({ tenant: 'acme', service: 'model' }, 'open');
    metrics.roundEnded(unchanged());
    metrics.tenantsAre(['beta']);
    expect(
      await samplesOf(registry, [
        `${STATE}{tenant="beta",service="model"}`,
        `${STATE}{tenant="acme",service="model"}`,
        `${STATE}{tenant="acme",service="platform"}`,
      ]),
    ).toEqual([0, null, null]);
    expect(await counted('tickets_total')).toEqual({
      '{tenant="acme",outcome="unchanged",source="none",root_cause="none",urgency="none"}': 1,
    });
  });

  test('a circuit of one that is gone is not told', async () => {
    const { registry, metrics } = worker(['acme']);
    metrics.circuitChanged({ tenant: 'gone', service: 'model' }, 'open');
    expect(await registry.metrics()).not.toContain(`${STATE}{tenant="none"`);
  });
});
