import { describe, expect, test } from '@jest/globals';
import {
  dayExists,
  decimalModulo,
  luhnValid,
  mod1110Valid,
  mod9710Valid,
  verhoeffValid,
} from '../../../src/domain/redaction/digits.js';

const withLastDigitRaised = (digits: string): string =>
  digits.slice(0, -1) + String((Number(digits.at(-1)) + 1) % 10);

describe('check digits', () => {
  test.each([
    ['Luhn', luhnValid, '79927398713'],
    ['Verhoeff', verhoeffValid, '2363'],
    ['MOD 11,10', mod1110Valid, '36574261809'],
  ])('%s accepts the published example and refuses it with another last digit', (_name, isValid, example) => {
    expect(isValid(example)).toBe(true);
    expect(isValid(withLastDigitRaised(example))).toBe(false);
  });

  test('MOD 97-10 counts letters as two digits', () => {
    expect(mod9710Valid('WEST12345698765432GB82')).toBe(true);
    expect(mod9710Valid('WEST12345698765432GB83')).toBe(false);
  });

  test('the remainder of a number too long for a double is exact', () => {
    expect(decimalModulo('123456789012345678901234567890', 97)).toBe(
      Number(123456789012345678901234567890n % 97n),
    );
  });

  test('29 February exists in leap years and where the year is unknown', () => {
    expect([
      dayExists(29, 2, 2024),
      dayExists(29, 2, 2023),
      dayExists(29, 2, 1900),
      dayExists(29, 2),
    ]).toEqual([true, false, false, true]);
  });
});
