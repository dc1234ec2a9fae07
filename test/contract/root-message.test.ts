import { expect, test } from '@jest/globals';
import { rootMessage } from '../../src/contract/failures.js';

test('the innermost cause speaks', () => {
  const step = new Error('the step failed', { cause: new Error('no connection') });
  expect(rootMessage(new Error('the workflow failed', { cause: step }))).toBe('no connection');
});

test('an error that stands for several and says nothing is told by those, each once', () => {
  const refused = () => new Error('connect ECONNREFUSED');
  expect(rootMessage(new AggregateError([refused(), refused(), new Error('no route')]))).toBe(
    'connect ECONNREFUSED; no route',
  );
  expect(rootMessage(new AggregateError([refused()], 'both addresses'))).toBe('both addresses');
});

test('what is no error is told as it is', () => {
  expect(rootMessage('stopped')).toBe('stopped');
});
