import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import type { ChartSeries, ChartSpec } from './spec.js';

Chart.register(
  ...[
    BarController,
    BarElement,
    CategoryScale,
    LinearScale,
    LineController,
    LineElement,
    PointElement,
    Tooltip,
  ],
);

/** Draws a chart in the colours of the page as it is now. */
export function drawChart(canvas: HTMLCanvasElement, spec: ChartSpec): Chart {
  const style = getComputedStyle(canvas);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  Chart.defaults.font.family = style.fontFamily;
  Chart.defaults.font.size = 12;
  return new Chart(canvas, configuration(spec, color) as ChartConfiguration);
}

/** Changes what a chart shows, without drawing it anew from nothing. */
export function redrawChart(chart: Chart, canvas: HTMLCanvasElement, spec: ChartSpec): void {
  const style = getComputedStyle(canvas);
  const next = configuration(spec, (name) => style.getPropertyValue(`--${name}`).trim());
  chart.data = next.data;
  chart.options = next.options as Chart['options'];
  chart.update('none');
}

function configuration({ kind, labels, series, format }: ChartSpec, color: (name: string) => string) {
  const isStacked = kind === 'bars';
  const axis = { color: color('text-soft') };
  return {
    type: isStacked ? ('bar' as const) : ('line' as const),
    data: { labels, datasets: series.map((one) => dataset(one, { isStacked, color })) },
    options: {
      animation: false as const,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index' as const, intersect: false },
      plugins: { tooltip: tooltip(format, color) },
      scales: {
        x: {
          stacked: isStacked,
          grid: { display: false },
          border: { color: color('line') },
          ticks: { ...axis, maxRotation: 0, autoSkipPadding: 24 },
        },
        y: {
          stacked: isStacked,
          beginAtZero: true,
          grid: { color: color('line') },
          border: { display: false },
          ticks: { ...axis, maxTicksLimit: 5, callback: (value: number | string) => format(Number(value)) },
        },
      },
    },
  };
}

function dataset(
  { name, color: colorName, values, isLimit = false }: ChartSeries,
  { isStacked, color }: { isStacked: boolean; color: (name: string) => string },
) {
  const common = {
    label: name,
    data: values,
    backgroundColor: color(colorName),
    borderColor: color(colorName),
  };
  if (isStacked)
    return { ...common, borderRadius: 2, maxBarThickness: 28, categoryPercentage: 0.9, barPercentage: 0.9 };
  return {
    ...common,
    borderWidth: isLimit ? 1.5 : 2,
    borderDash: isLimit ? [6, 5] : [],
    // A lone measurement between two gaps would not be seen without its point.
    pointRadius: isLimit ? 0 : values.map((_value, index) => (isAlone(values, index) ? 3 : 0)),
    pointHoverRadius: isLimit ? 0 : 4,
    // Never above or below what was measured.
    cubicInterpolationMode: 'monotone' as const,
  };
}

const isAlone = (values: readonly (number | null)[], index: number): boolean =>
  (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;

const tooltip = (format: (value: number) => string, color: (name: string) => string) => ({
  backgroundColor: color('tooltip'),
  titleColor: color('tooltip-text'),
  bodyColor: color('tooltip-text'),
  padding: 10,
  cornerRadius: 8,
  boxPadding: 4,
  filter: ({ parsed }: { parsed: { y: number | null } }) => parsed.y !== null && parsed.y !== 0,
  callbacks: {
    label: ({ dataset: { label }, parsed }: { dataset: { label?: string }; parsed: { y: number | null } }) =>
      ` ${label}: ${format(parsed.y ?? 0)}`,
  },
});
