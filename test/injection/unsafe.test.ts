import { expect, test } from '@jest/globals';
import { noteFor } from '../../src/domain/note.js';
import { unsafeIn, valuesIn } from './unsafe.js';

const noteWith = (summary: string): string =>
  noteFor({
    verdict: { summary, root_cause: 'bug', urgency: 'low', sentiment: 'neutral' },
    ...{ source: 'llm', model: 'stand-in', promptVersion: 'triage-1' },
    ...{ workflowId: 'ticket-42', verdictId: 'run-1/1' },
  });

test('a plain note has nothing to act on', () => {
  expect(unsafeIn(noteWith('The export stops on page 3; version 2.1 (email) is "affected" – 50 %.'))).toEqual(
    [],
  );
});

test.each([
  ['a scheme', 'See https://evil.example'],
  ['a scheme', 'See //evil'],
  ['a scheme without slashes', 'See javascript:alert(1)'],
  ['a domain', 'See evil.io'],
  ['a domain', 'See evil。com'],
  ['an address', 'Tell ＠agent'],
  ['HTML', 'A ＜b＞'],
  ['an entity', 'A &#60;'],
  ['markdown', 'A [b](c)'],
  ['markdown', 'A `b`'],
  ['an invisible character', 'A\u200Bb'],
  ['an invisible character', 'A\uFE0Fb'],
  ['an invisible character', 'A\u0007b'],
  ['a pile of marks', 'A\u0301\u0301\u0301\u0301\u0301'],
  ['9 lines', 'A\nRoot cause: bug'],
  ['line 1', 'A'.repeat(301)],
])('%s is found in %j', (what, summary) => {
  expect(unsafeIn(noteWith(summary))).toContain(what);
});

test('a value is found in whatever spelling', () => {
  expect(valuesIn('Call (212) 555-01 47, RÓE', ['2125550147', 'roe', 'jane'])).toEqual(['2125550147', 'roe']);
});
