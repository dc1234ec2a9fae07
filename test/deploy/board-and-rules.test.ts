import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { metricsIn, OWN_METRICS, withoutSampleEnding } from './exported-metrics.js';
import { boardQueries, ruleQueries, rules } from './queries.js';

const CHECKOUT = path.resolve(import.meta.dirname, '../..');
const document = readFileSync(path.join(CHECKOUT, 'docs/metrics.md'), 'utf8');

/** Metrics that the table of the document has a row for. */
const documented = [...document.matchAll(/^\| `(ticket_processor_[a-z_]+)`/gm)].map(([, name]) => name);

/** Names that stand in a query for one of ours and are none. */
const unknownIn = (query: string) =>
  metricsIn(query).filter(({ metric, labels }) => {
    if (!metric.startsWith('ticket_processor_')) return false;
    const known = OWN_METRICS.get(metric) ?? OWN_METRICS.get(withoutSampleEnding(metric));
    return known === undefined || labels.some((label) => !known.includes(label));
  });

test.each([
  ['a metric that is not exported', 'sum(rate(ticket_processor_tikets_total{tenant="a"}[5m]))', 1],
  ['a label that the metric has not', 'ticket_processor_open_tickets{step="x"}', 1],
  ['what is exported', 'sum(ticket_processor_tickets_total{tenant=~"$tenant", outcome!="failed"})', 0],
  ['the samples of a histogram', 'rate(ticket_processor_ticket_duration_seconds_bucket{le="15"}[5m])', 0],
  ['a name that a rule records', 'tenant:ticket_processor_anything:ratio > 1', 0],
])('this test knows %s', (_what, query, unknown) => {
  expect(unknownIn(query)).toHaveLength(unknown);
});

describe.each([
  ['the board', boardQueries()],
  ['the rules', ruleQueries()],
])('%s', (_file, queries) => {
  test.each(queries)('$name asks for what is exported', ({ query }) => {
    expect(unknownIn(query)).toEqual([]);
  });

  test('there is something to check', () => {
    expect(queries.length).toBeGreaterThan(15);
  });
});

test('what rules take from other rules is recorded', () => {
  const recorded = rules().flatMap(({ record }) => record ?? []);
  const taken = ruleQueries().flatMap(({ query }) => query.match(/\w+:ticket_processor_\w+(?::\w+)+/g) ?? []);
  expect(taken.length).toBeGreaterThan(0);
  expect(taken.filter((name) => !recorded.includes(name))).toEqual([]);
});

describe('docs/metrics.md', () => {
  test('lists every metric, and none that there is not', () => {
    expect([...documented].sort()).toEqual([...OWN_METRICS.keys()].sort());
  });

  test.each(rules().filter(({ alert }) => alert !== undefined))(
    'has the section that $alert points to',
    (rule) => {
      const [file = '', anchor = ''] = rule.annotations?.['runbook']?.split('#') ?? [];
      expect(existsSync(path.join(CHECKOUT, file))).toBe(true);
      const headings = [...document.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase());
      expect(headings).toContain(anchor);
    },
  );
});
