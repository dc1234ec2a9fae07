import { describe, expect, test } from '@jest/globals';
import {
  type MetricDefinition,
  COUNTERS,
  HISTOGRAMS,
  TENANT_GAUGES,
  WORKER_GAUGES,
} from '../../../src/health/metrics/catalogue.js';

/** Every label there is: none of them names a ticket, a person, a text or a run. */
const LABELS = [
  ...['tenant', 'outcome', 'source', 'root_cause', 'urgency', 'reason', 'step', 'result'],
  ...['model', 'kind', 'route', 'status', 'service', 'schedule'],
];

const groups: Record<string, MetricDefinition>[] = [COUNTERS, HISTOGRAMS, WORKER_GAUGES, TENANT_GAUGES];
const definitions = groups.flatMap((group) => Object.values(group));

describe.each(definitions)('$name', ({ name, help, labelNames }) => {
  test('begins with our prefix and says what it counts', () => {
    expect(name).toMatch(/^ticket_processor_[a-z_]+$/);
    expect(help).toMatch(/^[A-Z1].{20,}\.$/);
  });

  test('has labels of closed sets only', () => {
    expect(labelNames.filter((label) => !LABELS.includes(label))).toEqual([]);
  });
});

test('counters end in _total, and nothing else does', () => {
  const counters: readonly string[] = Object.values(COUNTERS).map(({ name }) => name);
  expect(definitions.filter(({ name }) => name.endsWith('_total')).map(({ name }) => name)).toEqual(counters);
});
