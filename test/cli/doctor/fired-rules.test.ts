import { describe, expect, test } from '@jest/globals';
import { firedRules } from '../../../src/cli/doctor/business-rules.js';
import type { Priority } from '../../../src/domain/ticket.js';
import type { BusinessRule, RuleCondition } from '../../../src/ports/platform.js';

const anyOf = (...tags: string[]): RuleCondition => ({
  words: `any of ${tags.join()}`,
  about: 'tags',
  has: 'anyOf',
  tags,
});
const noneOf = (...tags: string[]): RuleCondition => ({
  words: `none of ${tags.join()}`,
  about: 'tags',
  has: 'noneOf',
  tags,
});
const priority = (...oneOf: (Priority | null)[]): RuleCondition => ({
  words: `priority ${oneOf.join()}`,
  about: 'priority',
  oneOf,
});
const change = (from: (Priority | null)[], to: (Priority | null)[]): RuleCondition => ({
  words: 'priority change',
  about: 'priorityChange',
  from,
  to,
});
const about = (what: 'note' | 'otherUpdate' | 'ticket', words: string = what): RuleCondition => ({
  words,
  about: what,
});
const EVERY: (Priority | null)[] = [null, 'low', 'normal', 'high', 'urgent'];

function rule(all: RuleCondition[], any: RuleCondition[] = []): BusinessRule {
  return { ruleId: '7', kind: 'trigger', title: 'Page', all, any };
}

describe('a rule is fired', () => {
  test.each<[string, RuleCondition]>([
    ['by ai_processed', anyOf('vip', 'ai_processed')],
    ['by a verdict’s tag', anyOf('ai_urgency_high')],
    ['by ai_fallback', anyOf('ai_fallback')],
    ['by a priority that was not there', priority('high', 'urgent')],
    ['by there being a priority', priority('low', 'normal', 'high', 'urgent')],
    ['by any change of the priority', change(EVERY, EVERY)],
    ['by a change to one of ours', change(EVERY, ['normal'])],
    ['by a change from none', change([null], EVERY)],
    ['by a change from one that we set before', change(['low'], EVERY)],
    ['by the note', about('note')],
  ])('%s', (_what, condition) => {
    expect(firedRules([rule([condition])])).toEqual([
      { ruleId: '7', kind: 'trigger', title: 'Page', because: [condition.words], onlyIf: [] },
    ]);
  });

  test('only if the ticket meets the other conditions', () => {
    const [fired] = firedRules([
      rule(
        [anyOf('ai_bug'), about('ticket', 'unsolved'), noneOf('paged')],
        [about('ticket', 'x'), anyOf('vip')],
      ),
    ]);
    expect(fired?.because).toEqual(['any of ai_bug']);
    expect(fired?.onlyIf).toEqual(['unsolved', 'none of paged', 'x or any of vip']);
  });

  test('when one of several suffices and that one is ours', () => {
    const [fired] = firedRules([
      rule([about('ticket', 'unsolved')], [anyOf('vip'), priority('high'), about('otherUpdate')]),
    ]);
    expect(fired).toMatchObject({ because: ['priority high'], onlyIf: ['unsolved'] });
  });
});

describe('a rule is not fired', () => {
  test.each<[string, RuleCondition[], RuleCondition[]?]>([
    ['without conditions: it runs on any update', []],
    ['by what concerns the ticket alone', [about('ticket')]],
    ['by tags that are not ours', [anyOf('vip', 'ai_strategy', 'refund')]],
    ['by the absence of ai_processed', [noneOf('ai_processed'), about('note')]],
    ['by a priority that is never ours', [priority('urgent')]],
    ['by a priority that no ticket without one lacks', [priority(null, 'low')]],
    ['by a change to one that is never ours', [change(EVERY, ['urgent'])]],
    ['by a change from one that is never ours', [change(['urgent'], EVERY)]],
    ['by a change to none', [change(EVERY, [null])]],
    ['by another kind of update', [anyOf('ai_bug'), about('otherUpdate')]],
    [
      'when none of the alternatives can hold',
      [anyOf('ai_bug')],
      [about('otherUpdate'), noneOf('ai_processed')],
    ],
  ])('%s', (_what, all, any = []) => {
    expect(firedRules([rule(all, any)])).toEqual([]);
  });
});
