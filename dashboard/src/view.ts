import { useEffect, useState } from 'preact/hooks';

/** What the reader looks at; kept in the address, so that it can be shared and outlives a reload. */
export interface View {
  /** Empty: all of them. */
  tenant: string;
  /** An age such as `24h`, or two days as `2026-11-01..2026-11-07`. */
  range: string;
}

/** The periods on offer. */
export const RANGES = [
  ['24h', 'Last 24 hours'],
  ['7d', 'Last 7 days'],
  ['30d', 'Last 30 days'],
  ['90d', 'Last 90 days'],
] as const;

const USUAL_RANGE = '24h';
const DAYS = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/** The days of a range, both included; null: it is an age. */
export function daysOf(range: string): { first: string; last: string } | null {
  const [, first, last] = DAYS.exec(range) ?? [];
  return first === undefined || last === undefined ? null : { first, last };
}

/** The API's parameters for a view. */
export function parametersOf({ tenant, range }: View) {
  const days = daysOf(range);
  if (days === null) return { tenant, from: range };
  const to = new Date(Date.parse(days.last) + 86_400_000).toISOString();
  return { tenant, from: `${days.first}T00:00:00Z`, to };
}

function fromAddress(): View {
  const query = new URLSearchParams(location.search);
  const range = query.get('range') ?? USUAL_RANGE;
  const known = RANGES.some(([age]) => age === range) || daysOf(range) !== null;
  return { tenant: query.get('tenant') ?? '', range: known ? range : USUAL_RANGE };
}

/** The view, and how to change it. */
export function useView(): [View, (change: Partial<View>) => void] {
  const [view, setView] = useState(fromAddress);
  useEffect(() => {
    const back = () => setView(fromAddress());
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const change = (part: Partial<View>) => {
    const next = { ...view, ...part };
    const query = new URLSearchParams({ ...(next.tenant && { tenant: next.tenant }), range: next.range });
    history.pushState(null, '', `?${query.toString()}`);
    setView(next);
  };
  return [view, change];
}
