import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { table } from '../../../src/cli/terminal/terminal.js';

const linesOf = (text: string) => stripVTControlCharacters(text).split('\n');

describe('table', () => {
  test('columns begin below each other; lines have no space at their end', () => {
    expect(
      linesOf(
        table([
          ['a', 'long heading', 'c'],
          ['long cell', 'x', ''],
        ]),
      ),
    ).toEqual(['a          long heading  c', 'long cell  x']);
  });

  test('no rows → an empty line', () => {
    expect(linesOf(table([]))).toEqual(['']);
  });
});
