import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { labelProbability, type TokenProbability } from '../../src/domain/label-probability.js';
import { ROOT_CAUSES } from '../../src/domain/verdict.js';

const token = (text: string, likely: Record<string, number> = { [text]: 1 }): TokenProbability => ({
  text,
  logprob: Math.log(likely[text] ?? 0.5),
  alternatives: Object.entries(likely).map(([other, probability]) => ({
    text: other,
    logprob: Math.log(probability),
  })),
});

const rootCause = (tokens: TokenProbability[]) => labelProbability(tokens, 'root_cause', ROOT_CAUSES);

describe('the probability of a label', () => {
  test('is its share among all labels of the field', () => {
    const tokens = [token('{"root_cause":"'), token('bug', { bug: 0.6, other: 0.2 }), token('"}')];
    expect(rootCause(tokens)).toBeCloseTo(0.75);
  });

  test.each([
    [
      'the quote is in the token of the label',
      [token('{"root_cause": '), token('"bug', { '"bug': 0.8, '"ref': 0.2 }), token('"}')],
      0.8,
    ],
    [
      'the token runs past the label',
      [token('{"root_cause":"'), token('bug","', { 'bug","': 0.5, bug: 0.3, other: 0.2 })],
      0.8,
    ],
    [
      'the label is cut in two',
      [token('{"root_cause":"'), token('re', { re: 0.9, bug: 0.1 }), token('fund'), token('"')],
      0.9,
    ],
    [
      'what leads to no label takes nothing away',
      [token('{"root_cause":"'), token('bug', { bug: 0.4, ' bug': 0.4, Sure: 0.2 })],
      1,
    ],
    [
      'the token that was chosen is not among the likeliest',
      [token('{"root_cause":"'), { ...token('bug', { other: 0.5 }), logprob: Math.log(0.5) }],
      0.5,
    ],
    ['case is ignored', [token('{"root_cause":"'), token('BUG', { BUG: 0.5, bug: 0.25, other: 0.25 })], 0.75],
    [
      'spaces around the colon',
      [token('{ "root_cause"'), token(' : "'), token('other', { other: 0.7, bug: 0.3 })],
      0.7,
    ],
  ])('%s', (_case, tokens, expected) => {
    expect(rootCause(tokens)).toBeCloseTo(expected);
  });

  test('labels with a common beginning are told apart at the token where they part', () => {
    const tokens = [
      token('{"category":"'),
      token('bill', { bill: 0.8, none: 0.2 }),
      token('ing_eu', { ing_eu: 0.5, ing_us: 0.5 }),
      token('"'),
    ];
    expect(labelProbability(tokens, 'category', ['billing_eu', 'billing_us', 'none'])).toBeCloseTo(0.4);
  });

  test.each([
    ['there are no tokens', []],
    ['the field is not there', [token('{"urgency":"'), token('low')]],
    ['the field is there twice', [token('{"root_cause":"bug"}{"root_cause":"'), token('bug')]],
    ['the value is no label', [token('{"root_cause":"'), token('billing')]],
    ['the value is cut off', [token('{"root_cause":"')]],
    ['the field is only spoken of in a string', [token('{"summary":"\\"root_cause\\":\\"'), token('bug')]],
  ])('%s → null', (_case, tokens) => {
    expect(rootCause(tokens)).toBeNull();
  });

  test('is from 0 to 1 or null, whatever the tokens', () => {
    const anyToken = fc.record({
      text: fc.oneof(fc.constantFrom('{"root_cause":"', 'bug', 're', 'fund', '"', '"}'), fc.string()),
      logprob: fc.double({ min: -20, max: 0, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(anyToken, fc.array(anyToken, { maxLength: 5 }))), (parts) => {
        const found = rootCause(parts.map(([one, alternatives]) => ({ ...one, alternatives })));
        if (found === null) return;
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
      }),
    );
  });
});
