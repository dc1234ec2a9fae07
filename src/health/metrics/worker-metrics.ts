import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { SkipReason } from '../../contract/ticket.js';
import { UNDONE } from '../../domain/undone.js';
import { labelIn } from '../../domain/verdict-fields.js';
import { NO_USAGE } from '../../domain/verdict.js';
import type { CircuitStateName, OutcomeStore } from '../../ports/records.js';
import type { OutcomeRecord } from '../../contract/outcome.js';
import type { Metrics, ModelRequest, PlatformRequest } from '../../ports/metrics.js';
import { COUNTERS, HISTOGRAMS, METRIC_FIELDS, WORKER_GAUGES } from './catalogue.js';
import { ModelError, type LanguageModel } from '../../ports/model.js';

/** Stands for a label that does not apply. */
const NONE = 'none';
const CIRCUIT_VALUES: Record<CircuitStateName, number> = { closed: 0, halfOpen: 1, open: 2 };

/** The metrics of a worker, whose tenants may change while it runs. */
export interface WorkerMetrics extends Metrics {
  /** Their names bound the label: any other is counted as `none`. What is gone keeps its counters, but no gauge. */
  tenantsAre: (names: readonly string[]) => void;
}

/**
 * What one worker does, as Prometheus metrics in `registry`. Series that rules look at are there from the start, at 0,
 * so that the first failure is an increase.
 */
export function createWorkerMetrics(registry: Registry): WorkerMetrics {
  const series = createSeries(registry);
  let known: ReadonlySet<string> = new Set();
  const tenantLabel = (tenant: string | null) => (tenant !== null && known.has(tenant) ? tenant : NONE);
  for (const outcome of ['stop', 'continue']) series.detectorOutages.inc({ outcome }, 0);
  return {
    tenantsAre(names) {
      const before = known;
      known = new Set(names);
      for (const tenant of names) if (!before.has(tenant)) beginAtZero(series, tenant);
      for (const tenant of before) if (!known.has(tenant)) endGauges(series, tenant);
    },
    roundEnded: (outcome) => countRound(series, tenantLabel(outcome.tenant), outcome),
    stepAttempted({ tenant, step, result, durationMs }) {
      series.stepAttempts.inc({ tenant: tenantLabel(tenant), step, result });
      const ended = result === 'ok' || result === 'cancelled' ? result : 'failed';
      series.stepDuration.observe({ step, result: ended }, durationMs / 1000);
    },
    modelAsked: (request) => countModelRequest(series, tenantLabel(request.tenant), request),
    platformAsked: (request) => countPlatformRequest(series, tenantLabel(request.tenant), request),
    detectorAsked: ({ result, durationMs }) =>
      series.detectorRequestDuration.observe({ result }, durationMs / 1000),
    detectorFailed: (consequence) => series.detectorOutages.inc({ outcome: consequence }),
    circuitChanged({ tenant, service }, state) {
      if (known.has(tenant)) series.circuitState.set({ tenant, service }, CIRCUIT_VALUES[state]);
    },
  };
}

type Series = ReturnType<typeof createSeries>;

function createSeries(registry: Registry) {
  const registers = [registry];
  return {
    tickets: new Counter({ ...COUNTERS.tickets, registers }),
    fallbacks: new Counter({ ...COUNTERS.fallbacks, registers }),
    stepAttempts: new Counter({ ...COUNTERS.stepAttempts, registers }),
    modelTokens: new Counter({ ...COUNTERS.modelTokens, registers }),
    modelCost: new Counter({ ...COUNTERS.modelCost, registers }),
    platformRequests: new Counter({ ...COUNTERS.platformRequests, registers }),
    detectorOutages: new Counter({ ...COUNTERS.detectorOutages, registers }),
    cachedVerdicts: new Counter({ ...COUNTERS.cachedVerdicts, registers }),
    undoneVerdicts: new Counter({ ...COUNTERS.undoneVerdicts, registers }),
    ticketDuration: new Histogram({ ...HISTOGRAMS.ticketDuration, registers }),
    stepDuration: new Histogram({ ...HISTOGRAMS.stepDuration, registers }),
    modelRequestDuration: new Histogram({ ...HISTOGRAMS.modelRequestDuration, registers }),
    platformRequestDuration: new Histogram({ ...HISTOGRAMS.platformRequestDuration, registers }),
    detectorRequestDuration: new Histogram({ ...HISTOGRAMS.detectorRequestDuration, registers }),
    circuitState: new Gauge({ ...WORKER_GAUGES.circuitState, registers }),
    rateLimit: new Gauge({ ...WORKER_GAUGES.rateLimit, registers }),
    rateLimitRemaining: new Gauge({ ...WORKER_GAUGES.rateLimitRemaining, registers }),
  };
}

/** An outcome of its own: of all that is skipped, this is what somebody has to look at. */
const REJECTED: SkipReason = 'rejected';

const NO_VERDICT: Record<string, string> = {
  source: NONE,
  ...Object.fromEntries(METRIC_FIELDS.map(({ key }) => [key, NONE])),
};

/** Every verdict that rounds can be counted under. */
const VERDICTS = METRIC_FIELDS.reduce<Record<string, string>[]>(
  (all, { key, labels }) => all.flatMap((some) => labels.map((label) => ({ ...some, [key]: label }))),
  [{ source: 'llm' }, { source: 'rules' }],
);

