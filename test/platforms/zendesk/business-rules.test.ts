import { describe, expect, test } from '@jest/globals';
import type { RuleCondition } from '../../../src/ports/platform.js';
import { platformErrorOf, withAccount, type CannedAnswer } from './fake-account.js';

interface WireCondition {
  field: string;
  operator?: string | null;
  value?: unknown;
}

const trigger = (id: number, all: WireCondition[] | null, further: object = {}) => ({
  ...{ id, title: `Rule ${id}`, active: true, position: 1, actions: [{ field: 'status', value: 'open' }] },
  conditions: { all, any: [] },
  ...further,
});
const triggers = (...rules: object[]): CannedAnswer => ({
  body: { triggers: rules, next_page: null, previous_page: null, count: rules.length },
});
const automations = (...rules: object[]): CannedAnswer => ({
  body: { automations: rules, next_page: null, previous_page: null, count: rules.length },
});

/** The one condition of a trigger, as the adapter reads it. */
async function conditionOf(condition: WireCondition): Promise<RuleCondition> {
  const conditions: RuleCondition[] = [];
  await withAccount([triggers(trigger(1, [condition])), automations()], async ({ platform }) => {
    for (const rule of await platform().listBusinessRules()) conditions.push(...rule.all);
  });
  expect(conditions).toHaveLength(1);
  return conditions[0] as RuleCondition;
}

describe('listing', () => {
  test('triggers, then automations, each with its conditions; pages of 100 are asked for', async () => {
    const tagged = { field: 'current_tags', operator: 'includes', value: 'vip' };
    const answers = [
      triggers(trigger(25, [tagged], { title: 'Greet' })),
      automations(trigger(31, [], { conditions: { all: [], any: [tagged] } })),
    ];
    await withAccount(answers, async ({ platform, requests }) => {
      const condition = {
        words: 'tag list has at least one of vip',
        about: 'tags',
        has: 'anyOf',
        tags: ['vip'],
      };
      expect(await platform().listBusinessRules()).toEqual([
        { ruleId: '25', kind: 'trigger', title: 'Greet', all: [condition], any: [] },
        { ruleId: '31', kind: 'automation', title: 'Rule 31', all: [], any: [condition] },
      ]);
      expect(requests.map(({ method, path, query }) => [method, path, query])).toEqual([
        ['GET', '/api/v2/triggers', { 'page[size]': '100' }],
        ['GET', '/api/v2/automations', { 'page[size]': '100' }],
      ]);
    });
  });

  test('inactive rules are left out; a rule may have no conditions at all', async () => {
    const answers = [
      triggers(trigger(1, [], { active: false }), trigger(2, [], { conditions: {} }), trigger(3, null)),
      automations(),
    ];
    await withAccount(answers, async ({ platform }) => {
      const rules = await platform().listBusinessRules();
      expect(rules.map(({ ruleId, all, any }) => [ruleId, all, any])).toEqual([
        ['2', [], []],
        ['3', [], []],
      ]);
    });
  });

  test('cursor pages and offset pages are read to their end, from the account alone', async () => {
    const elsewhere = 'https://elsewhere.example/api/v2/automations.json?page=2';
    const answers = [
      { body: { triggers: [trigger(1, [])], meta: { has_more: true, after_cursor: 'c1' }, links: {} } },
      { body: { triggers: [trigger(2, [])], meta: { has_more: false, after_cursor: 'c2' }, links: {} } },
      { body: { automations: [trigger(3, [])], next_page: elsewhere } },
      automations(trigger(4, [])),
    ];
    await withAccount(answers, async ({ platform, requests }) => {
      expect((await platform().listBusinessRules()).map(({ ruleId }) => ruleId)).toEqual([
        '1',
        '2',
        '3',
        '4',
      ]);
      expect(requests[1]?.query).toEqual({ 'page[size]': '100', 'page[after]': 'c1' });
      expect(requests[3]?.query).toEqual({ page: '2' });
    });
  });

  test('a listing without end → protocol', async () => {
    const page = { body: { triggers: [], meta: { has_more: true, after_cursor: 'again' }, links: {} } };
    await withAccount(
      Array.from({ length: 60 }, () => page),
      async ({ platform, requests }) => {
        expect(await platformErrorOf(platform().listBusinessRules())).toMatchObject({ kind: 'protocol' });
        expect(requests).toHaveLength(50);
      },
    );
  });

  test('conditions that are none → protocol: such a rule must not be missed', async () => {
    await withAccount([triggers(trigger(1, ['priority' as never]))], async ({ platform }) => {
      expect(await platformErrorOf(platform().listBusinessRules())).toMatchObject({ kind: 'protocol' });
    });
  });

  test('403 → forbidden', async () => {
    await withAccount([{ status: 403, body: { error: 'Forbidden' } }], async ({ platform }) => {
      expect(await platformErrorOf(platform().listBusinessRules())).toMatchObject({ kind: 'forbidden' });
    });
  });
});

