import { FIELDS } from '../../../src/domain/verdict-fields.js';
import type { OverviewAnswer, SeriesAnswer } from '../../../src/gateway/api/wire.js';
import { capital, count, duration, money, percent, word } from '../format.js';
import type { TicketFilter } from '../tickets/filter.js';
import { ChartCard } from './chart-card.js';
import { SharesLegend } from './shares-legend.js';
import { costChart, fallbackChart, fieldChart, KIND_TONES, latencyChart, volumeChart } from './spec.js';

/** How it went over time. */
export function Charts({
  overview,
  series,
  sloMs,
  showTickets,
}: {
  overview: OverviewAnswer | null;
  series: SeriesAnswer | null;
  sloMs: number;
  showTickets: (filter: Partial<TicketFilter>) => void;
}) {
  if (overview === null || series === null) return null;
  const { figures: now, previous: before } = overview;
  if (now.total === 0) return <Empty />;
  const inWords = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([label, number]) => `${word(label)} ${count(number)}`)
      .join(', ');
  return (
    <div class="charts">
      <ChartCard
        wide
        spec={volumeChart(series)}
        summary={inWords(now.byKind)}
        legend={
          <SharesLegend
            tones={kindsOf(now.byKind, before.byKind)}
            now={now.byKind}
            before={before.byKind}
            onChoose={(kind) => showTickets({ kind })}
          />
        }
      />
      <ChartCard
        wide
        spec={latencyChart(series, sloMs)}
        summary={`p50 ${duration(now.latencyMs?.p50 ?? null)}, p95 ${duration(now.latencyMs?.p95 ?? null)}, target ${duration(sloMs)}`}
      />
      {FIELDS.map((field) => (
        <ChartCard
          key={field.key}
          spec={fieldChart(series, field)}
          summary={inWords(now[field.counts])}
          legend={
            <SharesLegend
              tones={field.tones}
              now={now[field.counts]}
              before={before[field.counts]}
              onChoose={(label) => showTickets({ [field.key]: label })}
            />
          }
        />
      ))}
      <ChartCard
        wide
        spec={fallbackChart(series)}
        summary={`${capital(word('rules'))} decided ${percent(now.fallbackRate)} of all verdicts`}
      />
      <ChartCard wide spec={costChart(series)} summary={`${money(now.costMicroUsd / 1e6)} in all`} />
    </div>
  );
}

/** The outcomes that occurred, now or before. */
const kindsOf = (now: Record<string, number>, before: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(KIND_TONES).filter(([kind]) => (now[kind] ?? 0) + (before[kind] ?? 0) > 0),
  );

const Empty = () => (
  <section class="card empty">
    <h2>No tickets in this period</h2>
    <p class="soft">
      As soon as a ticket has reached its end, it is counted here, without a reload. The next scan brings what
      is new; a longer period may show what was.
    </p>
  </section>
);
