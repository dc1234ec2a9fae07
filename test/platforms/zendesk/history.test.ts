import { describe, expect, test } from '@jest/globals';
import {
  toHistoryEntries,
  metadataFromRecord,
  recordFromMetadata,
} from '../../../src/platforms/zendesk/to-domain.js';
import { auditsAnswer } from '../../../src/platforms/zendesk/wire.js';
import { foldHistory } from '../../../src/domain/history.js';
import type { WriteRecord } from '../../../src/domain/merge.js';
import { fixture, withAccount } from './fake-account.js';

const PATH = '/api/v2/tickets/42/audits';
const record: WriteRecord = {
  workflowId: 'ticket-default-zendesk-42',
  verdictId: 'v-1',
  contentHash: 'ab12',
  tags: ['ai_processed', 'ai_refund'],
  priority: 'high',
  declinedTags: [],
};
const change = (value: unknown, type = 'Change') => ({ type, field_name: 'priority', value });
const entry = (custom: unknown, events: { type: string; field_name: string; value: unknown }[]) =>
  toHistoryEntries([{ created_at: '2026-09-18T10:00:00Z', metadata: { custom }, events }], '')[0];
const auditEvents = (events: object[]) => auditsAnswer.parse({ audits: [{ events }] }).audits[0]?.events;

describe('readHistory', () => {
  test('finds our write and every change of the priority; goes on at the next page', async () => {
    const lastPage = { body: { audits: [], meta: { has_more: false }, links: { next: null } } };
    await withAccount([{ body: fixture('audits') }, lastPage], async ({ platform, requests }) => {
      const first = await platform().readHistory('42', null);
      expect(first.entries).toEqual([
        { at: '2026-09-18T10:00:00Z', record: null, touchedPriority: false, authorId: '7001' },
        { at: '2026-09-18T10:06:00Z', record, touchedPriority: true, isSilent: true, authorId: '9009' },
        { at: '2026-09-18T10:09:00Z', record: null, touchedPriority: true, isSilent: true },
        { at: '2026-09-18T10:10:00Z', record: null, touchedPriority: false, isSilent: true },
      ]);
      expect(await platform().readHistory('42', first.nextPage)).toEqual({ entries: [], nextPage: null });
      expect(requests.map(({ method, path, query }) => ({ method, path, query }))).toEqual([
        { method: 'GET', path: PATH, query: { 'page[size]': '100' } },
        { method: 'GET', path: PATH, query: { 'page[size]': '100', 'page[after]': 'eyJvIjoiaWQifQ==' } },
      ]);
    });
  });

  test('the history of an archived ticket comes whole, whatever page size was asked', async () => {
    const audit = { created_at: '2026-09-18T10:00:00Z', metadata: { system: {}, custom: {} }, events: [] };
    await withAccount([{ body: { audits: Array(250).fill(audit) } }], async ({ platform }) => {
      const { entries, nextPage } = await platform().readHistory('42', null);
      expect(entries).toHaveLength(250);
      expect(nextPage).toBeNull();
    });
  });

  test('offset pages are followed on our own address, whatever host the link names', async () => {
    const page = {
      audits: [],
      next_page: 'https://elsewhere.example/other/path?page=2&per_page=100',
      count: 101,
    };
    const last = {
      audits: [],
      next_page: null,
      previous_page: 'https://elsewhere.example/?page=1',
      count: 101,
    };
    await withAccount([{ body: page }, { body: last }], async ({ platform, requests }) => {
      const { nextPage } = await platform().readHistory('42', null);
      expect(await platform().readHistory('42', nextPage)).toEqual({ entries: [], nextPage: null });
      expect(requests[1]).toMatchObject({ path: PATH, query: { page: '2', per_page: '100' } });
    });
  });

  test('a page that names itself as the next one is the last', async () => {
    const page = { audits: [], next_page: 'https://shop.example/x?page=2' };
    await withAccount([{ body: page }], async ({ platform }) => {
      expect((await platform().readHistory('42', 'page=2')).nextPage).toBeNull();
    });
  });
});

