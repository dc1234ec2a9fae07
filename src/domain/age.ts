const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const AGE = /^(\d{1,6})([mhd])$/;
/** `Date.parse` alone takes a forgotten unit for a year: 72 would be 1972. */
const BEGINS_WITH_A_DATE = /^\d{4}-\d{2}-\d{2}/;

/** What `timeOrAge` understands, for messages. */
export const TIME_OR_AGE = 'an ISO 8601 time, or an age such as 72h, 30m or 7d';

/** An ISO 8601 time, given as such or as an age before `now`; null when it is neither. */
export function timeOrAge(value: string, now: Date): string | null {
  const age = AGE.exec(value);
  if (age !== null) {
    return new Date(now.getTime() - Number(age[1]) * UNIT_MS[age[2] as keyof typeof UNIT_MS]).toISOString();
  }
  const time = BEGINS_WITH_A_DATE.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
