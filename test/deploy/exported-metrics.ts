import {
  COUNTERS,
  HISTOGRAMS,
  PROCESS_GAUGES,
  TENANT_GAUGES,
  WORKER_GAUGES,
  type MetricDefinition,
} from '../../src/health/metrics/catalogue.js';

/** Labels that every sample has: Prometheus gives the first two, a bucket has the third. */
const GIVEN_LABELS = ['instance', 'job', 'le'];

const GROUPS: Record<string, MetricDefinition>[] = [
  COUNTERS,
  HISTOGRAMS,
  PROCESS_GAUGES,
  WORKER_GAUGES,
  TENANT_GAUGES,
];

/** Our metrics by name, each with the labels that a query may use. */
export const OWN_METRICS: ReadonlyMap<string, readonly string[]> = new Map(
  GROUPS.flatMap((group) => Object.values(group)).map(({ name, labelNames }) => [
    name,
    [...labelNames, ...GIVEN_LABELS],
  ]),
);

/** A metric's name without what Prometheus adds for the samples of a histogram. */
export const withoutSampleEnding = (name: string): string => name.replace(/_(?:bucket|count|sum)$/, '');

/** One use of a metric in a query, with the labels that select. */
export interface MetricUse {
  metric: string;
  labels: string[];
}

const NAMES = /\b(?:ticket_processor|temporal|process|nodejs)_[a-z0-9_]+/;
const USE = new RegExp(`(?<![\\w:])(${NAMES.source})(\\{[^}]*\\})?`, 'g');
const LABEL = /(\w+)\s*(?:=~|!~|!=|=)\s*"/g;

/** The metrics in a query: our own, Temporal's and the process's. Names with a colon are of rules and left out. */
export const metricsIn = (query: string): MetricUse[] =>
  [...query.matchAll(USE)].map(([, metric = '', selector = '']) => ({
    metric,
    labels: [...selector.matchAll(LABEL)].map(([, label = '']) => label),
  }));