describe('toHistoryEntries', () => {
  test.each([
    ['changes of fields', [change('low'), { type: 'Notification' }], true],
    ['a private note', [{ type: 'Comment', public: false }], true],
    ['a public comment', [{ type: 'Comment', public: true }], undefined],
    ['a public comment among changes', [change('low'), { type: 'Comment', public: true }], undefined],
    ['a comment that does not say who may read it', [{ type: 'Comment' }], undefined],
    ['a call, a chat, or what we do not know', [{ type: 'VoiceComment' }], undefined],
  ])('%s: silent %s', (_case, events, expected) => {
    const created_at = '2026-09-18T10:00:00Z';
    expect(toHistoryEntries([{ created_at, events: auditEvents(events) }], '')[0]?.isSilent).toBe(expected);
  });

  test.each([
    ['a change', [change('low')], true],
    ['a change to none', [change(null)], true],
    ['set at creation', [change('high', 'Create')], true],
    ['none at creation', [change(null, 'Create')], false],
    ['another field', [{ type: 'Change', field_name: 'status', value: 'open' }], false],
    ['another event', [change('high', 'Notification')], false],
  ])('somebody else: %s', (_title, events, touchedPriority) => {
    expect(entry({}, events)).toMatchObject({ record: null, touchedPriority });
  });

  const byTrigger = (value: unknown) => ({ ...change(value), via: { channel: 'rule' } });
  const asOurs = (value: unknown) => ({ ...change(value), via: { channel: 'api' } });
  const all = (custom: unknown, events: object[]) =>
    toHistoryEntries(
      auditsAnswer.parse({
        audits: [
          { created_at: '2026-09-18T10:00:00Z', metadata: { custom }, events, via: { channel: 'api' } },
        ],
      }).audits,
      '',
    ).map((one) => (one.record === null ? 'theirs' : one.touchedPriority ? 'ours' : 'ours without it'));

  test.each([
    ['our priority', 'high', [change('high')], ['ours']],
    ['a server that says at each event where it came from', 'high', [asOurs('high')], ['ours']],
    ['we set none', null, [], ['ours without it']],
    ['a trigger overrode it', 'high', [change('high'), byTrigger('urgent')], ['ours', 'theirs']],
    ['told as one change', 'high', [byTrigger('urgent')], ['ours without it', 'theirs']],
    ['one trigger overrode it, the next took that back', 'high', ['high', 'low', 'high'], ['ours', 'theirs']],
    ['a server that does not tell triggers', 'high', [change('high'), change('low')], ['ours', 'theirs']],
    ['we set none, a trigger did', null, [byTrigger('urgent')], ['ours without it', 'theirs']],
    ['we set none, a trigger cleared it', null, [byTrigger(null)], ['ours without it', 'theirs']],
  ] as const)('our write: %s', (_title, priority, events, expected) => {
    const [first, ...rest] = events;
    const told =
      typeof first === 'string' ? [change(first), ...rest.map((value) => byTrigger(value))] : [...events];
    expect(all(metadataFromRecord({ ...record, priority }), told as object[])).toEqual(expected);
  });

  test('a trigger that replaced our priority in our own update has taken it over', async () => {
    await withAccount([{ body: fixture('audits-trigger') }], async ({ platform }) => {
      const { entries } = await platform().readHistory('42', null);
      expect(foldHistory(entries)).toMatchObject({
        record: { verdictId: 'v-1' },
        priorityOwner: 'takenOver',
      });
    });
  });

  test('events that cannot be read → protocol error, not a history without changes', async () => {
    const audits = [{ created_at: '2026-09-18T10:00:00Z', events: { type: 'Change' } }];
    await withAccount([{ body: { audits } }], async ({ platform }) => {
      await expect(platform().readHistory('42', null)).rejects.toMatchObject({ kind: 'protocol' });
    });
  });

  test('newest first is turned round', () => {
    const at = (createdAt: string) => ({ created_at: createdAt, metadata: null, events: null });
    const entries = toHistoryEntries([at('2026-09-18T11:00:00Z'), at('2026-09-18T10:00:00Z')], '');
    expect(entries.map((one) => one.at)).toEqual(['2026-09-18T10:00:00Z', '2026-09-18T11:00:00Z']);
  });
});

describe('recordFromMetadata', () => {
  test.each([record, { ...record, priority: null, declinedTags: ['ai_bug'] }, { ...record, tags: [] }])(
    'gives back what was written: %j',
    (written) => {
      expect(recordFromMetadata(JSON.parse(JSON.stringify({ custom: metadataFromRecord(written) })))).toEqual(
        written,
      );
    },
  );

  test.each([
    [undefined],
    [null],
    ['text'],
    [[]],
    [{}],
    [{ time_spent: '3m' }],
    [{ ai_ticket_processor: null }],
    [{ ai_ticket_processor: 'v-1' }],
    [{ ai_ticket_processor: { verdict_id: 'v-1' } }],
  ])('%j is not ours', (custom) => {
    expect(recordFromMetadata({ custom })).toBeNull();
    expect(recordFromMetadata(custom)).toBeNull();
  });

  test('a record with odd fields is still ours', () => {
    const odd = {
      workflow_id: 'w',
      verdict_id: 'v',
      tags: null,
      priority: 'blocker',
      declined_tags: 7,
      extra: 1,
    };
    expect(recordFromMetadata({ custom: { ai_ticket_processor: odd } })).toEqual({
      workflowId: 'w',
      verdictId: 'v',
      contentHash: '',
      tags: [],
      priority: null,
      declinedTags: [],
    });
  });
});
