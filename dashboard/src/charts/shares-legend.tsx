import type { Tone } from '../../../src/domain/verdict-fields.js';
import { count, percent, word, capital } from '../format.js';

/** Counts of now and of as long a time before, by label. */
export interface Shares {
  /** The labels that are shown, each with its colour. */
  tones: Readonly<Record<string, Tone>>;
  now: Readonly<Record<string, number>>;
  before: Readonly<Record<string, number>>;
}

/** A legend that tells how many there are, and how the share has changed; a click shows those tickets. */
export function SharesLegend({
  tones,
  now,
  before,
  onChoose,
}: Shares & { onChoose: (label: string) => void }) {
  const labels = Object.keys(tones);
  const total = sum(labels, now);
  const totalBefore = sum(labels, before);
  return (
    <ul class="legend shares">
      {Object.entries(tones).map(([label, tone]) => {
        const [here, there] = [now[label] ?? 0, before[label] ?? 0];
        const share = total === 0 ? null : here / total;
        const change = share === null || totalBefore === 0 ? null : share - there / totalBefore;
        return (
          <li key={label}>
            <button type="button" onClick={() => onChoose(label)} title={`Show tickets: ${word(label)}`}>
              <span class={`swatch tone-${tone}`} aria-hidden="true" />
              <span class="name">{capital(word(label))}</span>
              <b>{percent(share)}</b>
              <span class="soft">{count(here)}</span>
              <Change points={change} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Below half a point nothing has changed. */
const SMALLEST_POINTS = 0.5;

function Change({ points }: { points: number | null }) {
  const rounded = points === null ? 0 : Math.round(points * 1_000) / 10;
  if (points === null || Math.abs(rounded) < SMALLEST_POINTS)
    return (
      <span class="change soft">
        <span aria-hidden="true">{points === null ? '' : '±0'}</span>
        <span class="unseen">{points === null ? '' : 'as before'}</span>
      </span>
    );
  const direction = rounded > 0 ? 'up' : 'down';
  return (
    <span class="change">
      <span aria-hidden="true">{`${rounded > 0 ? '▲' : '▼'} ${Math.abs(rounded)}`}</span>
      <span class="unseen">{`${direction} by ${Math.abs(rounded)} points`}</span>
    </span>
  );
}

const sum = (labels: readonly string[], counts: Readonly<Record<string, number>>): number =>
  labels.reduce((all, label) => all + (counts[label] ?? 0), 0);
