import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { OLDEST_NODE, requireNodeVersion } from '../../setup/node-version.mjs';

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s will do', (version) => {
  expect(() => requireNodeVersion(version)).not.toThrow();
});

test.each(['20.18.9', '18.20.0', '16.0.0'])('Node %s → an error that says which is needed', (version) => {
  expect(() => requireNodeVersion(version)).toThrow(`Node 20.19.0 or newer is needed, this is ${version}`);
});

test('package.json asks for the same version', async () => {
  const { engines } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(OLDEST_NODE).toMatch(engines.node.replace('>=', ''));
});
