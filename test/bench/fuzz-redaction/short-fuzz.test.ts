import { describe, expect, test } from '@jest/globals';
import { SeededRandom } from '../../../bench/eval-redaction/random.js';
import { faultOf } from '../../../bench/fuzz-redaction/checks.js';
import { nextInput } from '../../../bench/fuzz-redaction/inputs.js';

/** Kept short: the long run is `npm run fuzz:redaction`. */
const INPUTS_A_SEED = 40;
const LENGTHS = [40, 300, 1_200];

describe('redaction of generated texts', () => {
  test.each([1, 20261122])('seed %i: no crash, right spans, and a second pass changes nothing', (seed) => {
    const random = new SeededRandom(seed);
    for (let count = 0; count < INPUTS_A_SEED; count += 1) {
      const kind = nextInput(random);
      for (const length of LENGTHS)
        expect([kind.name, length, faultOf(kind.text(length))]).toEqual([kind.name, length, null]);
    }
  });

  test('equal seeds give equal texts', () => {
    const [one, other] = [new SeededRandom(7), new SeededRandom(7)];
    for (let count = 0; count < 50; count += 1)
      expect(nextInput(one).text(500)).toBe(nextInput(other).text(500));
  });
});
