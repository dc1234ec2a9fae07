import type { ComponentChildren } from 'preact';
import { ChartCanvas } from './chart-canvas.js';
import type { ChartSpec } from './spec.js';

/** A chart with its heading, what it says in words, and its figures as a table. */
export function ChartCard({
  spec,
  summary,
  legend,
  wide = false,
}: {
  spec: ChartSpec;
  /** The chart in one sentence, for those who do not see it. */
  summary: string;
  legend?: ComponentChildren;
  wide?: boolean;
}) {
  return (
    <section class={`card chart-card${wide ? ' wide' : ''}`} aria-label={spec.title}>
      <h2>{spec.title}</h2>
      {legend ?? <PlainLegend spec={spec} />}
      <ChartCanvas spec={spec} label={`${spec.title}: ${summary}`} />
      <details>
        <summary>Figures of “{spec.title}”</summary>
        <FiguresTable spec={spec} />
      </details>
    </section>
  );
}

function PlainLegend({ spec: { series } }: { spec: ChartSpec }) {
  return (
    <ul class="legend">
      {series.map(({ name, color, isLimit = false }) => (
        <li key={name}>
          <span class={`swatch ${color}${isLimit ? ' limit' : ''}`} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}

function FiguresTable({ spec: { title, labels, series, format } }: { spec: ChartSpec }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={`Figures of ${title}`}>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {series.map(({ name }) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, index) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {series.map(({ name, values }) => (
                <td key={name}>{values[index] == null ? '–' : format(values[index])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
