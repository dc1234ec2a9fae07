import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CHECKOUT_FOLDER } from '../../setup/checkout.mjs';

/**
 * Every script of package.json that runs a file of ours, and the executable: what a person starts, whatever Node is there.
 */
const { scripts, bin } = createRequire(import.meta.url)('../../package.json');
const entries = [
  ...new Set(
    Object.values(scripts)
      .map((script) => /^node (setup\/\S+\.mjs)/.exec(script)?.[1])
      .filter((file) => file !== undefined),
  ),
  bin['ticket-processor'],
];

/** Stands in for an old Node: what `process.versions.node` says. The grammar is checked below. */
const PRETEND = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.8"})';

describe.each(entries)('%s', (entry) => {
  test('under Node 18: one sentence, exit code 1', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', PRETEND, path.join(CHECKOUT_FOLDER, entry)],
      { encoding: 'utf8' },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(`Node 20.19.0 or newer is needed, this is 18.20.8 (${process.execPath}).\n`);
  });

  test('imports nothing but the check before it, and no grammar that an old Node cannot read', () => {
    for (const file of [entry, ...importedBy(entry)]) {
      const text = readFileSync(path.join(CHECKOUT_FOLDER, file), 'utf8');
      const code = text.replace(/\/\*[^]*?\*\/|\/\/.*|'[^'\n]*'/g, '');
      expect({ file, found: code.match(/^await |\?\?|\?\.(?!\d)|\|\|=|#\w+\b\s*[=(;]/gm) }).toEqual({
        file,
        found: null,
      });
    }
  });
});

/** What is read together with a file, before any of it runs. Built-in modules by their old names. */
function importedBy(file) {
  const text = readFileSync(path.join(CHECKOUT_FOLDER, file), 'utf8');
  const named = [...text.matchAll(/^import .*from '([^']+)';$/gm)].map(([, name]) => name);
  expect(named.filter((name) => name.startsWith('node:'))).toEqual([]);
  return named
    .filter((name) => name.startsWith('.'))
    .map((name) => path.join(path.dirname(file), name))
    .flatMap((imported) => [imported, ...importedBy(imported)]);
}