/** A refusal comes once in minutes: rules would miss the first of a series that begins with it. */
const REFUSALS = [
  { step: 'listTickets', result: 'ListingRefused' },
  ...['fetchTicket', 'redactTicket', 'readHistory', 'mergeUpdate'].map((step) => ({
    step,
    result: 'PlatformUnauthorized',
  })),
];

function beginAtZero(
  { tickets, stepAttempts, circuitState, cachedVerdicts, undoneVerdicts }: Series,
  tenant: string,
): void {
  for (const outcome of ['unchanged', 'skipped', 'rejected', 'failed'])
    tickets.inc({ tenant, outcome, ...NO_VERDICT }, 0);
  for (const outcome of ['updated', 'dryRun'])
    for (const verdict of VERDICTS) tickets.inc({ tenant, outcome, ...verdict }, 0);
  for (const service of ['platform', 'model']) circuitState.set({ tenant, service }, CIRCUIT_VALUES.closed);
  for (const refusal of REFUSALS) stepAttempts.inc({ tenant, ...refusal }, 0);
  cachedVerdicts.inc({ tenant }, 0);
  undoneVerdicts.inc({ tenant }, 0);
}

function endGauges({ circuitState, rateLimit, rateLimitRemaining }: Series, tenant: string): void {
  for (const service of ['platform', 'model']) circuitState.remove({ tenant, service });
  rateLimit.remove({ tenant });
  rateLimitRemaining.remove({ tenant });
}

function countRound(
  { tickets, fallbacks, cachedVerdicts, undoneVerdicts, ticketDuration }: Series,
  tenant: string,
  { kind, why, verdict, fromCache, latencyMs }: OutcomeRecord,
): void {
  const outcome = kind === 'skipped' && why === REJECTED ? REJECTED : kind;
  const labels = { ...NO_VERDICT };
  if (verdict !== null) {
    labels['source'] = verdict.source;
    for (const field of METRIC_FIELDS) labels[field.key] = labelIn(verdict, field) ?? NONE;
  }
  tickets.inc({ tenant, outcome, ...labels });
  if (why === UNDONE) undoneVerdicts.inc({ tenant });
  if (verdict?.fallbackReason) fallbacks.inc({ tenant, reason: verdict.fallbackReason });
  if (fromCache) cachedVerdicts.inc({ tenant });
  if (latencyMs !== null) ticketDuration.observe({ tenant, outcome }, latencyMs / 1000);
}

function countModelRequest(
  { modelRequestDuration, modelTokens, modelCost }: Series,
  tenant: string,
  { model, result, usage, durationMs }: ModelRequest,
): void {
  const { inputTokens, cachedInputTokens, outputTokens, costUsd } = usage;
  modelRequestDuration.observe({ tenant, model, result }, durationMs / 1000);
  modelTokens.inc({ tenant, model, kind: 'input' }, inputTokens - cachedInputTokens);
  modelTokens.inc({ tenant, model, kind: 'cached_input' }, cachedInputTokens);
  modelTokens.inc({ tenant, model, kind: 'output' }, outputTokens);
  modelCost.inc({ tenant, model }, costUsd);
}

function countPlatformRequest(
  { platformRequests, platformRequestDuration, rateLimit, rateLimitRemaining }: Series,
  tenant: string,
  request: PlatformRequest,
): void {
  const { route, status, durationMs } = request;
  platformRequests.inc({ tenant, route, status: statusClass(status) });
  platformRequestDuration.observe({ tenant, route }, durationMs / 1000);
  if (request.rateLimit === undefined) return;
  rateLimit.set({ tenant }, request.rateLimit.limit);
  rateLimitRemaining.set({ tenant }, request.rateLimit.remaining);
}

function statusClass(status: number | null): string {
  if (status === null) return NONE;
  return status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
}

/**
 * The same store; each round that it counts for the first time is counted as a metric too. The step that records may
 * run twice: the store knows the second time, whichever worker had the first. An outcome whose worker dies between the
 * two is in the statistics only, which are exact.
 */
export function countedOutcomes(outcomes: OutcomeStore, metrics: Pick<Metrics, 'roundEnded'>): OutcomeStore {
  return {
    ...outcomes,
    async record(outcome) {
      const first = await outcomes.record(outcome);
      if (first) metrics.roundEnded(outcome);
      return first;
    },
  };
}

export interface MeasuredModelOptions {
  tenant: string;
  metrics: Pick<Metrics, 'modelAsked'>;
}

/** The same model; each request for a completion is counted with what it cost. One that was aborted is not. */
export function measuredModel(
  model: LanguageModel,
  { tenant, metrics }: MeasuredModelOptions,
): LanguageModel {
  return {
    model: model.model,
    reachable: (signal) => model.reachable(signal),
    async complete(request, signal) {
      const startedAtMs = performance.now();
      const asked = (end: Pick<ModelRequest, 'result' | 'usage'>) =>
        metrics.modelAsked({
          tenant,
          model: model.model,
          durationMs: performance.now() - startedAtMs,
          ...end,
        });
      try {
        const completion = await model.complete(request, signal);
        asked({ result: 'answered', usage: completion.usage });
        return completion;
      } catch (error) {
        if (error instanceof ModelError) asked({ result: error.kind, usage: error.usage ?? NO_USAGE });
        throw error;
      }
    },
  };
}
