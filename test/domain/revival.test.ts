import { expect, test } from '@jest/globals';
import { pauseBeforeRevivalMs } from '../../src/domain/age.js';

test.each([
  [1, 5],
  [2, 10],
  [3, 20],
  [7, 320],
  [8, 360],
  [2_000, 360],
])('%i failures in a row → left alone for %i minutes', (failures, minutes) => {
  expect(pauseBeforeRevivalMs(failures)).toBe(minutes * 60_000);
});
