import { expect, test } from '@jest/globals';
import { agentLabels } from '../../src/cli/labelled-tickets.js';

test.each([
  ['urgent', 'high'],
  ['high', 'high'],
  ['normal', 'medium'],
  ['low', 'low'],
] as const)('priority %s → urgency %s, whatever the tag says', (priority, urgency) => {
  expect(agentLabels({ tags: ['ai_urgency_medium'], priority }).urgency).toBe(urgency);
});

test('without a priority the tag tells the urgency', () => {
  expect(agentLabels({ tags: ['ai_urgency_high'], priority: null })).toEqual({ urgency: 'high' });
});

test('root cause and sentiment are those of the tags that are left', () => {
  const tags = ['vip', 'ai_processed', 'ai_refund', 'ai_sentiment_negative', 'ai_urgency_low'];
  expect(agentLabels({ tags, priority: 'urgent' })).toEqual({
    ...{ root_cause: 'refund', urgency: 'high', sentiment: 'negative' },
  });
});

test('two tags of a kind leave it open, and so does none', () => {
  expect(agentLabels({ tags: ['ai_bug', 'ai_refund', 'ai_sentiment_neutral'], priority: null })).toEqual({
    sentiment: 'neutral',
  });
  expect(agentLabels({ tags: ['bug'], priority: null })).toEqual({});
});
