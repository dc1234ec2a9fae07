import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BULK_MAIL_TAG, decideMerge, FALLBACK_TAG, PROCESSED_TAG } from '../../src/domain/merge.js';
import { PRIORITIES, type Priority } from '../../src/domain/ticket.js';
import { ROOT_CAUSES, SENTIMENTS, URGENCIES } from '../../src/domain/verdict.js';
import { ModelTicket, wantedTags, type AppliedWrite, type SentWrite } from '../support/model-ticket.js';

/** Any order of people's edits, our reads and writes, lost answers and writes that arrive late. */

/** Lives a promise is tried on; each has several writes. */
const RUNS = 1_000;

const CATEGORY_TAGS = ['ai_category_billing', 'ai_category_login'];
const OURS = [
  PROCESSED_TAG,
  FALLBACK_TAG,
  BULK_MAIL_TAG,
  ...CATEGORY_TAGS,
  ...ROOT_CAUSES.map((cause) => `ai_${cause}`),
  ...URGENCIES.map((urgency) => `ai_urgency_${urgency}`),
  ...SENTIMENTS.map((sentiment) => `ai_sentiment_${sentiment}`),
];
const ODD = [
  'vip',
  'VIP',
  'Ai_Bug',
  'AI_PROCESSED',
  'ai_',
  'two words',
  ' ai_bug ',
  'müde',
  'mu\u0308de',
  '🔥',
  '',
];

const anyTag = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...OURS) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD) },
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const anyPriority = fc.constantFrom<Priority | null>(null, ...PRIORITIES);
const anyVerdict = fc.record({
  summary: fc.constant('It crashes.'),
  root_cause: fc.constantFrom(...ROOT_CAUSES),
  urgency: fc.constantFrom(...URGENCIES),
  sentiment: fc.constantFrom(...SENTIMENTS),
});
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('addTag' as const), tag: anyTag }),
  fc.record({ kind: fc.constant('removeTag' as const), tag: anyTag }),
  fc.record({ kind: fc.constant('removeOneThere' as const), index: fc.nat(20) }),
  fc.record({ kind: fc.constant('setPriority' as const), priority: anyPriority }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wish' as const),
      verdict: anyVerdict,
      source: fc.constantFrom('llm' as const, 'rules' as const),
      categoryTag: fc.constantFrom(undefined, ...CATEGORY_TAGS),
      force: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('decide' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      fate: fc.constantFrom('answered' as const, 'answerLost' as const, 'late' as const),
    }),
  },
  fc.record({ kind: fc.constant('lateArrives' as const) }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

const anyLife = fc.record({
  tags: fc.array(anyTag, { maxLength: 6 }),
  priority: anyPriority,
  steps: fc.array(anyStep, { minLength: 10, maxLength: 40, size: 'max' }),
});

/** One run at a time, as the workflow ID guarantees; `wish` begins the next when the last one is done. */
function live({ tags, priority, steps }: { tags: string[]; priority: Priority | null; steps: Step[] }) {
  const ticket = new ModelTicket(tags, priority);
  let wish: SentWrite['wish'] | null = null;
  let decided: SentWrite | null = null;
  const late: SentWrite[] = [];
  let wishes = 0;
  const perform: { [K in Step['kind']]: (step: Extract<Step, { kind: K }>) => void } = {
    addTag: ({ tag }) => ticket.personAddsTag(tag),
    removeTag: ({ tag }) => ticket.personRemovesTag(tag),
    removeOneThere: ({ index }) => {
      const there = ticket.now.tags;
      if (there.length > 0) ticket.personRemovesTag(there[index % there.length] as string);
    },
    setPriority: (step) => ticket.personSetsPriority(step.priority),
    wish: ({ verdict, source, categoryTag, force }) => {
      wishes += 1;
      wish ??= { verdictId: `v${wishes}`, verdict, source, categoryTag, force };
      decided = ticket.decide(wish);
    },
    decide: () => {
      decided = wish === null ? null : ticket.decide(wish);
      if (decided === null) wish = null;
    },
    send: ({ fate }) => {
      if (decided === null) return;
      if (fate === 'late') late.push(decided);
      else if (ticket.receive(decided) && fate === 'answered') wish = null;
      decided = null;
    },
    lateArrives: () => {
      const write = late.shift();
      if (write !== undefined) ticket.receive(write);
    },
  };
  for (const step of steps) (perform[step.kind] as (step: Step) => void)(step);
  return ticket;
}

/** Holds for every applied write of every life. */
function holds(promise: (write: AppliedWrite) => void): void {
  let seen = 0;
  fc.assert(
    fc.property(anyLife, (life) => {
      for (const write of live(life).applied) {
        promise(write);
        seen += 1;
      }
    }),
    { numRuns: RUNS },
  );
  expect(seen).toBeGreaterThan(RUNS);
}

describe('whatever people, retries and lost answers do', () => {
  test('no foreign tag is lost, moved or respelled', () => {
    holds(({ foreignTags, before, after, ourTags }) => {
      const there = after.tags.filter((tag) => before.tags.includes(tag) && !ourTags.includes(tag));
      expect(there).toEqual(foreignTags);
    });
  });

  test('nothing but tags of the verdict is added', () => {
    holds(({ wish, before, after }) => {
      const added = after.tags.filter((tag) => !before.tags.includes(tag));
      expect(wantedTags(wish)).toEqual(expect.arrayContaining(added));
      expect(new Set(added).size).toBe(added.length);
    });
  });

  test('our tags that the new verdict does not have go', () => {
    holds(({ wish, ourTags, after }) => {
      const stale = ourTags.filter((tag) => !wantedTags(wish).includes(tag));
      expect(after.tags.filter((tag) => stale.includes(tag))).toEqual([]);
    });
  });

  test('a tag of ours that a person took off stays off, unless forced', () => {
    holds(({ wish, takenOffTags, after }) => {
      if (!wish.force) expect(after.tags.filter((tag) => takenOffTags.includes(tag))).toEqual([]);
    });
  });

  test('every tag of the verdict is there afterwards, but those that people took off', () => {
    holds(({ wish, takenOffTags, after }) => {
      const missing = wantedTags(wish).filter((tag) => !after.tags.includes(tag));
      if (wish.force) expect(missing).toEqual([]);
      else expect(takenOffTags).toEqual(expect.arrayContaining(missing));
      expect(after.tags).toContain(PROCESSED_TAG);
    });
  });

  test('a priority that a person set is not changed; one that replaced ours only by force', () => {
    holds(({ wish, before, after, priorityBy }) => {
      const mayChange =
        priorityBy === 'us' || priorityBy === 'nobody' || (priorityBy === 'peopleOverUs' && wish.force);
      const asked = { high: 'high', medium: 'normal', low: 'low' }[wish.verdict.urgency];
      expect(after.priority).toBe(mayChange ? asked : before.priority);
    });
  });

  test('a verdict is written at most once, whatever becomes of the answers', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const written = live(life).applied.map(({ wish }) => wish.verdictId);
        expect(new Set(written).size).toBe(written.length);
      }),
      { numRuns: RUNS },
    );
  });

  test('the same decision on the ticket it made changes nothing', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const ticket = live(life);
        const last = ticket.applied.at(-1);
        fc.pre(last !== undefined && ticket.now.tags.join() === last.after.tags.join());
        fc.pre(ticket.now.priority === last.after.priority);
        const again = decideMerge({ ticket: ticket.now, previous: ticket.previous, ...last.wish });
        expect(again.tags).toEqual(last.after.tags);
        expect(again).not.toHaveProperty('priority');
      }),
      { numRuns: RUNS },
    );
  });
});
