import { describe, expect, test } from '@jest/globals';
import { firedRules } from '../../../src/cli/doctor/business-rules.js';
import { platformErrorOf, withServer } from './fake-account.js';

const NAMES = 'a rule';
const updateRule = (part: object) => ({
  id: 7,
  name: NAMES,
  active: true,
  performer: { type: 1 },
  events: [{ field_name: 'note_type', value: 'private' }],
  conditions: [{ name: 'condition_set_1', match_type: 'all', properties: [] }],
  ...part,
});
const conditions = (match: 'all' | 'any', ...properties: object[]) => [{ match_type: match, properties }];
const property = (field_name: string, operator: string, value: unknown) => ({ field_name, operator, value });

async function rulesOf(updates: object[], hourly: object[] = []) {
  const rules = { '4': updates, '3': hourly };
  let listed: unknown;
  await withServer(
    ({ path }) => ({ body: rules[path.split('/')[4] as '3' | '4'] }),
    async ({ platform, requests }) => {
      listed = await platform().listBusinessRules();
      expect(requests.map(({ path }) => path)).toEqual([
        '/api/v2/automations/4/rules',
        '/api/v2/automations/3/rules',
      ]);
    },
  );
  return listed as Parameters<typeof firedRules>[0];
}
const firedBy = async (part: object) =>
  firedRules(await rulesOf([updateRule(part)])).map(({ because }) => because);

describe('listBusinessRules', () => {
  test('rules on updates are triggers, those looked at every hour automations; inactive ones are left out', async () => {
    const hourly = {
      id: 9,
      name: 'old',
      active: true,
      conditions: conditions('all', property('status', 'in', [2])),
    };
    expect(await rulesOf([updateRule({}), updateRule({ active: false })], [hourly])).toEqual([
      {
        ruleId: '7',
        kind: 'trigger',
        title: NAMES,
        all: [{ about: 'note', words: 'note added: private' }],
        any: [],
      },
      {
        ruleId: '9',
        kind: 'automation',
        title: 'old',
        all: [{ about: 'ticket', words: 'status in 2' }],
        any: [],
      },
    ]);
  });

  test.each<[string, object, string[][]]>([
    ['a private note', {}, [['note added: private']]],
    ['a public note', { events: [{ field_name: 'note_type', value: 'public' }] }, []],
    ['a reply', { events: [{ field_name: 'reply_sent' }] }, []],
    ['a change of status', { events: [{ field_name: 'status', from: 2, to: 5 }] }, []],
    [
      'any change of priority',
      { events: [{ field_name: 'priority', from: '--', to: '--' }] },
      [['priority changed from any to any']],
    ],
    [
      'priority to high',
      { events: [{ field_name: 'priority', from: '--', to: 3 }] },
      [['priority changed from any to 3']],
    ],
    [
      'priority to urgent, which we never set',
      { events: [{ field_name: 'priority', from: '--', to: 4 }] },
      [],
    ],
    [
      'priority from urgent, which is somebody’s',
      { events: [{ field_name: 'priority', from: 4, to: '--' }] },
      [],
    ],
    ['a requester’s update', { performer: { type: 2 } }, []],
    [
      'any update of a ticket with a tag of ours',
      {
        events: [{ field_name: 'ticket_action', value: 'update' }],
        conditions: conditions('all', property('tag_names', 'in', ['ai_refund'])),
      },
      [['tag names in ai_refund']],
    ],
    [
      'our note, but not where ai_processed is',
      { conditions: conditions('all', property('tag_names', 'not_in', ['ai_processed'])) },
      [],
    ],
  ])('%s', async (_name, part, because) => {
    expect(await firedBy(part)).toEqual(because);
  });

  test('one of several conditions, and one of two sets, are told apart', async () => {
    const events = [{ field_name: 'ticket_action', value: 'update' }];
    const any = conditions(
      'any',
      property('tag_names', 'in', ['ai_bug']),
      property('subject', 'contains', 'x'),
    );
    expect(await firedBy({ events, conditions: any })).toEqual([['tag names in ai_bug']]);
    const sets = [
      ...conditions('all', property('tag_names', 'in', ['vip'])),
      ...conditions('all', property('tag_names', 'in', ['ai_bug'])),
    ];
    const operator = 'condition_set_1 OR condition_set_2';
    expect(await firedBy({ events, conditions: sets, operator })).toEqual([['tag names in ai_bug']]);
  });

  test('a key that may not see them → forbidden', async () => {
    await withServer(
      () => ({ status: 403, body: { code: 'access_denied' } }),
      async ({ platform }) => {
        expect((await platformErrorOf(platform().listBusinessRules())).kind).toBe('forbidden');
      },
    );
  });
});
