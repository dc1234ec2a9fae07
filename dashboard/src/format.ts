const integer = new Intl.NumberFormat('en');
const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const NOTHING = '–';

/** Whole numbers, with thousands apart. */
export const count = (value: number): string => integer.format(value);

/** A share of 0 to 1. A rate just below 100 % is not rounded up to it. */
export const percent = (value: number | null): string =>
  value === null ? NOTHING : share.format(value < 1 ? Math.min(value, 0.999) : value);

/** Milliseconds as people say them. */
export function duration(ms: number | null): string {
  if (ms === null) return NOTHING;
  if (ms > 0 && ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 100_000) return `${tenths.format(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} days`;
}

/** USD; small amounts keep the digits that matter. */
export function money(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.1) return `$${twoDigits.format(usd)}`;
  return usd < 100 ? `$${usd.toFixed(2)}` : `$${integer.format(Math.round(usd))}`;
}

/** How long ago, in one whole unit. */
export function ago(iso: string, now: Date): string {
  const ms = now.getTime() - Date.parse(iso);
  if (ms < 5_000) return 'just now';
  return `${ms < 60_000 ? `${Math.floor(ms / 1_000)} s` : duration(Math.max(ms, 100_000))} ago`;
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayUtc = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const hourOfDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** Date and time where the reader is. */
export const dateTime = (iso: string): string => moment.format(new Date(iso));

/** Hours and minutes where the reader is. */
export const timeOfDay = (iso: string): string => clock.format(new Date(iso));

/** The start of a bucket: days are UTC, as they are counted. */
export const bucketName = (iso: string, unit: 'hour' | 'day'): string =>
  (unit === 'day' ? dayUtc : hourOfDay).format(new Date(iso));

const WORDS: Record<string, string> = {
  dryRun: 'dry run',
  llm: 'model',
  reads: 'ticket reads',
  updates: 'ticket updates',
  model: 'model calls',
  platform: 'help desk',
};

/** A label as people say it. */
export const word = (label: string): string => WORDS[label] ?? label;

/** The beginning of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
