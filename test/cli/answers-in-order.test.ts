import { describe, expect, test } from '@jest/globals';
import { answersInOrder } from '../../src/cli/json-lines.js';

async function* given(...lines: string[]): AsyncGenerator<string> {
  yield* lines;
  await Promise.resolve();
}

async function collected<T>(answers: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const answer of answers) all.push(answer);
  return all;
}

/** A promise that is settled from outside. */
function held<T>() {
  let release: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (release = resolve));
  return { promise, release };
}

describe('answersInOrder', () => {
  test('a line that is done early waits for those before it', async () => {
    const first = held<string>();
    const answer = (line: string) => {
      if (line === 'a') return first.promise;
      first.release('A');
      return Promise.resolve(line.toUpperCase());
    };
    expect(await collected(answersInOrder(given('a', 'b'), { concurrency: 2, answer }))).toEqual(['A', 'B']);
  });

  test('never more at work than concurrency says', async () => {
    let [atWork, most] = [0, 0];
    const answer = async (line: string) => {
      most = Math.max(most, (atWork += 1));
      await new Promise((resolve) => setImmediate(resolve));
      atWork -= 1;
      return line;
    };
    const lines = Array.from({ length: 20 }, (_, index) => String(index));
    expect(await collected(answersInOrder(given(...lines), { concurrency: 3, answer }))).toEqual(lines);
    expect(most).toBe(3);
  });

  test('an answer comes while the next line is still waited for', async () => {
    const never = held<IteratorResult<string>>();
    const lines = ['only'];
    const source: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          const value = lines.shift();
          return value === undefined ? never.promise : Promise.resolve({ value, done: false });
        },
      }),
    };
    const answers = answersInOrder(source, { concurrency: 5, answer: (line) => Promise.resolve(line) });
    expect(await answers.next()).toEqual({ value: 'only', done: false });
  });

  test('a failure comes at its place, after the answers before it', async () => {
    const first = held<string>();
    const answer = (line: string) => {
      if (line === 'a') return first.promise;
      setImmediate(() => first.release('A'));
      return Promise.reject(new Error(`no ${line}`));
    };
    const answers = answersInOrder(given('a', 'b', 'c'), { concurrency: 3, answer });
    expect(await answers.next()).toEqual({ value: 'A', done: false });
    await expect(answers.next()).rejects.toThrow('no b');
  });

  test('no lines → no answers', async () => {
    const answer = (line: string) => Promise.resolve(line);
    expect(await collected(answersInOrder(given(), { concurrency: 3, answer }))).toEqual([]);
  });
});
