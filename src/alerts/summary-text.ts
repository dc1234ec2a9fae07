import type { DailySummary, TenantSummary } from '../contract/alerts.js';
import { budgetText } from '../domain/limits.js';
import { runUrlOf } from '../contract/run-url.js';
import {
  change,
  count,
  dollars,
  percent,
  seconds,
  shareAndChange,
  timeIn,
  total,
  type SummaryOptions,
} from './summary-words.js';

/** The daily summary as plain text. */
export function summaryText(summary: DailySummary, options: SummaryOptions): string {
  const { timeZone, source } = options;
  return [
    `${source}: the day until ${timeIn(summary.to, timeZone)} (${timeZone})`,
    ...summary.tenants.map((tenant) => tenantText(tenant, options)),
    '',
  ].join('\n\n');
}

function tenantText(tenant: TenantSummary, options: SummaryOptions): string {
  const { day, before, budget } = tenant;
  const spent = budget === null ? '' : ` ${budgetText(budget)}.`;
  return [
    tenant.tenant.toUpperCase(),
    `Tickets: ${count(day.tickets)}, ${change(day.tickets, before.tickets)}.`,
    `Success: ${percent(day.successRate)}; the rules decided ${percent(day.fallbackRate)} of the verdicts.`,
    `Half of them within ${seconds(day.p50Ms)}, 95 % within ${seconds(day.p95Ms)}.`,
    `Cost: ${dollars(day.costUsd)} (the day before ${dollars(before.costUsd)}).${spent}`,
    ...counts('Outcome', day.byOutcome),
    ...counts('Root cause', day.byRootCause),
    ...sentiments(tenant),
    ...slowest(tenant, options),
    ...failures(tenant),
  ].join('\n');
}

const counts = (title: string, byName: Record<string, number>): string[] => [
  '',
  `${title}:`,
  ...Object.entries(byName)
    .filter(([, value]) => value > 0)
    .map(([name, value]) => `  ${name}: ${count(value)}`),
];

function sentiments({ day, before }: TenantSummary): string[] {
  const [now, then] = [total(day.bySentiment), total(before.bySentiment)];
  return [
    '',
    'Sentiment:',
    ...Object.entries(day.bySentiment).map(
      ([name, value]) => `  ${name}: ${shareAndChange(value, now, before.bySentiment[name] ?? 0, then)}`,
    ),
  ];
}

function slowest({ slowest: runs }: TenantSummary, options: SummaryOptions): string[] {
  if (runs.length === 0) return [];
  return [
    '',
    'Slowest:',
    ...runs.map((run) =>
      [
        `  ticket ${run.ticketId}: ${seconds(run.latencyMs)}`,
        runUrlOf(options.temporalUi, run) ?? run.workflowId,
      ].join('  '),
    ),
  ];
}

function failures({ failures: types }: TenantSummary): string[] {
  if (types.length === 0) return ['', 'Failures: none.'];
  const words = { failed: 'failed', rules: 'left to the rules' };
  return [
    '',
    'Failures:',
    ...types.map(
      ({ type, ended, count: times }) => `  ${type || 'unknown'}: ${count(times)} ${words[ended]}`,
    ),
  ];
}
