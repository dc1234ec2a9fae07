import { escapeHtml } from '../http/escape-html.js';
import type { DailySummary, TenantSummary } from '../contract/alerts.js';
import { percentSpent } from '../domain/limits.js';
import { LATENCY_SLO_MS, SUCCESS_OBJECTIVE } from '../domain/service-levels.js';
import { SUMMARY_STYLE } from './summary-style.js';
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
${bars('Root cause', tenant.day.byRootCause)}
${sentiments(tenant)}
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

function sentiments({ day, before }: TenantSummary): string {
  const [now, then] = [total(day.bySentiment), total(before.bySentiment)];
  const heading = '<h3>Sentiment, against the day before</h3>';
  if (now === 0) return `${heading}<p class="note">No verdicts.</p>`;
  const colours: Record<string, string> = { positive: 'good', negative: 'bad' };
  const rows = Object.entries(day.bySentiment).map(([name, value]) =>
    barRow({
      ...{ name, share: value / now, colour: colours[name] ?? '' },
      ...{ text: shareAndChange(value, now, before.bySentiment[name] ?? 0, then), isTrend: true },
    }),
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
