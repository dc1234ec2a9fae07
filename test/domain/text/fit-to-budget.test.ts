import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitToBudget } from '../../../src/domain/text/fit-to-budget.js';

const customer = (text: string) => ({ author: 'customer' as const, text });
const agent = (text: string) => ({ author: 'agent' as const, text });
const length = (messages: { text: string }[]): number =>
  messages.reduce((sum, { text }) => sum + text.length, 0);

test('what fits stays as it is', () => {
  const messages = [customer('a'.repeat(50)), agent('b'.repeat(50))];
  expect(fitToBudget(messages, 100)).toEqual(messages);
});

test('first message and the latest of the customer stay, the middle goes', () => {
  const messages = [
    customer('first'),
    ...Array.from({ length: 20 }, (_, index) => customer(`${index} `.repeat(50))),
    customer('latest'),
  ];
  const texts = fitToBudget(messages, 300).map(({ text }) => text);
  expect(texts[0]).toBe('first');
  expect(texts.at(-1)).toBe('latest');
  expect(texts.length).toBeLessThan(messages.length);
});

test("the customer's messages come before the agents'", () => {
  const messages = [customer('first'), customer('c'.repeat(100)), agent('a'.repeat(100))];
  expect(fitToBudget(messages, 110).map(({ author }) => author)).toEqual(['customer', 'customer']);
});

test('a long first message keeps its beginning and its end', () => {
  const [first] = fitToBudget([customer(`start ${'x '.repeat(5_000)}the question`)], 1_000);
  expect(first?.text).toMatch(/^start [^]*…[^]*the question$/);
});

test('a long first message leaves half of the budget to the others', () => {
  const fitted = fitToBudget([customer('x'.repeat(5_000)), customer('y'.repeat(400))], 1_000);
  expect(fitted[1]?.text).toBe('y'.repeat(400));
});

describe('any conversation', () => {
  const conversation = fc.array(
    fc.record({
      author: fc.constantFrom('customer' as const, 'agent' as const),
      text: fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', minLength: 100, maxLength: 400 }),
      ),
    }),
  );

  test('fits, keeps its order and its first message, and splits no character', () => {
    fc.assert(
      fc.property(conversation, fc.integer({ min: 0, max: 2_000 }), (messages, budget) => {
        const fitted = fitToBudget(messages, budget);
        expect(length(fitted)).toBeLessThanOrEqual(budget);
        expect(fitted.every(({ text }) => text.isWellFormed())).toBe(true);
        if (messages.length > 0) expect(fitted[0]?.author).toBe(messages[0]?.author);
        expect(fitted.length).toBeLessThanOrEqual(messages.length);
      }),
    );
  });
});
