import { describe, expect, test } from '@jest/globals';
import { calibrate, type Claim } from '../../../bench/eval/calibration.js';

const claims = (confidence: number, right: number, wrong: number): Claim[] => [
  ...Array.from({ length: right }, () => ({ confidence, isRight: true })),
  ...Array.from({ length: wrong }, () => ({ confidence, isRight: false })),
];

describe('calibration', () => {
  test('as right as sure → no error', () => {
    expect(calibrate([...claims(0.75, 3, 1), ...claims(0.25, 1, 3)])?.expectedError).toBeCloseTo(0);
  });

  test('surer than right → the distance, weighted by the claims', () => {
    expect(calibrate([...claims(0.9, 5, 5), ...claims(0.5, 5, 5)])?.expectedError).toBeCloseTo(0.2);
    expect(calibrate(claims(0.9, 1, 1))?.brier).toBeCloseTo((0.01 + 0.81) / 2);
  });

  test('says what a threshold leaves, and how right that is', () => {
    const above = calibrate([...claims(0.95, 4, 0), ...claims(0.55, 2, 4)])?.above ?? [];
    expect(above.find(({ threshold }) => threshold === 0.9)).toEqual({
      threshold: 0.9,
      share: 0.4,
      accuracy: 1,
    });
    expect(above.find(({ threshold }) => threshold === 0.5)).toEqual({
      threshold: 0.5,
      share: 1,
      accuracy: 0.6,
    });
  });

  test('full confidence is in the last bin, and without claims there is none', () => {
    expect(calibrate(claims(1, 1, 0))?.bins).toEqual([{ from: 0.9, claims: 1, confidence: 1, accuracy: 1 }]);
    expect(calibrate([])).toBeNull();
  });
});
