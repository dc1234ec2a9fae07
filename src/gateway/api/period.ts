import { z } from 'zod';
import { TIME_OR_AGE, timeOrAge } from '../../domain/age.js';
import type { TrendUnit } from '../../ports/records.js';
import { UNIT_MS } from '../../records/statistics/time-units.js';
import type { PeriodAnswer } from './wire.js';

/** Up to here a line of hours can be read; longer periods are told by days. */
const HOURS_UP_TO_MS = 7 * UNIT_MS.day + UNIT_MS.hour;
/** The longest that statistics are usually kept. */
const LONGEST_MS = 731 * UNIT_MS.day;
const USUAL_AGE = '24h';

/** ISO 8601, or an age that counts from now. */
export const time = z.string().refine((value) => timeOrAge(value, new Date(0)) !== null, TIME_OR_AGE);

/** The parameters of every route that tells of a period. */
export const periodParameters = {
  tenant: z.string().optional(),
  from: time.default(USUAL_AGE),
  to: time.optional(),
};

/** Those parameters, read. */
export type PeriodParameters = z.output<z.ZodObject<typeof periodParameters>>;

/**
 * The period that is asked for, widened to whole hours (up to a week) or days, UTC, so that a series adds up to its
 * figures; its end is now at the latest. Null: it has no length, or more than two years.
 */
export function periodOf({ tenant, from, to }: PeriodParameters, now: Date): PeriodAnswer | null {
  const nowMs = now.getTime();
  const fromMs = Date.parse(timeOrAge(from, now) as string);
  const toMs = to === undefined ? nowMs : Math.min(nowMs, Date.parse(timeOrAge(to, now) as string));
  if (toMs <= fromMs || toMs - fromMs > LONGEST_MS) return null;
  const unit: TrendUnit = toMs - fromMs <= HOURS_UP_TO_MS ? 'hour' : 'day';
  const start = Math.floor(fromMs / UNIT_MS[unit]) * UNIT_MS[unit];
  const end = Math.min(nowMs, Math.ceil(toMs / UNIT_MS[unit]) * UNIT_MS[unit]);
  return {
    tenant: tenant ?? null,
    from: new Date(start).toISOString(),
    to: new Date(end).toISOString(),
    unit,
  };
}

/** As long a period, just before. */
export function periodBefore({ tenant, from, to }: PeriodAnswer) {
  const lengthMs = Date.parse(to) - Date.parse(from);
  return { tenant, from: new Date(Date.parse(from) - lengthMs).toISOString(), to: from };
}
