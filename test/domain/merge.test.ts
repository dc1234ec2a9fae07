import { describe, expect, test } from '@jest/globals';
import {
  decideBulkMailMerge,
  decideMerge,
  hasOwnTag,
  tagsForVerdict,
  type MergeInput,
} from '../../src/domain/merge.js';
import { ROOT_CAUSES, SENTIMENTS, URGENCIES, type Verdict } from '../../src/domain/verdict.js';
import { previousWrite } from '../support/ticket-stubs.js';

const BUG: Verdict = {
  summary: 'The export crashes.',
  root_cause: 'bug',
  urgency: 'high',
  sentiment: 'negative',
};
const REFUND: Verdict = { ...BUG, root_cause: 'refund', urgency: 'low', sentiment: 'neutral' };
const BUG_TAGS = ['ai_processed', 'ai_bug', 'ai_urgency_high', 'ai_sentiment_negative'];

const decide = (input: Partial<MergeInput> = {}) =>
  decideMerge({
    ticket: { tags: [], priority: null },
    verdict: BUG,
    source: 'llm',
    previous: null,
    force: false,
    ...input,
  });

describe('tags', () => {
  test('a first verdict → its four tags after those that are there', () => {
    expect(decide({ ticket: { tags: ['vip'], priority: null } })).toEqual({
      tags: ['vip', ...BUG_TAGS],
      ownTags: BUG_TAGS,
      declinedTags: [],
      priority: 'high',
    });
  });

  test('the rules decided → ai_fallback too', () => {
    expect(tagsForVerdict(BUG, 'rules')).toEqual([...BUG_TAGS, 'ai_fallback']);
  });

  test('a verdict of the model after one of the rules → ai_fallback goes', () => {
    const previous = previousWrite({ tags: [...BUG_TAGS, 'ai_fallback'] });
    const { tags } = decide({
      ticket: { tags: [...BUG_TAGS, 'ai_fallback', 'vip'], priority: 'high' },
      previous,
    });
    expect(tags).toEqual([...BUG_TAGS, 'vip']);
  });

  test('a new verdict → our stale tags go, foreign ones keep place and spelling', () => {
    const ticket = { tags: ['B', ...BUG_TAGS, 'a b', 'B'], priority: 'high' as const };
    const { tags, ownTags } = decide({ ticket, verdict: REFUND, previous: previousWrite() });
    const ours = ['ai_processed', 'ai_refund', 'ai_urgency_low', 'ai_sentiment_neutral'];
    expect(tags).toEqual([
      'B',
      'ai_processed',
      'a b',
      'B',
      'ai_refund',
      'ai_urgency_low',
      'ai_sentiment_neutral',
    ]);
    expect(ownTags).toEqual(ours);
  });

  test('a tag of our vocabulary that a person put there is foreign: it stays', () => {
    const { tags, ownTags } = decide({ ticket: { tags: ['ai_bug'], priority: null }, verdict: REFUND });
    expect(tags).toContain('ai_bug');
    expect(ownTags).not.toContain('ai_bug');
  });

  test('a tag that a person took off stays off, and is remembered for the verdict after', () => {
    const ticket = { tags: ['ai_processed', 'ai_urgency_high', 'ai_sentiment_negative'], priority: null };
    const first = decide({ ticket, previous: previousWrite() });
    expect(first).toMatchObject({ tags: ticket.tags, declinedTags: ['ai_bug'] });
    const previous = previousWrite({ tags: first.ownTags, declinedTags: first.declinedTags });
    expect(decide({ ticket, previous }).tags).not.toContain('ai_bug');
  });

  test('a tag that a person took off, put back themselves and took off again stays off', () => {
    const reprocess = (tags: string[], last: ReturnType<typeof decide>) =>
      decide({
        ticket: { tags, priority: null },
        previous: previousWrite({ tags: last.ownTags, declinedTags: last.declinedTags }),
      });
    const first = decide();
    const without = (tags: string[]) => tags.filter((tag) => tag !== 'ai_bug');
    const second = reprocess(without(first.tags), first);
    const third = reprocess([...second.tags, 'ai_bug'], second);
    expect(third.tags).toContain('ai_bug');
    expect(reprocess(without(third.tags), third).tags).not.toContain('ai_bug');
  });

  test('force puts back what a person took off', () => {
    const ticket = { tags: ['ai_processed'], priority: null };
    const { tags, declinedTags } = decide({ ticket, previous: previousWrite(), force: true });
    expect(new Set(tags)).toEqual(new Set(BUG_TAGS));
    expect(declinedTags).toEqual([]);
  });

  test('ai_processed taken off asks for this verdict: it comes back', () => {
    const ticket = { tags: BUG_TAGS.slice(1), priority: 'high' as const };
    expect(decide({ ticket, previous: previousWrite() }).tags).toContain('ai_processed');
  });

  test('all our tags are lower case without spaces: a help desk that normalizes tags gives them back as written', () => {
    const all = ROOT_CAUSES.flatMap((root_cause) =>
      URGENCIES.flatMap((urgency) =>
        SENTIMENTS.flatMap((sentiment) =>
          tagsForVerdict({ ...BUG, root_cause, urgency, sentiment }, 'rules'),
        ),
      ),
    );
    expect(all.filter((tag) => !/^[a-z_]+$/.test(tag))).toEqual([]);
    expect(all.filter((tag) => !hasOwnTag([tag]))).toEqual([]);
  });

  test('a very long list: every tag stays in its place, ours come after', () => {
    const tags = Array.from({ length: 20_000 }, (_none, index) => `tag-${index}`);
    expect(decide({ ticket: { tags, priority: null } }).tags).toEqual([...tags, ...BUG_TAGS]);
  });

  test.each([
    [['vip', 'ai_bug'], true],
    [['ai_processed'], true],
    [['AI_BUG', 'ai_other_team', 'bug', ''], false],
    [[], false],
  ])('%j has a tag of our vocabulary: %s', (tags, expected) => {
    expect(hasOwnTag(tags)).toBe(expected);
  });
});

