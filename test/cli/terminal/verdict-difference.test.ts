import { expect, test } from '@jest/globals';
import { verdictDifference, type VerdictLabels } from '../../../src/cli/terminal/verdict-differences.js';
import type { Verdict } from '../../../src/domain/verdict.js';

const OLD: VerdictLabels = { source: 'rules', rootCause: 'other', urgency: 'low', sentiment: 'neutral' };
const NEW: Verdict = { summary: 'New.', root_cause: 'other', urgency: 'low', sentiment: 'neutral' };

test.each<[string, Verdict, 'llm' | 'rules', 'same' | 'other']>([
  ['everything as it is, another summary', { ...NEW, summary: 'Other words.' }, 'rules', 'same'],
  ['another root cause', { ...NEW, root_cause: 'bug' }, 'rules', 'other'],
  ['another urgency', { ...NEW, urgency: 'high' }, 'rules', 'other'],
  ['another sentiment', { ...NEW, sentiment: 'negative' }, 'rules', 'other'],
  ['by somebody else', NEW, 'llm', 'other'],
])('%s → %s', (_what, analysis, source, kind) => {
  expect(verdictDifference(OLD, { analysis, source })).toMatchObject({
    kind,
    rootCause: { from: 'other', to: analysis.root_cause },
    urgency: { from: 'low', to: analysis.urgency },
    sentiment: { from: 'neutral', to: analysis.sentiment },
    source: { from: 'rules', to: source },
  });
});

test('no verdict stands → the first one, and nothing of its text is told', () => {
  const difference = verdictDifference(null, { analysis: NEW, source: 'llm' });
  expect(difference).toMatchObject({ kind: 'first', rootCause: { from: null, to: 'other' } });
  expect(JSON.stringify(difference)).not.toContain('New.');
});
