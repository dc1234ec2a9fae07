import { describe, expect, test } from '@jest/globals';
import { wantsColors } from '../../../src/cli/terminal/terminal.js';

describe('wantsColors', () => {
  test.each([
    ['a terminal', { isTTY: true }, {}, true],
    ['a terminal that can only print', { isTTY: true }, { TERM: 'dumb' }, false],
    ['a terminal of someone who wants none', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['a pipe', {}, {}, false],
    ['a pipe in a CI job', {}, { CI: 'true' }, false],
    ['a pipe that was asked for them', {}, { FORCE_COLOR: '1' }, true],
    ['a pipe that was asked for both', {}, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('%s', (_name, output, env, expected) => {
    expect(wantsColors(output, env)).toBe(expected);
  });
});
