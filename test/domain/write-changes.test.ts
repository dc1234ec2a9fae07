import { expect, test } from '@jest/globals';
import { changesOf } from '../../src/domain/merge.js';

test('tags that come and go, in their order, and a priority that changes', () => {
  const ticket = { tags: ['vip', 'ai_processed', 'ai_bug', 'ai_fallback'], priority: 'high' } as const;
  const decision = { tags: ['vip', 'ai_processed', 'ai_refund'], priority: 'normal' } as const;
  expect(changesOf({ ...ticket, tags: [...ticket.tags] }, { ...decision, tags: [...decision.tags] })).toEqual(
    {
      addedTags: ['ai_refund'],
      removedTags: ['ai_bug', 'ai_fallback'],
      priority: { from: 'high', to: 'normal' },
    },
  );
});

test('a write that changes nothing but adds its note, and one that sets a first priority', () => {
  const tags = ['vip', 'ai_processed'];
  expect(changesOf({ tags, priority: 'low' }, { tags })).toEqual({
    ...{ addedTags: [], removedTags: [], priority: null },
  });
  expect(changesOf({ tags, priority: null }, { tags, priority: 'high' }).priority).toEqual({
    ...{ from: null, to: 'high' },
  });
});
