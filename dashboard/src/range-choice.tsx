import { useState } from 'preact/hooks';
import { daysOf, RANGES } from './view.js';

const today = (): string => new Date().toISOString().slice(0, 10);
const OWN = 'own';

/** One of the usual periods, or two days (UTC) of one's own. */
export function RangeChoice({ range, onChange }: { range: string; onChange: (range: string) => void }) {
  const days = daysOf(range);
  const [isOwn, setOwn] = useState(days !== null);
  const [first, setFirst] = useState(days?.first ?? today());
  const [last, setLast] = useState(days?.last ?? today());
  const choose = (value: string) => {
    setOwn(value === OWN);
    if (value !== OWN) onChange(value);
  };
  const show = (event: Event) => {
    event.preventDefault();
    onChange(`${first}..${last}`);
  };
  return (
    <>
      <label>
        <span class="unseen">Period</span>
        <select
          name="range"
          value={isOwn ? OWN : range}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {RANGES.map(([age, name]) => (
            <option key={age} value={age}>
              {name}
            </option>
          ))}
          <option value={OWN}>Days of my choice</option>
        </select>
      </label>
      {isOwn && (
        <form class="days" onSubmit={show}>
          <label>
            <span class="unseen">First day</span>
            <input
              type="date"
              required
              max={last}
              value={first}
              onInput={(e) => setFirst(e.currentTarget.value)}
            />
          </label>
          <span aria-hidden="true">–</span>
          <label>
            <span class="unseen">Last day</span>
            <input
              type="date"
              required
              min={first}
              value={last}
              onInput={(e) => setLast(e.currentTarget.value)}
            />
          </label>
          <button>Show</button>
        </form>
      )}
    </>
  );
}
