import type { OverviewAnswer, SeriesAnswer } from '../../../src/gateway/api/wire.js';
import { capital, count, duration, money, percent, word } from '../format.js';
import type { TicketFilter } from '../tickets/filter.js';
import { ChartCard } from './chart-card.js';
import { SharesLegend } from './shares-legend.js';
import {
  costChart,
  fallbackChart,
  latencyChart,
  rootCauseChart,
  sentimentChart,
  urgencyChart,
  volumeChart,
} from './spec.js';

const KINDS = ['updated', 'dryRun', 'unchanged', 'skipped', 'failed'] as const;
const CAUSES = ['bug', 'feature', 'refund', 'other'] as const;
const URGENCIES = ['high', 'medium', 'low'] as const;
const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;

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
            {...{ labels: KINDS.filter((kind) => now.byKind[kind] + before.byKind[kind] > 0) }}
            {...{ now: now.byKind, before: before.byKind, onChoose: (kind) => showTickets({ kind }) }}
          />
        }
      />
      <ChartCard
        wide
        spec={latencyChart(series, sloMs)}
        summary={`p50 ${duration(now.latencyMs?.p50 ?? null)}, p95 ${duration(now.latencyMs?.p95 ?? null)}, target ${duration(sloMs)}`}
      />
      <ChartCard
        spec={rootCauseChart(series)}
        summary={inWords(now.byRootCause)}
        legend={
          <SharesLegend
            {...{ labels: CAUSES, now: now.byRootCause, before: before.byRootCause }}
            onChoose={(rootCause) => showTickets({ root_cause: rootCause })}
          />
        }
      />
      <ChartCard
        spec={urgencyChart(series)}
        summary={inWords(now.byUrgency)}
        legend={
          <SharesLegend
            {...{ labels: URGENCIES, now: now.byUrgency, before: before.byUrgency }}
            onChoose={(urgency) => showTickets({ urgency })}
          />
        }
      />
      <ChartCard
        spec={sentimentChart(series)}
        summary={inWords(now.bySentiment)}
        legend={
          <SharesLegend
            {...{ labels: SENTIMENTS, now: now.bySentiment, before: before.bySentiment }}
            onChoose={(sentiment) => showTickets({ sentiment })}
          />
        }
      />
      <ChartCard
        wide
        spec={fallbackChart(series)}
        summary={`${capital(word('rules'))} decided ${percent(now.fallbackRate)} of all verdicts`}
      />
      <ChartCard wide spec={costChart(series)} summary={`${money(now.costMicroUsd / 1e6)} in all`} />
    </div>
  );
}

const Empty = () => (
  <section class="card empty">
    <h2>No tickets in this period</h2>
    <p class="soft">
      As soon as a ticket has reached its end, it is counted here, without a reload. The next scan brings what
      is new; a longer period may show what was.
    </p>
  </section>
);
