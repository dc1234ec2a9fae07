import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const CHECKOUT = path.resolve(import.meta.dirname, '../..');
const PAGES = [
  'README.md',
  ...readdirSync(path.join(CHECKOUT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];
const textOf = (page: string) =>
  readFileSync(path.join(CHECKOUT, page), 'utf8').replace(/^```[^]*?^```/gm, '');

/** As GitHub makes them of headings, a number behind those that come again. */
function anchorsOf(page: string): Set<string> {
  const anchors = [...textOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
    (heading as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set(
    anchors.map((anchor, index) => {
      const before = anchors.slice(0, index).filter((earlier) => earlier === anchor).length;
      return before === 0 ? anchor : `${anchor}-${before}`;
    }),
  );
}

function brokenLinks(page: string): string[] {
  const targets = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file, anchor] = target.split('#') as [string, string?];
    const linked = file === '' ? page : path.join(path.dirname(page), file);
    if (!existsSync(path.join(CHECKOUT, linked))) return true;
    return anchor !== undefined && linked.endsWith('.md') && !anchorsOf(linked).has(anchor);
  });
}

test.each(PAGES)('every link of %s leads to a file and a heading that are there', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});

test('alert rules name a section of a page that is there', () => {
  const rules = readFileSync(path.join(CHECKOUT, 'deploy/prometheus/rules.yml'), 'utf8');
  const runbooks = [...rules.matchAll(/runbook: (\S+)#(\S+)/g)];
  const broken = runbooks.filter(([, page, anchor]) => !anchorsOf(page as string).has(anchor as string));
  expect(broken.map(([runbook]) => runbook)).toEqual([]);
  expect(runbooks.length).toBeGreaterThan(10);
});
