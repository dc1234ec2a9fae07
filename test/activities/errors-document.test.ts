import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { FAILURE } from '../../src/contract.js';

test('docs/errors.md lists exactly the failure types of the contract', () => {
  const document = readFileSync(path.resolve(import.meta.dirname, '../../docs/errors.md'), 'utf8');
  const listed = [...document.matchAll(/^\| `(\w+)`\s+\|/gm)].map(([, type]) => type);
  expect(listed.sort()).toEqual(Object.values(FAILURE).sort());
});
