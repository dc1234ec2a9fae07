import { describe, expect, test } from '@jest/globals';
import { integerBetween, pickOne, seededRandom, shuffled } from '../../simulators/seeded-random.js';

describe('seeded random', () => {
  test('the same parts give the same sequence, other parts another', () => {
    const draw = (...parts: (string | number)[]) => Array.from({ length: 5 }, seededRandom(...parts));
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
  });

  test('numbers fill the range evenly', () => {
    const random = seededRandom('even');
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 4000; draw += 1) counts[integerBetween(random, 0, 3)]! += 1;
    for (const count of counts) expect(count).toBeGreaterThan(850);
  });

  test('a shuffle keeps every item and leaves its input alone', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const mixed = shuffled(seededRandom(3), items);
    expect([...mixed].sort()).toEqual(items);
    expect(mixed).not.toEqual(items);
    expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('nothing to pick from is refused', () => {
    expect(() => pickOne(seededRandom(1), [])).toThrow('at least one item');
  });
});
