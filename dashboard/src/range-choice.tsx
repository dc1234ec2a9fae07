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
          <Day title="First day" max={last} value={first} onChange={setFirst} />
          <span aria-hidden="true">–</span>
          <Day title="Last day" min={first} value={last} onChange={setLast} />
          <button>Show</button>
        </form>
      )}
    </>
  );
}

interface DayProps {
  title: string;
  min?: string;
  max?: string;
  value: string;
  onChange: (day: string) => void;
}

const Day = ({ title, min, max, value, onChange }: DayProps) => (
  <label>
    <span class="unseen">{title}</span>
    <input
      type="date"
      required
      {...{ min, max, value }}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);
