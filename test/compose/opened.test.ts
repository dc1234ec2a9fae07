import { expect, test } from '@jest/globals';
import { Opened } from '../../src/compose/opened.js';

/** Opens some things, and runs `use`; what was closed, and what the log says. */
async function opening(use: (opened: Opened, closed: string[]) => Promise<void> | void) {
  const [closed, log]: [string[], string[]] = [[], []];
  const run = async () => {
    await using opened = new Opened({ warn: (_fields: unknown, line?: string) => log.push(line ?? '') });
    await use(opened, closed);
  };
  const error = await run().then(
    () => null,
    (cause: unknown) => cause,
  );
  return { closed, log, error };
}

test('is closed in reverse order when all went well', async () => {
  const { closed, error } = await opening((opened, list) => {
    for (const name of ['a', 'b', 'c']) opened.closing(name, () => list.push(name));
  });
  expect([closed, error]).toEqual([['c', 'b', 'a'], null]);
});

test('a step that fails: what was opened before it is closed, and the error is its own', async () => {
  const failure = new TypeError('the third step');
  const { closed, error } = await opening((opened, list) => {
    opened.closing('a', () => Promise.resolve(list.push('a')));
    opened.closing('b', () => list.push('b'));
    throw failure;
  });
  expect(closed).toEqual(['b', 'a']);
  expect(error).toBe(failure);
});

test.each([
  ['rejects', () => Promise.reject(new Error('busy'))],
  [
    'throws',
    () => {
      throw new Error('busy');
    },
  ],
  ['never ends', () => new Promise(() => undefined)],
])('one that %s is logged, the others are closed, and why the process ends stays', async (_how, close) => {
  const failure = new Error('why it ends');
  const { closed, log, error } = await opening((opened, list) => {
    opened.closing('a', () => list.push('a'));
    opened.closing('the one', close, 50);
    opened.closing('c', () => list.push('c'));
    throw failure;
  });
  expect(closed).toEqual(['c', 'a']);
  expect(log).toEqual(['the one could not be closed']);
  expect(error).toBe(failure);
});

test('what finishes work under way is waited for as long as it takes', async () => {
  const { closed, log } = await opening((opened, list) => {
    const finish = () => new Promise<void>((done) => setTimeout(() => done(void list.push('a')), 100));
    opened.closing('a', finish, Infinity);
  });
  expect([closed, log]).toEqual([['a'], []]);
});
