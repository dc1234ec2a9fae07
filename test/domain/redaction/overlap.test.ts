import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Candidate } from '../../../src/domain/redaction/detector.js';
import { resolveOverlaps } from '../../../src/domain/redaction/detect.js';
import { PII_TYPES } from '../../../src/domain/redaction/types.js';

const span = (start: number, end: number, type: Candidate['type']): Candidate => ({ start, end, type });

describe('overlaps', () => {
  test('a candidate inside another goes, whatever its type', () => {
    expect(resolveOverlaps([span(5, 8, 'CARD'), span(0, 10, 'ADDRESS')])).toEqual([span(0, 10, 'ADDRESS')]);
  });

  test('of two equal ones the stronger type stands', () => {
    expect(resolveOverlaps([span(0, 9, 'PHONE'), span(0, 9, 'NATIONAL_ID')])).toEqual([
      span(0, 9, 'NATIONAL_ID'),
    ]);
  });

  test('in a partial overlap the stronger keeps the shared part and the weaker its rest', () => {
    expect(resolveOverlaps([span(0, 6, 'ADDRESS'), span(4, 9, 'EMAIL')])).toEqual([
      span(0, 4, 'ADDRESS'),
      span(4, 9, 'EMAIL'),
    ]);
    expect(resolveOverlaps([span(0, 6, 'EMAIL'), span(4, 9, 'ADDRESS')])).toEqual([
      span(0, 6, 'EMAIL'),
      span(6, 9, 'ADDRESS'),
    ]);
  });

  test('the outcome is ordered, free of overlaps and covers exactly what the candidates cover', () => {
    const candidate = fc
      .tuple(fc.nat(60), fc.integer({ min: 1, max: 12 }), fc.constantFrom(...PII_TYPES))
      .map(([start, length, type]) => span(start, start + length, type));
    const covered = (spans: readonly Candidate[]): Set<number> =>
      new Set(
        spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, offset) => start + offset)),
      );
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 20 }), (candidates) => {
        const resolved = resolveOverlaps(candidates);
        resolved
          .slice(1)
          .forEach((next, index) => expect(next.start).toBeGreaterThanOrEqual(resolved[index]?.end ?? 0));
        expect(covered(resolved)).toEqual(covered(candidates));
      }),
    );
  });
});