describe('priority', () => {
  const priorityAfter = (input: Partial<MergeInput>) => decide(input).priority ?? 'left alone';
  const takenOver = { ...previousWrite(), priorityOwner: 'takenOver' as const };
  const foreign = { ...previousWrite(), priorityOwner: 'foreign' as const };

  test.each([
    ['high', 'high'],
    ['medium', 'normal'],
    ['low', 'low'],
  ] as const)('urgency %s on a ticket without priority → %s', (urgency, expected) => {
    expect(priorityAfter({ verdict: { ...BUG, urgency } })).toBe(expected);
  });

  test.each([
    ['set by a person before us', 'low', null, false, 'left alone'],
    ['set by a person before us, forced', 'low', foreign, true, 'left alone'],
    ['never ours and cleared by now', null, foreign, false, 'high'],
    ['ours', 'low', previousWrite(), false, 'high'],
    ['ours and as wanted', 'high', previousWrite(), false, 'left alone'],
    ['changed by a person after us', 'low', takenOver, false, 'left alone'],
    ['cleared by a person after us', null, takenOver, false, 'left alone'],
    ['changed by a person after us, forced', 'low', takenOver, true, 'high'],
  ] as const)('%s (%s) → %#', (_case, priority, previous, force, expected) => {
    expect(priorityAfter({ ticket: { tags: [], priority }, previous, force })).toBe(expected);
  });
});

describe('a category', () => {
  const written = (categoryTag?: string) => ({ ...decide({ categoryTag }), previousTag: categoryTag });

  test('is one more tag of ours', () => {
    expect(written('ai_category_billing').ownTags).toEqual([...BUG_TAGS, 'ai_category_billing']);
  });

  test('another one on the new verdict, or none → the stale tag goes', () => {
    const { tags, ownTags } = written('ai_category_billing');
    const previous = previousWrite({ tags: ownTags });
    const again = (categoryTag?: string) =>
      decide({ ticket: { tags, priority: 'high' }, previous, categoryTag }).tags;
    expect(again('ai_category_login')).toEqual([...BUG_TAGS, 'ai_category_login']);
    expect(again()).toEqual(BUG_TAGS);
  });

  test('one that a person took off stays off', () => {
    const previous = previousWrite({ tags: [...BUG_TAGS, 'ai_category_billing'] });
    const ticket = { tags: BUG_TAGS, priority: 'high' as const };
    expect(decide({ ticket, previous, categoryTag: 'ai_category_billing' }).tags).toEqual(BUG_TAGS);
  });
});

describe('an unsure verdict', () => {
  test('has its tags and leaves the priority alone, also one of ours', () => {
    expect(decide({ leavePriority: true })).toEqual({ tags: BUG_TAGS, ownTags: BUG_TAGS, declinedTags: [] });
    const ticket = { tags: BUG_TAGS, priority: 'high' as const };
    expect(
      decide({ ticket, verdict: REFUND, previous: previousWrite(), leavePriority: true }),
    ).not.toHaveProperty('priority');
  });
});

describe('bulk mail', () => {
  const BULK_TAGS = ['ai_processed', 'ai_bulk_mail'];

  test('two tags and no priority', () => {
    const ticket = { tags: ['vip'], priority: null };
    expect(decideBulkMailMerge({ ticket, previous: null, force: false })).toEqual({
      tags: ['vip', ...BULK_TAGS],
      ownTags: BULK_TAGS,
      declinedTags: [],
    });
  });

  test('a verdict that a person asks for takes the tag off', () => {
    const ticket = { tags: ['vip', ...BULK_TAGS], priority: null };
    expect(hasOwnTag(['ai_bulk_mail'])).toBe(true);
    expect(
      decide({ ticket, previous: previousWrite({ tags: BULK_TAGS, priority: null }) }).tags,
    ).not.toContain('ai_bulk_mail');
  });
});
