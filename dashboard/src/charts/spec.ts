import type { NamedField, Tone } from '../../../src/domain/verdict-fields.js';
import type { SeriesAnswer } from '../../../src/gateway/api/wire.js';
import { bucketName, capital, count, duration, money, percent, word } from '../format.js';

/** A colour of the style sheets: `--NAME`. */
export type ColorName = `tone-${Tone}` | `series-${string}` | 'slo';

/** One line or kind of bar. */
export interface ChartSeries {
  name: string;
  color: ColorName;
  values: (number | null)[];
  /** A limit rather than a measurement. */
  isLimit?: boolean;
}

/** What a chart shows, without how it is drawn. */
export interface ChartSpec {
  title: string;
  kind: 'bars' | 'lines';
  /** One a bucket. */
  labels: string[];
  series: ChartSeries[];
  format: (value: number) => string;
}

/** The colour of each outcome, in the order in which they are shown. */
export const KIND_TONES = {
  updated: 'blue',
  dryRun: 'purple',
  unchanged: 'grey',
  skipped: 'amber',
  failed: 'red',
} as const satisfies Record<string, Tone>;

type Bucket = SeriesAnswer['buckets'][number];

const labelsOf = ({ buckets, period }: SeriesAnswer) =>
  buckets.map(({ start }) => bucketName(start, period.unit));

/** Bars of counts, one part a label, in the order of the colours. */
function counts(
  answer: SeriesAnswer,
  {
    title,
    tones,
    of,
  }: { title: string; tones: Readonly<Record<string, Tone>>; of: (bucket: Bucket) => Record<string, number> },
): ChartSpec {
  const series = Object.entries(tones).map(([label, tone]): ChartSeries => ({
    name: capital(word(label)),
    color: `tone-${tone}`,
    values: answer.buckets.map((bucket) => of(bucket)[label] ?? 0),
  }));
  return { title, kind: 'bars', labels: labelsOf(answer), series, format: count };
}

/** Volume by outcome. */
export const volumeChart = (answer: SeriesAnswer): ChartSpec =>
  counts(answer, { title: 'Tickets by outcome', tones: KIND_TONES, of: ({ byKind }) => byKind });

/** The labels of a field over time. */
export const fieldChart = (answer: SeriesAnswer, field: NamedField): ChartSpec =>
  counts(answer, { title: field.title, tones: field.tones, of: (bucket) => bucket[field.counts] });

/** Median and 95th percentile against the service level. */
export function latencyChart(answer: SeriesAnswer, sloMs: number): ChartSpec {
  const { buckets } = answer;
  return {
    ...{ title: 'Latency', kind: 'lines', labels: labelsOf(answer), format: duration },
    series: [
      { name: 'p50', color: 'series-p50', values: buckets.map(({ latencyMs }) => latencyMs?.p50 ?? null) },
      { name: 'p95', color: 'series-p95', values: buckets.map(({ latencyMs }) => latencyMs?.p95 ?? null) },
      {
        name: `Target for p95, ${duration(sloMs)}`,
        color: 'slo',
        values: buckets.map(() => sloMs),
        isLimit: true,
      },
    ],
  };
}

/** Share of verdicts that the rules gave. */
export function fallbackChart(answer: SeriesAnswer): ChartSpec {
  const values = answer.buckets.map(({ fallbackRate }) => fallbackRate);
  const series: ChartSeries[] = [{ name: 'Decided by rules', color: 'series-rules', values }];
  return { title: 'Fallback to rules', kind: 'lines', labels: labelsOf(answer), series, format: percent };
}

/** What the model cost. */
export function costChart(answer: SeriesAnswer): ChartSpec {
  const values = answer.buckets.map(({ costMicroUsd }) => costMicroUsd / 1e6);
  const series: ChartSeries[] = [{ name: 'Cost', color: 'series-cost', values }];
  return { title: 'Cost', kind: 'bars', labels: labelsOf(answer), series, format: money };
}
