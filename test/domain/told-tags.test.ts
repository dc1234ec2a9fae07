import { describe, expect, test } from '@jest/globals';
import { decideMerge, PROCESSED_TAG, changesOf } from '../../src/domain/merge.js';
import { toldTags, withChangedTags } from '../../src/domain/sizes.js';

const PREFIX = 'ai_category_';
const many = (count: number, name = 'tag') => Array.from({ length: count }, (_, index) => `${name}_${index}`);

describe('the tags that travel', () => {
  test('are all of them on an ordinary ticket', () => {
    const tags = ['vip', PROCESSED_TAG, ...many(500)];
    expect(toldTags(tags, PREFIX)).toEqual({ tags });
  });

  test.each([60_000, 200_000])('of %i are ours, and how many others there are', (count) => {
    const others = many(count);
    const tags = [
      ...others.slice(0, 10),
      PROCESSED_TAG,
      'ai_bug',
      'ai_category_billing',
      ...others.slice(10),
    ];
    expect(toldTags(tags, PREFIX)).toEqual({
      tags: [PROCESSED_TAG, 'ai_bug', 'ai_category_billing'],
      otherTags: count,
    });
  });

  test('stay few where all of them look like ours, and where one is a text', () => {
    const { tags, otherTags } = toldTags([...many(60_000, 'ai_category'), 'ai_urgency_high'], PREFIX);
    expect({ length: tags.length, otherTags }).toEqual({ length: 101, otherTags: 59_900 });
    expect(tags).toContain('ai_urgency_high');
    expect(toldTags([`ai_category_${'x'.repeat(100_000)}`, 'ai_bug'], PREFIX)).toEqual({
      tags: ['ai_bug'],
      otherTags: 1,
    });
  });
});

test('what a write changes is changed on all of them, and nothing else', () => {
  const tags = ['b', 'ai_bug', 'a', PROCESSED_TAG];
  expect(withChangedTags(tags, { addedTags: ['ai_refund', 'a'], removedTags: ['ai_bug', 'gone'] })).toEqual([
    ...['b', 'a', PROCESSED_TAG, 'ai_refund'],
  ]);
});

test('a decision on 200,000 tags takes a moment', () => {
  const tags = many(200_000);
  const startedAtMs = performance.now();
  const verdict = { summary: 's', root_cause: 'bug', urgency: 'low', sentiment: 'neutral' } as const;
  const record = {
    ...{ workflowId: 'w', verdictId: 'v', contentHash: 'c', tags, priority: null },
    declinedTags: many(50_000, 'declined'),
  };
  const previous = {
    record,
    priorityOwner: 'foreign' as const,
    at: '2026-01-01T00:00:00Z',
    verdictIds: ['w/1'],
    servedKeys: [],
  };
  const ticket = { tags: many(200_000, 'other'), priority: null };
  const decision = decideMerge({ ticket, verdict, source: 'llm', previous, force: false });
  const changes = changesOf(ticket, decision);
  expect(changes).toMatchObject({ removedTags: [], addedTags: expect.arrayContaining([PROCESSED_TAG]) });
  // Quadratic, it took minutes; the workflow sandbox allows five seconds.
  expect(performance.now() - startedAtMs).toBeLessThan(5_000);
});
