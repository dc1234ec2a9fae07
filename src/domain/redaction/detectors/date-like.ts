import { dayExists } from '../checksums.js';

/** True for a calendar date, a date with a time, or a year range, in any common order of its parts. */
export function looksLikeDate(written: string): boolean {
  const parts = /(?:^|[^\d])(\d{1,4})([-./ ])(\d{1,2})\2(\d{1,4})(?!\d)/.exec(written);
  if (parts === null) return /^(?:19|20)\d\d ?[-/–] ?(?:19|20)?\d\d$/.test(written);
  const [first, second, third] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
  const yearFirst = parts[1]?.length === 4 && first >= 1900 && first < 2100 && dayExists(third, second);
  const yearLast = parts[4]?.length === 4 && third >= 1900 && third < 2100;
  if (yearFirst) return true;
  if (yearLast) return dayExists(first, second) || dayExists(second, first);
  const short = parts[1]?.length === 2 && parts[3]?.length === 2 && parts[4]?.length === 2;
  const whole = parts[0].replace(/^[^\d]/, '').length === written.length;
  return short && whole && (dayExists(first, second) || dayExists(second, first) || dayExists(third, second));
}
