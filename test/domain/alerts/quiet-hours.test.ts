import { expect, test } from '@jest/globals';
import { isQuiet } from '../../../src/domain/alerts/condition.js';

const NIGHT = { fromMinute: 22 * 60, toMinute: 7 * 60 };

test.each([
  ['2026-01-15T21:59:59Z', 'UTC', false],
  ['2026-01-15T22:00:00Z', 'UTC', true],
  ['2026-01-16T00:00:00Z', 'UTC', true],
  ['2026-01-16T06:59:59Z', 'UTC', true],
  ['2026-01-16T07:00:00Z', 'UTC', false],
  // An hour ahead in winter, two in summer.
  ['2026-01-15T21:30:00Z', 'Europe/Berlin', true],
  ['2026-07-15T20:30:00Z', 'Europe/Berlin', true],
  ['2026-07-16T05:30:00Z', 'Europe/Berlin', false],
  ['2026-01-15T16:45:00Z', 'Asia/Kathmandu', true],
])('a night from 22:00 to 07:00 at %s in %s: quiet %s', (time, timeZone, quiet) => {
  expect(isQuiet({ ...NIGHT, timeZone }, new Date(time))).toBe(quiet);
});

test.each([
  ['2026-01-15T11:59:00Z', false],
  ['2026-01-15T12:00:00Z', true],
  ['2026-01-15T13:00:00Z', false],
])('a lunch hour within the day at %s: quiet %s', (time, quiet) => {
  expect(isQuiet({ fromMinute: 720, toMinute: 780, timeZone: 'UTC' }, new Date(time))).toBe(quiet);
});
