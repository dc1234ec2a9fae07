import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseVerdict } from '../../src/domain/parse-verdict.js';
import { ROOT_CAUSES, SENTIMENTS, URGENCIES } from '../../src/domain/verdict.js';

const VERDICT = { summary: 'Export fails', root_cause: 'bug', urgency: 'high', sentiment: 'negative' };
const TEXT = JSON.stringify(VERDICT);

describe('usable answers', () => {
  test.each([
    ['plain JSON', TEXT],
    ['a code fence', `\`\`\`json\n${TEXT}\n\`\`\``],
    ['words around it', `Sure! Here is the verdict:\n${TEXT}\nLet me know if you need more.`],
    ['reasoning before it', `<think>maybe {"root_cause":"refund"}? no</think>\n${TEXT}`],
    ['braces in the words', `I used {curly} thinking. ${TEXT}`],
    [
      'wrong case and space',
      JSON.stringify({ ...VERDICT, root_cause: ' BUG ', urgency: 'High', sentiment: 'Negative\n' }),
    ],
    ['further fields', JSON.stringify({ ...VERDICT, confidence: 0.9 })],
    ['indented JSON', JSON.stringify(VERDICT, null, 2)],
  ])('%s', (_, text) => {
    expect(parseVerdict(text)).toEqual({ kind: 'verdict', verdict: VERDICT });
  });

  test('braces and quotes inside the summary do not confuse the search', () => {
    const summary = 'The template {name} prints "} instead';
    expect(parseVerdict(`Here: ${JSON.stringify({ ...VERDICT, summary })}`)).toMatchObject({
      verdict: { root_cause: 'bug' },
    });
  });

  test('a question is other', () => {
    expect(parseVerdict(JSON.stringify({ ...VERDICT, root_cause: 'question' }))).toEqual({
      kind: 'verdict',
      verdict: { ...VERDICT, root_cause: 'other' },
    });
  });

  test('the summary is cleaned', () => {
    const summary = 'See <b>https://evil.example/x</b> now';
    expect(parseVerdict(JSON.stringify({ ...VERDICT, summary }))).toMatchObject({
      verdict: { summary: 'See now' },
    });
  });
});

describe('unusable answers', () => {
  test.each([
    ['nothing', ''],
    ['prose', 'This ticket is a bug with high urgency.'],
    ['two objects', `${TEXT}\n${TEXT}`],
    ['a list', `[${TEXT},${TEXT}]`],
    ['a cut-off object', TEXT.slice(0, -5)],
    ['single quotes', TEXT.replaceAll('"', "'")],
    ['null', 'null'],
    ['a label outside the enum', JSON.stringify({ ...VERDICT, root_cause: 'billing' })],
    ['a label that only contains one', JSON.stringify({ ...VERDICT, root_cause: 'bug report' })],
    ['two labels in one', JSON.stringify({ ...VERDICT, urgency: 'high|medium' })],
    ['a list of labels', JSON.stringify({ ...VERDICT, urgency: ['high'] })],
    ['a label of Object.prototype', JSON.stringify({ ...VERDICT, sentiment: 'constructor' })],
    ['a missing field', JSON.stringify({ ...VERDICT, sentiment: undefined })],
    ['an empty summary', JSON.stringify({ ...VERDICT, summary: '' })],
    ['a summary of nothing but a link', JSON.stringify({ ...VERDICT, summary: 'https://evil.example' })],
    ['a summary that is a number', JSON.stringify({ ...VERDICT, summary: 3 })],
    ['a wrapped verdict', JSON.stringify({ verdict: VERDICT })],
  ])('%s', (_, text) => {
    expect(parseVerdict(text).kind).toBe('unusable');
  });

  test('the reason never repeats the answer', () => {
    const parsed = parseVerdict(
      JSON.stringify({ ...VERDICT, urgency: 'SECRET-WORD', summary: 'SECRET-WORD' }),
    );
    const reason = 'the answer lacks a valid urgency';
    expect(parsed).toEqual({ kind: 'unusable', reason, breaksSchema: true });
  });

  test.each([
    [true, 'prose'],
    [true, JSON.stringify({ ...VERDICT, root_cause: 'billing' })],
    [false, JSON.stringify({ ...VERDICT, summary: 'https://evil.example' })],
  ])('breaks the schema: %s, with %s', (breaksSchema, text) => {
    expect(parseVerdict(text)).toMatchObject({ kind: 'unusable', breaksSchema });
  });
});

describe('any answer', () => {
  const answers = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .record({
        summary: fc.string(),
        root_cause: fc.string(),
        urgency: fc.constantFrom('high', 'HIGH', 'x'),
        sentiment: fc.constantFrom('neutral', 7),
      })
      .map((value) => JSON.stringify(value)),
    fc.array(fc.constantFrom('{', '}', '"', '\\', TEXT, 'bug', '\n')).map((parts) => parts.join('')),
  );

  test('gives a verdict of the vocabulary or a reason, and never throws', () => {
    fc.assert(
      fc.property(answers, (text) => {
        const parsed = parseVerdict(text);
        if (parsed.kind === 'unusable') return parsed.reason.length > 0;
        const { root_cause, urgency, sentiment, summary } = parsed.verdict;
        return (
          ROOT_CAUSES.includes(root_cause) &&
          URGENCIES.includes(urgency) &&
          SENTIMENTS.includes(sentiment) &&
          summary.length >= 1 &&
          summary.length <= 300
        );
      }),
      { numRuns: 500 },
    );
  });

  test.each([['{'], ['}'], ['"'], ['{"'], ['{}'], ['<think>'], ['\\"'], ['a ']])(
    'a megabyte of %j is read to its end',
    (piece) => {
      expect(parseVerdict(piece.repeat(Math.ceil(1_000_000 / piece.length))).kind).toBe('unusable');
    },
  );
});

describe('what a tenant asks for beside', () => {
  const said = (more: object) => parseVerdict(JSON.stringify({ ...VERDICT, ...more }), ['billing', 'login']);

  test.each([
    ['billing', { ...VERDICT, category: 'billing' }],
    [' Login ', { ...VERDICT, category: 'login' }],
    ['none', VERDICT],
  ])('category %j', (category, verdict) => {
    expect(said({ category })).toEqual({ kind: 'verdict', verdict });
  });

  test.each([[{ category: 'payments' }], [{ category: 7 }], [{}]])(
    '%j → unusable, not guessed at',
    (more) => {
      expect(said(more)).toMatchObject({ kind: 'unusable', reason: 'the answer lacks a valid category' });
    },
  );

  test('a category that nobody asked for is left out', () => {
    expect(parseVerdict(JSON.stringify({ ...VERDICT, category: 'billing' }))).toEqual({
      kind: 'verdict',
      verdict: VERDICT,
    });
  });

  test.each([
    [0, 0],
    [87, 0.87],
    [100, 1],
    [101, undefined],
    [0.87, undefined],
    ['87', undefined],
    [null, undefined],
  ])('a stated confidence of %j is %j', (confidence, statedConfidence) => {
    const parsed = parseVerdict(JSON.stringify({ ...VERDICT, confidence }));
    expect(parsed).toEqual({ kind: 'verdict', verdict: VERDICT, statedConfidence });
  });
});