describe('conditions', () => {
  const ALL = [null, 'low', 'normal', 'high', 'urgent'];

  test.each<[string, string | null, unknown, object]>([
    ['current_tags', 'includes', 'vip  ai_bug', { about: 'tags', has: 'anyOf', tags: ['vip', 'ai_bug'] }],
    ['current_tags', 'includes', ['vip', 'ai_bug'], { about: 'tags', has: 'anyOf', tags: ['vip', 'ai_bug'] }],
    ['current_tags', 'not_includes', 'vip', { about: 'tags', has: 'noneOf', tags: ['vip'] }],
    ['current_tags', 'new_operator', 'vip', { about: 'ticket' }],
    ['priority', 'is', 'high', { about: 'priority', oneOf: ['high'] }],
    ['priority', null, 'high', { about: 'priority', oneOf: ['high'] }],
    ['priority', 'is', '', { about: 'priority', oneOf: [null] }],
    ['priority', 'is_not', '', { about: 'priority', oneOf: ['low', 'normal', 'high', 'urgent'] }],
    ['priority', 'less_than', 'normal', { about: 'priority', oneOf: [null, 'low'] }],
    ['priority', 'greater_than', 'normal', { about: 'priority', oneOf: ['high', 'urgent'] }],
    ['priority', 'changed', null, { about: 'priorityChange', from: ALL, to: ALL }],
    ['priority', 'value', 'high', { about: 'priorityChange', from: ALL, to: ['high'] }],
    ['priority', 'value_previous', '', { about: 'priorityChange', from: [null], to: ALL }],
    ['priority', 'not_changed', null, { about: 'ticket' }],
    ['comment_is_public', 'is', 'false', { about: 'note' }],
    ['comment_is_public', 'is', false, { about: 'note' }],
    ['comment_is_public', 'is', 'not_relevant', { about: 'note' }],
    ['comment_is_public', 'is_not', 'true', { about: 'note' }],
    ['comment_is_public', 'is', 'true', { about: 'otherUpdate' }],
    ['comment_is_public', 'is', 'requester_can_see_comment', { about: 'otherUpdate' }],
    ['update_type', 'is', 'Create', { about: 'otherUpdate' }],
    ['update_type', null, 'Create', { about: 'otherUpdate' }],
    ['update_type', 'is', 'Change', { about: 'ticket' }],
    ['current_via_id', 'is', 5, { about: 'ticket' }],
    ['current_via_id', 'is', '4', { about: 'otherUpdate' }],
    ['current_via_id', 'is_not', '5', { about: 'otherUpdate' }],
    ['status', 'value', 'solved', { about: 'otherUpdate' }],
    ['status', 'changed', null, { about: 'otherUpdate' }],
    ['status', 'not_changed', null, { about: 'ticket' }],
    ['status', 'less_than', 'solved', { about: 'ticket' }],
    ['a_field_of_tomorrow', 'resembles', 42, { about: 'ticket' }],
  ])('%s %s %j → %j', async (field, operator, value, expected) => {
    const { words, ...condition } = await conditionOf({ field, operator, value });
    expect(condition).toEqual(expected);
    expect(words).not.toMatch(/_id|_is_|undefined|null/);
  });

  test.each<[WireCondition, string]>([
    [{ field: 'current_tags', operator: 'includes', value: 'a b' }, 'tag list has at least one of a, b'],
    [{ field: 'priority', operator: 'changed', value: null }, 'priority changed'],
    [{ field: 'priority', operator: 'value_previous', value: '' }, 'priority changed from nothing'],
    [{ field: 'update_type', operator: 'is', value: 'Change' }, 'ticket is updated'],
    [{ field: 'comment_is_public', operator: 'is', value: 'false' }, 'comment is private'],
    [{ field: 'current_via_id', operator: 'is_not', value: '5' }, 'channel of the update is not the API'],
    [{ field: 'assignee_id', operator: 'is_not', value: 'current_user' }, 'assignee is not current_user'],
    [{ field: 'OPEN', operator: 'greater_than', value: '4' }, 'hours since open is greater than 4'],
    [{ field: 'assigned_at', operator: 'less_than', value: 4 }, 'hours since assigned is less than 4'],
  ])('%j is said as "%s"', async (condition, words) => {
    expect((await conditionOf(condition)).words).toBe(words);
  });
});

describe('whoAmI', () => {
  const me = { user: { id: 9009, role: 'admin' } };

  test('tells the account’s limit that the answer names', async () => {
    const headers = { 'x-rate-limit': '700', 'x-rate-limit-remaining': '698' };
    await withAccount([{ body: me, headers }], async ({ platform }) => {
      expect((await platform().whoAmI()).requestLimit).toEqual({ perMinute: 700, remaining: 698 });
    });
  });

  test('no limit where no answer names one', async () => {
    await withAccount([{ body: me }], async ({ platform }) => {
      expect(await platform().whoAmI()).not.toHaveProperty('requestLimit');
    });
  });
});
