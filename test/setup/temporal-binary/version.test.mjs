import { expect, test } from '@jest/globals';
import { askVersion, isAtLeast } from '../../../setup/temporal-binary/version.mjs';

const answer = (result) => async () => ({ ok: true, output: '', failure: '', ...result });

test('the answer of the Temporal CLI → its version', async () => {
  const output = 'temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n';
  expect(await askVersion('temporal', answer({ output }))).toEqual({ version: '1.9.1' });
});

test('another program of that name → no version', async () => {
  const output = 'temporal 0.3: a calendar\n';
  expect(await askVersion('temporal', answer({ output }))).toEqual({
    failure: 'does not answer --version as the Temporal CLI does',
  });
});

test('a program that does not start → why', async () => {
  const run = answer({ ok: false, failure: 'not executable' });
  expect(await askVersion('temporal', run)).toEqual({ failure: 'does not run: not executable' });
});

test.each([
  ['1.9.1', '1.9.1', true],
  ['1.9.2', '1.9.1', true],
  ['1.10.0', '1.9.1', true],
  ['2.0.0', '1.9.1', true],
  ['1.9.0', '1.9.1', false],
  ['1.8.9', '1.9.1', false],
  ['0.99.99', '1.9.1', false],
])('%s is at least %s: %s', (a, b, expected) => {
  expect(isAtLeast(a, b)).toBe(expected);
});
