import { expect, test } from '@jest/globals';
import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../src/contract/names.js';
import { ensureSearchAttributes } from '../../src/temporal/search-attributes.js';

/** Numbers of `IndexedValueType`. */
const KEYWORD = 2;
const INT = 3;
const ALL = Object.fromEntries(
  Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => [name, type === 'INT' ? INT : KEYWORD]),
);

/** As the client throws what a server answers. @see https://grpc.io/docs/guides/status-codes/ */
const refusal = (code: number) =>
  Object.assign(new Error('refused'), { code, details: 'refused', metadata: {} });

/** A server that lists attributes, in turns, and answers queries, in turns; the last answer goes on. */
function server(listed: object[], answers: (Error | null)[]) {
  const calls: string[] = [];
  const next = <T>(turns: T[]): T => (turns.length > 1 ? turns.shift() : turns[0]) as T;
  const connection = {
    operatorService: {
      listSearchAttributes: () => Promise.resolve({ customAttributes: next(listed) }),
      addSearchAttributes: () => Promise.reject(refusal(6)),
    },
    workflowService: {
      countWorkflowExecutions: () => {
        const answer = next(answers);
        calls.push(answer === null ? 'known' : 'refused');
        return answer === null ? Promise.resolve({}) : Promise.reject(answer);
      },
    },
  } as unknown as Connection;
  return { connection, calls };
}

test('a part of the server that does not know them yet is asked again', async () => {
  const { connection, calls } = server([ALL], [refusal(3), refusal(3), null]);
  await ensureSearchAttributes(connection, 'triage');
  expect(calls).toEqual(['refused', 'refused', 'known']);
});

test('a server that refuses to answer is not asked again', async () => {
  const { connection, calls } = server([ALL], [refusal(7)]);
  await expect(ensureSearchAttributes(connection, 'triage')).rejects.toMatchObject({ code: 7 });
  expect(calls).toEqual(['refused']);
});

test('they are there when another process was first to add them', async () => {
  const { connection, calls } = server([{}, ALL], [null]);
  await ensureSearchAttributes(connection, 'triage');
  expect(calls).toEqual(['known']);
});
