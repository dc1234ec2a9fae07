import { escapeHtml } from '../http/html.js';
import type { DailySummary, TenantSummary } from '../contract/alerts.js';
import { percentSpent, LATENCY_SLO_MS, SUCCESS_OBJECTIVE } from '../domain/limits.js';
import { FIELDS, type NamedField, type Tone } from '../domain/verdict-fields.js';
import { runUrlOf } from '../contract/run-url.js';
import {
  change,
  count,
  dollars,
  percent,
  seconds,
  changedShares,
  timeIn,
  total,
  type SummaryOptions,
} from './summary-text.js';

/** The daily summary as HTML: one file, no images, no scripts, readable without its style. */
export function summaryHtml(summary: DailySummary, options: SummaryOptions): string {
  const { source, timeZone } = options;
  const title = `${escapeHtml(source)}: the day in tickets`;
  const until = `24 hours until ${escapeHtml(timeIn(summary.to, timeZone))} (${escapeHtml(timeZone)})`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${title}</title><style>${SUMMARY_STYLE}</style>
</head>
<body><main>
<h1>${title}</h1><p class="lead">${until}</p>
${summary.tenants.map((tenant) => tenantHtml(tenant, options)).join('\n')}
</main></body>
</html>
`;
}

function tenantHtml(tenant: TenantSummary, options: SummaryOptions): string {
  return `<section aria-label="${escapeHtml(tenant.tenant)}">
<h2>${escapeHtml(tenant.tenant)}</h2>
${tiles(tenant)}
${bars('Outcome', tenant.day.byOutcome, { failed: 'bad' })}
${FIELDS.flatMap((field) => {
  if (field.summary === 'counts') return [bars(field.title, tenant.day[field.counts] ?? {})];
  return field.summary === 'change' ? [changedBars(tenant, field)] : [];
}).join('\n')}
${slowest(tenant, options)}
${failures(tenant)}
</section>`;
}

function tiles({ day, before, budget }: TenantSummary): string {
  const cost = budget === null ? `the day before ${dollars(before.costUsd)}` : budgetFact(budget);
  const failing = (day.successRate ?? 1) < SUCCESS_OBJECTIVE;
  const slow = (day.p95Ms ?? 0) > LATENCY_SLO_MS;
  const rules = day.fallbackRate === null ? '' : `; rules decided ${percent(day.fallbackRate)}`;
  const half = day.p50Ms === null ? '' : `; half within ${seconds(day.p50Ms)}`;
  const all = [
    tile({ name: 'Tickets', value: count(day.tickets), fact: change(day.tickets, before.tickets) }),
    tile({
      ...{ name: 'Success', value: percent(day.successRate), alarm: failing },
      fact: `${failing ? 'below' : 'objective'} ${percent(SUCCESS_OBJECTIVE)}${rules}`,
    }),
    tile({
      ...{ name: '95 % within', value: seconds(day.p95Ms), alarm: slow },
      fact: `${slow ? 'above' : 'objective'} ${LATENCY_SLO_MS / 1000} s${half}`,
    }),
    tile({ name: 'Cost', value: dollars(day.costUsd), fact: cost }),
  ];
  return `<div class="tiles">${all.join('')}</div>`;
}

/** The unit stays on the line of its number. */
const budgetFact = (use: NonNullable<TenantSummary['budget']>): string =>
  `${percentSpent(use)}\u00a0% of the month's $${use.budgetUsd.toFixed(2)} spent`;

interface Tile {
  name: string;
  value: string;
  fact: string;
  alarm?: boolean;
}

const tile = ({ name, value, fact, alarm = false }: Tile): string =>
  `<div class="tile"><div><span>${name}</span> <strong${alarm ? ' class="alarm"' : ''}>${escapeHtml(value)}</strong> <span class="fact">${escapeHtml(fact)}</span></div></div>`;

/** A table with a bar a row; what did not occur is left out. */
function bars(title: string, byName: Record<string, number>, colours: Record<string, string> = {}): string {
  const rows = Object.entries(byName).filter(([, value]) => value > 0);
  const all = total(byName);
  if (rows.length === 0) return `<h3>${title}</h3><p class="note">None.</p>`;
  const row = ([name, value]: [string, number]) =>
    barRow({ name, text: count(value), share: value / all, colour: colours[name] ?? '' });
  return `<h3>${title}</h3><table class="bars"><tbody>${rows.map(row).join('')}</tbody></table>`;
}

const COLOURS: Partial<Record<Tone, string>> = { green: 'good', red: 'bad' };

function changedBars({ day, before }: TenantSummary, { title, counts, tones }: NamedField): string {
  const heading = `<h3>${title}, against the day before</h3>`;
  if (total(day[counts] ?? {}) === 0) return `${heading}<p class="note">No verdicts.</p>`;
  const rows = changedShares(day[counts], before[counts]).map((row) =>
    barRow({ ...row, colour: COLOURS[tones[row.name] ?? 'grey'] ?? '', isTrend: true }),
  );
  return `${heading}<table class="bars"><tbody>${rows.join('')}</tbody></table>`;
}

/** @param share 0 to 1 */
const barRow = ({
  name,
  text,
  share,
  colour,
  isTrend = false,
}: {
  name: string;
  text: string;
  share: number;
  colour: string;
  isTrend?: boolean;
}): string =>
  `<tr><th scope="row">${escapeHtml(name)}</th><td><div class="track"><div class="bar ${colour}" style="width:${(share * 100).toFixed(1)}%"></div></div></td><td class="number${isTrend ? ' trend' : ''}">${escapeHtml(text)}</td></tr>`;

function slowest({ slowest: runs }: TenantSummary, options: SummaryOptions): string {
  if (runs.length === 0) return '';
  const rows = runs.map((run) => {
    const [href, name] = [runUrlOf(options.temporalUi, run), `Ticket ${escapeHtml(run.ticketId)}`];
    const linked = href === null ? name : `<a href="${escapeHtml(href)}">${name}</a>`;
    return `<tr><th scope="row">${linked}</th><td class="number">${seconds(run.latencyMs)}</td></tr>`;
  });
  return `<h3>Slowest</h3><table><tbody>${rows.join('')}</tbody></table>`;
}

const ENDED = { failed: 'failed', rules: 'left to the rules' };

function failures({ failures: types }: TenantSummary): string {
  if (types.length === 0) return '<h3>Failures</h3><p class="note">None.</p>';
  const rows = types.map(
    ({ type, ended, count: times }) =>
      `<tr><th scope="row">${escapeHtml(type || 'unknown')}</th><td>${ENDED[ended]}</td><td class="number">${count(times)}</td></tr>`,
  );
  return `<h3>Failures by type</h3><table class="types"><tbody>${rows.join('')}</tbody></table>`;
}

/**
 * Of the summary's HTML. Mail programs that leave it out show the same content as plain lists and tables; those with a
 * dark mode take the second part. Contrast is 4.5 : 1 at least in both.
 */
export const SUMMARY_STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; padding: 24px 12px; background: #f3f5f8; color: #1c2430;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 640px; margin: 0 auto; }
h1 { font-size: 22px; line-height: 1.3; margin: 0; }
h2 { font-size: 18px; margin: 0 0 12px; }
h3 { font-size: 15px; margin: 24px 0 6px; }
.lead, .note { color: #566072; margin: 4px 0 20px; font-size: 14px; }
.note { margin: 0; }
section { background: #ffffff; border: 1px solid #dde2ea; border-radius: 10px; padding: 20px; margin: 0 0 16px; }
.tiles { margin: 0 -6px; font-size: 0; }
.tile { display: inline-block; box-sizing: border-box; width: 50%; padding: 6px; vertical-align: top; font-size: 14px; }
.tile > div { background: #f3f5f8; border-radius: 8px; padding: 10px 12px; min-height: 66px; }
.tile strong { display: block; font-size: 22px; line-height: 1.3; }
.tile span { display: block; color: #566072; }
.tile .fact { font-size: 13px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; table-layout: fixed; }
th { text-align: left; font-weight: 600; color: #566072; }
td, th { padding: 5px 8px 5px 0; vertical-align: middle; }
tbody th { color: inherit; font-weight: 400; overflow-wrap: anywhere; }
.bars th { width: 28%; }
.number { text-align: right; white-space: nowrap; padding-right: 0; font-variant-numeric: tabular-nums; width: 76px; }
.trend { width: 138px; }
.types th { width: 46%; }
.track { background: #e8ecf2; border-radius: 4px; height: 10px; min-width: 60px; }
.bar { border-radius: 4px; height: 10px; background: #3567c4; }
.bad { background: #b3372f; }
.good { background: #24794a; }
.alarm { color: #a1281f; }
a { color: #24549f; }
@media (max-width: 480px) { body { padding: 12px 6px; } section { padding: 16px 14px; } .tile > div { min-height: 84px; } }
@media (prefers-color-scheme: dark) {
  body { background: #12161d; color: #e4e9f1; }
  section { background: #1b212b; border-color: #303a49; }
  .lead, .note, .tile span, th { color: #a3afc1; }
  .tile > div, .track { background: #262e3b; }
  tbody th { color: inherit; }
  .bar { background: #6b9bf2; } .bad { background: #ee7a70; } .good { background: #58b885; }
  .alarm { color: #ff9d94; }
  a { color: #92b8ff; }
}
`;
