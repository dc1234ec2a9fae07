import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allMatches } from '../../../src/domain/text/all-matches.js';

const PATTERNS = [/a+/g, /a*/g, /(?=b)/g, /[\p{L}\p{M}]*/gu, /(a)|(b)/g, /^/gm, /\s?$/gimu];

describe('allMatches', () => {
  test('finds what matchAll finds, empty matches and surrogate pairs included', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '🙂', '\ud83d'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(texts, fc.constantFrom(...PATTERNS), (text, pattern) => {
        expect(allMatches(text, pattern)).toEqual([...text.matchAll(pattern)]);
      }),
    );
  });

  test('finds the same again', () => {
    const pattern = /o/g;
    expect(allMatches('foo', pattern)).toHaveLength(2);
    expect(allMatches('foo', pattern)).toHaveLength(2);
    pattern.exec('foo');
    expect(allMatches('foo', pattern)).toHaveLength(2);
  });
});
