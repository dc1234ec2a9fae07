import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { error, ok, skipped, warning, reportOf, reportText } from '../../../src/cli/doctor/report.js';

const report = reportOf('acme', [
  { name: 'help_desk', ...error('unreachable', 'no answer', 'look at the network') },
  { name: 'role', ...skipped('not checked: needs help desk', 'mend that first') },
  { name: 'rules', ...warning('two are fired', 'look at them', { items: ['the first', 'the second'] }) },
  { name: 'model', ...ok('answers') },
]);
const text = (columns: number) => stripVTControlCharacters(reportText(report, columns));

describe('the report', () => {
  test('a line a check, aligned; items and advice below it; counts at the end', () => {
    expect(text(Infinity)).toBe(
      [
        'Tenant acme',
        '✗ help desk  no answer',
        '             → look at the network',
        '- role       not checked: needs help desk; mend that first',
        '! rules      two are fired',
        '             · the first',
        '             · the second',
        '             → look at them',
        '✓ model      answers',
        '',
        'ok 1 · warnings 1 · errors 1 · skipped 1',
      ].join('\n'),
    );
  });

  test('on a terminal, long sentences are broken at words and set in', () => {
    const long = 'one word after the other until the line is full, and some more words after that';
    const shown = reportText(reportOf('acme', [{ name: 'a', ...warning('hm', long) }]), 50);
    const lines = stripVTControlCharacters(shown).split('\n').slice(2, -2);
    expect(lines.every((line) => line.length <= 50)).toBe(true);
    expect(lines.map((line) => line.trim()).join(' ')).toBe(`→ ${long}`);
    expect(lines.slice(1).every((line) => line.startsWith('      '))).toBe(true);
  });

  test.each([
    [[ok('fine')], 'ok'],
    [[ok('fine'), skipped('no', 'see')], 'ok'],
    [[ok('fine'), warning('hm', 'look')], 'warning'],
    [[warning('hm', 'look'), error('failed', 'no', 'mend')], 'error'],
  ] as const)('%j → %s', (findings, status) => {
    expect(
      reportOf(
        'acme',
        findings.map((finding) => ({ name: 'a', ...finding })),
      ).status,
    ).toBe(status);
  });
});
