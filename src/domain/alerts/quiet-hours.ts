/** Hours of each day in which warnings wait. They may span midnight. */
export interface QuietHours {
  /** Minutes after midnight, 0 to 1439: the first quiet one. */
  fromMinute: number;
  /** The first one that is not; another than `fromMinute`. */
  toMinute: number;
  /** IANA name. */
  timeZone: string;
}

/** Whether it is quiet. The wall clock decides, so a night is an hour longer or shorter when the clocks change. */
export function isQuiet({ fromMinute, toMinute, timeZone }: QuietHours, now: Date): boolean {
  const minute = minuteOfDay(now, timeZone);
  return fromMinute < toMinute
    ? minute >= fromMinute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
}

function minuteOfDay(now: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' },
  }).formatToParts(now);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return numberOf('hour') * 60 + numberOf('minute');
}
