import type { Chart } from 'chart.js';
import { useEffect, useRef } from 'preact/hooks';
import type { ChartSpec } from './spec.js';

/** The figures are there before the part of the page that draws. */
const drawing = () => import('./draw.js');

/** A chart. What it shows is told in its label; the figures themselves are in the table beside it. */
export function ChartCanvas({ spec, label }: { spec: ChartSpec; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart | null>(null);
  const latest = useRef(spec);
  latest.current = spec;
  useEffect(() => {
    let isGone = false;
    const theme = matchMedia('(prefers-color-scheme: dark)');
    const show = async () => {
      const { drawChart, redrawChart } = await drawing();
      if (isGone || canvas.current === null) return;
      if (chart.current === null) chart.current = drawChart(canvas.current, latest.current);
      else redrawChart(chart.current, canvas.current, latest.current);
    };
    const showSoon = () => void show();
    showSoon();
    theme.addEventListener('change', showSoon);
    return () => {
      isGone = true;
      theme.removeEventListener('change', showSoon);
    };
  }, [spec]);
  useEffect(() => () => chart.current?.destroy(), []);
  return (
    <div class="chart-box">
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}
