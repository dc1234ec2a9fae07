import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanSummary } from '../../src/domain/summary.js';

describe('what is taken out', () => {
  test.each([
    ['lines become one', 'First line\r\n\n second\tline', 'First line second line'],
    ['HTML', 'Export <b>fails</b><script>alert(1)</script>', 'Export fails alert(1)'],
    ['encoded HTML', 'Export &lt;img src=x onerror=alert(1)&gt; fails', 'Export fails'],
    ['twice encoded HTML', 'Export &amp;lt;b&amp;gt;fails', 'Export fails'],
    ['links', 'See https://evil.example/a?b=c now', 'See now'],
    [
      'links without a scheme',
      'See www.evil.example and evil.com/path and //evil.example/x now',
      'See and and now',
    ],
    ['bare domains', 'Visit evil.com today', 'Visit today'],
    ['script links', 'Click javascript:alert(1) here', 'Click here'],
    ['full-width links', 'See ｈｔｔｐｓ：／／evil.example now', 'See now'],
    [
      'markdown links keep their words',
      'Read [the manual](https://evil.example/x) first',
      'Read the manual first',
    ],
    ['markdown images', 'Look ![shot](https://evil.example/p.png?d=secret)', 'Look shot'],
    ['markdown marks', '# **Export** `fails` _badly_ ~~now~~', 'Export fails badly now'],
    ['mentions', 'Tell @alice and @bob', 'Tell alice and bob'],
    ['addresses', 'Write to someone@mail.example please', 'Write to (email) please'],
    [
      'placeholders become words',
      '<NAME_1> at <EMAIL_2> wants <DATE_OF_BIRTH_1>',
      '(name) at (email) wants (date of birth)',
    ],
    ['bidirectional and zero-width characters', 'pay\u202Eload\u200B \u2066x\u2069', 'payload x'],
    ['variation selectors, fillers and joiners', 'a\uFE0Fb\u{E0151} c\u3164d\u034F', 'ab cd'],
    ['control characters', 'a\u0000b\u0007c\u001B[31m', 'a b c (31m'],
    ['stacked marks', `a${'\u0301'.repeat(40)}b`, 'á\u0301\u0301\u0301b'],
  ])('%s', (_, text, expected) => {
    expect(cleanSummary(text)).toBe(expected);
  });

  test.each([
    ['accents and other scripts', 'Könnte die Übersicht größer sein? 导出失败 Приложение не работает'],
    ['snake_case, versions and percentages', 'Setting max_items fails in version 3.2.1 at 50%'],
    ['emoji', 'Great job 🎉 thanks'],
    ['quotes and comparisons in words', `Says "no data" - isn't right (again)`],
  ])('%s stay', (_, text) => {
    expect(cleanSummary(text)).toBe(text);
  });

  test.each([
    ['', ''],
    ['  \n ', ''],
    ['https://evil.example', ''],
    ['\u200B\u202E', ''],
    ['\u3164\u2800', ''],
    ['***', ''],
    ['<br>', ''],
  ])('%j leaves nothing', (text, expected) => {
    expect(cleanSummary(text)).toBe(expected);
  });

  test('words of a product name are kept, but make no link', () => {
    expect(cleanSummary('Node.js server and report.pdf')).toBe('Node. js server and report. pdf');
  });
});

describe('length', () => {
  test('cut between words, with an ellipsis', () => {
    const cut = cleanSummary('word '.repeat(100));
    expect(cut.length).toBeLessThanOrEqual(300);
    expect(cut).toMatch(/word…$/);
  });

  test('an emoji at the limit is not split', () => {
    const cut = cleanSummary('🙂'.repeat(200));
    expect(cut.length).toBeLessThanOrEqual(300);
    expect(cut.isWellFormed()).toBe(true);
  });
});

describe('any text', () => {
  const nasty = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '<',
        '>',
        '</',
        '&lt;',
        '&amp;',
        'http',
        '://',
        'www.',
        '.com',
        '@',
        '[',
        '](',
        ')',
        '*',
        '`',
        '#',
        ' ',
        '\n',
        '\u200B',
        '\u202E',
        'evil',
        'ht',
        'tp:',
        '<b>',
        '。',
        '_',
      ),
    ),
    { maxLength: 40 },
  );

  test('gives at most 300 characters without links, markup, mentions or invisible characters, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(nasty, (parts) => {
        const summary = cleanSummary(parts.join(''));
        expect(summary.length).toBeLessThanOrEqual(300);
        expect(summary.isWellFormed()).toBe(true);
        expect(summary).not.toMatch(/[<>@*`[\]]|:\/\/|www\.|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(summary).not.toMatch(/^\s|\s$|\s\s/);
        expect(cleanSummary(summary)).toBe(summary);
      }),
      { numRuns: 2_000 },
    );
  });
});
