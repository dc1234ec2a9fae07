import type { DailySummary, TenantSummary, SummaryFigures } from '../contract/alerts.js';
import { FIELDS, type NamedField } from '../domain/verdict-fields.js';
import { budgetText } from '../domain/limits.js';
import { runUrlOf, type TemporalUi } from '../contract/run-url.js';

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
    ...FIELDS.flatMap((field) => {
      if (field.summary === 'counts') return counts(field.title, day[field.counts] ?? {});
      return field.summary === 'change' ? shares(tenant, field) : [];
    }),
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

function shares({ day, before }: TenantSummary, { title, counts: name }: NamedField): string[] {
  return [
    '',
    `${title}:`,
    ...changedShares(day[name], before[name]).map((row) => `  ${row.name}: ${row.text}`),
  ];
}

/** The share of each label, 0 to 1, and how it reads beside that of the day before; none without a verdict. */
export function changedShares(now: Record<string, number> = {}, before: Record<string, number> = {}) {
  const [all, allBefore] = [total(now), total(before)];
  return Object.entries(now).map(([name, value]) => ({
    name,
    share: all === 0 ? 0 : value / all,
    text: shareAndChange(value, all, before[name] ?? 0, allBefore),
  }));
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

/** What the mail is written with. */
export interface SummaryOptions {
  /** The installation's name. */
  source: string;
  /** IANA name: times are shown in it. */
  timeZone: string;
  /** Null: runs are named, not linked. */
  temporalUi: TemporalUi | null;
}

const ENGLISH = 'en-GB';
const whole = new Intl.NumberFormat(ENGLISH);

export const count = (value: number): string => whole.format(value);
export const dollars = (value: number): string => `$${value.toFixed(value > 0 && value < 1 ? 4 : 2)}`;
export const percent = (share: number | null): string =>
  share === null ? 'none' : `${(share * 100).toFixed(1)} %`;
export const seconds = (ms: number | null): string => (ms === null ? 'none' : `${(ms / 1000).toFixed(1)} s`);

/** More or less than the day before, in words of a few letters: screen readers read them. */
export function change(now: number, before: number): string {
  if (now === before) return 'as the day before';
  return `${count(Math.abs(now - before))} ${now > before ? 'more' : 'fewer'} than the day before`;
}

/** Share of verdicts, and by how many points it moved; no verdicts have none. */
function shareAndChange(value: number, total: number, before: number, totalBefore: number): string {
  if (total === 0) return 'none';
  const share = (value / total) * 100;
  if (totalBefore === 0) return `${share.toFixed(0)} %`;
  const points = Math.round(share - (before / totalBefore) * 100);
  return `${share.toFixed(0)} % (${points === 0 ? '±0' : points > 0 ? `+${points}` : `−${-points}`} points)`;
}

/** `22 November 2026, 07:00`. */
export const timeIn = (time: string, timeZone: string): string =>
  new Intl.DateTimeFormat(ENGLISH, {
    ...{ timeZone, dateStyle: 'long', timeStyle: 'short' },
  }).format(new Date(time));

/** Tickets of all tenants. */
export const ticketsOf = (summary: DailySummary, which: 'day' | 'before'): number =>
  summary.tenants.reduce((sum, tenant) => sum + tenant[which].tickets, 0);

export const total = (counts: SummaryFigures['byOutcome']): number =>
  Object.values(counts).reduce((sum, value) => sum + value, 0);

/** One line that says how the day was. */
export function subjectOf(summary: DailySummary, { source, timeZone }: SummaryOptions): string {
  const tickets = ticketsOf(summary, 'day');
  const failed = summary.tenants.reduce((sum, { day }) => sum + (day.byOutcome['failed'] ?? 0), 0);
  const day = timeIn(summary.to, timeZone).split(/,| at /)[0];
  return `[${source}] ${day}: ${count(tickets)} tickets, ${failed === 0 ? 'none failed' : `${count(failed)} failed`}`;
}
