import { describe, expect, test } from '@jest/globals';
import { CancelledFailure } from '@temporalio/common';
import type { Tenant } from '../../src/ports/tenant.js';
import { FAILURE } from '../../src/contract/failures.js';
import type { MergeUpdateInput } from '../../src/contract/ticket.js';
import type { HistoryEntry } from '../../src/domain/history.js';
import type { Conversation, Message, TicketState } from '../../src/domain/ticket.js';
import { PlatformError, type PlatformErrorKind, type TicketPlatform } from '../../src/ports/platform.js';
import { activitiesOver, activityEnvironment, failureOf, TENANT } from '../support/activities.js';
import { fakePlatform } from '../support/fake-platform.js';
import { previousWrite } from '../support/ticket-stubs.js';

const STATE: TicketState = {
  ticketId: '42',
  status: 'open',
  tags: ['vip'],
  priority: null,
  updatedAt: '2026-01-01T00:00:00Z',
  readAt: '2026-01-01T01:00:00Z',
  contentHash: 'hash',
  peopleIds: ['7'],
};

const message = (text: string, rest: Partial<Message> = {}): Message => ({
  author: 'customer',
  public: true,
  createdAt: '2026-01-01T00:00:00Z',
  text,
  attachmentNames: [],
  ...rest,
});

const conversation = (messages: Message[], rest: Partial<Conversation> = {}): Conversation => ({
  subject: 'Export',
  messages,
  people: [],
  truncated: false,
  ...rest,
});

const failing = (kind: PlatformErrorKind) => new PlatformError(`ticket 42: ${kind}`, { kind });

describe('fetchTicket', () => {
  const fetch = (answer: TicketState | Error, policy: Partial<Tenant['policy']> = {}) =>
    activitiesOver({ platform: fakePlatform({ readTicket: [answer] }).platform, policy }).call(
      'fetchTicket',
      {
        tenant: TENANT,
        ticketId: '42',
      },
    );

  test('returns the state, and that its status is wanted', async () => {
    expect(await fetch(STATE)).toEqual({ ...STATE, wanted: true, readBy: 'process-of-the-test' });
  });

  test('says what the tenant wants of messages that come, where it wants something', async () => {
    expect(await fetch(STATE, { settleSeconds: 30, reanalyzeReplies: true })).toMatchObject({
      ...{ settleSeconds: 30, reanalyzesReplies: true },
    });
  });

  test.each([60_000, 200_000])('of %i tags those travel that decide', async (count) => {
    const tags = [
      ...Array.from({ length: count }, (_, index) => `tag_${index}`),
      'ai_processed',
      'ai_category_x',
    ];
    const told = await fetch({ ...STATE, tags }, { filter: { tag: { except: ['tag_7'] } } });
    expect(told).toMatchObject({
      // The tenant's choices are made by all of them.
      ...{ wanted: false, leftOutBy: 'tag' },
      ...{ tags: ['ai_processed', 'ai_category_x'], otherTags: count, hasCategoryTag: true },
    });
    expect(JSON.stringify(told).length).toBeLessThan(2_000);
  });

  test('a status that the tenant does not triage is unwanted', async () => {
    expect(await fetch({ ...STATE, status: 'solved' })).toMatchObject({ wanted: false });
  });

  test('a ticket that the tenant leaves out is unwanted, says by what, and where it belongs does not travel', async () => {
    const place = { group: '7', brand: null, form: null, channel: 'email' };
    const filter = { group: { only: ['6'] } };
    expect(await fetch({ ...STATE, place }, { filter })).toEqual({
      ...{ ...STATE, wanted: false, leftOutBy: 'group', readBy: 'process-of-the-test' },
    });
    expect(await fetch({ ...STATE, place }, { filter: { group: { only: ['7'] } } })).toMatchObject({
      wanted: true,
    });
  });

  test('404 → TicketNotFound, not retried', async () => {
    expect(await failureOf(fetch(failing('notFound')))).toMatchObject({
      type: FAILURE.ticketNotFound,
      nonRetryable: true,
    });
  });

  test('a tenant that this worker does not know → TenantUnknown, asked again in 10 s', async () => {
    const call = activitiesOver({}).call('fetchTicket', { tenant: 'nobody', ticketId: '42' });
    expect(await failureOf(call)).toMatchObject({
      ...{ type: FAILURE.tenantUnknown, nonRetryable: false, nextRetryDelay: 10_000 },
    });
  });

  test('five outages in a row → no further request reaches the platform', async () => {
    const { platform, requests } = fakePlatform({
      readTicket: Array.from({ length: 5 }, () => failing('unavailable')),
    });
    const { call, circuits } = activitiesOver({ platform });
    const types: (string | null | undefined)[] = [];
    for (let count = 0; count < 6; count += 1)
      types.push((await failureOf(call('fetchTicket', { tenant: TENANT, ticketId: '42' }))).type);
    expect(types.at(-1)).toBe(FAILURE.platformCircuitOpen);
    expect(requests.readTicket).toHaveLength(5);
    expect([...circuits.values()].map((circuit) => circuit.state())).toEqual(['open']);
  });
});

describe('redactTicket', () => {
  const redact = async (answer: Conversation) => {
    const { platform, requests } = fakePlatform({ readConversation: [answer] });
    const result = await activitiesOver({ platform }).call('redactTicket', {
      tenant: TENANT,
      ticket: { ticketId: '42', peopleIds: ['7', '8'] },
      part: 'latest',
    });
    return { result, requests: requests.readConversation };
  };

  test('asks for the part it is told, with the people on the ticket', async () => {
    const { requests } = await redact(conversation([message('It crashes.')]));
    expect(requests).toEqual([{ ticketId: '42', part: 'latest', peopleIds: ['7', '8'] }]);
  });

  test('says when a customer wrote last, whoever answered since', async () => {
    const answered = [
      message('It crashes.', { createdAt: '2026-01-01T08:00:00Z' }),
      message('Still.', { createdAt: '2026-01-01T09:00:00Z' }),
      message('We look.', { createdAt: '2026-01-01T10:00:00Z', author: 'agent' }),
    ];
    expect((await redact(conversation(answered))).result).toMatchObject({
      customerMessageAt: '2026-01-01T09:00:00.000Z',
    });
    expect((await redact(conversation(answered.slice(2)))).result).not.toHaveProperty('customerMessageAt');
  });

  test('neither raw text nor people are in the result', async () => {
    const { result } = await redact(
      conversation(
        [message('I am Ottilie Quarngesser, write to o.quarn@example.net, card 4111 1111 1111 1111.')],
        {
          subject: 'Ottilie Quarngesser cannot export',
          people: [{ name: 'Ottilie Quarngesser', email: 'o.quarn@example.net', phone: null }],
        },
      ),
    );
    expect(JSON.stringify(result)).not.toMatch(/Ottilie|Quarngesser|example\.net|4111/);
    expect(result.ticket.removed).toMatchObject({ EMAIL: 1, CARD: 1, NAME: expect.any(Number) });
    expect(result).not.toHaveProperty('people');
  });

  test('one value has one placeholder in subject and messages', async () => {
    const { result } = await redact(
      conversation([message('a@example.com and b@example.com'), message('again a@example.com')], {
        subject: 'About b@example.com',
      }),
    );
    expect(result.ticket.subject).toBe('About <EMAIL_1>');
    expect(result.ticket.messages.map(({ text }) => text)).toEqual([
      '<EMAIL_2> and <EMAIL_1>',
      'again <EMAIL_2>',
    ]);
  });

  test('private messages stay out', async () => {
    const { result } = await redact(
      conversation([
        message('It crashes.'),
        message('He is a difficult one.', { author: 'agent', public: false }),
      ]),
    );
    expect(result.ticket.messages).toEqual([{ author: 'customer', text: 'It crashes.' }]);
  });

  test('attachments are named, their names redacted', async () => {
    const { result } = await redact(
      conversation([message('See file.', { attachmentNames: ['crash.log', 'for-jane@example.com.pdf'] })]),
    );
    const [only] = result.ticket.messages;
    expect(only?.text).toContain('crash.log');
    expect(only?.text).not.toContain('jane@example.com');
  });

  test('a conversation far beyond the budget is cut, and the result says whether there is more to read', async () => {
    const long = Array.from({ length: 200 }, (_, index) => message(`${index} ${'word '.repeat(200)}`));
    const { result } = await redact(conversation(long, { truncated: true }));
    expect(result.truncated).toBe(true);
    const length = result.ticket.messages.reduce((sum, { text }) => sum + text.length, 0);
    expect(length).toBeLessThanOrEqual(12_500);
    expect(result.ticket.messages[0]?.text).toMatch(/^0 word/);
  });

  test('equal redacted conversations have equal hashes, others have not', async () => {
    const hashOf = async (text: string) =>
      (await redact(conversation([message(text)]))).result.ticket.inputHash;
    const [first, same, other] = [
      await hashOf('From a@example.com'),
      await hashOf('From b@example.org'),
      await hashOf('x'),
    ];
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(same).toBe(first);
    expect(other).not.toBe(first);
  });

  test('an empty ticket is no fault', async () => {
    const { result } = await redact(conversation([message('')], { subject: '' }));
    expect(result.ticket.subject).toBe('');
  });
});

describe('bulk mail', () => {
  const OUT_OF_OFFICE = conversation(
    [message('I am out of the office until Monday and will reply when I return.')],
    {
      subject: 'Automatic reply: Jo Example wrote',
    },
  );
  const redact = (policy: { bulkMail: 'skip' | 'tag' | 'process' }) =>
    activitiesOver({ platform: fakePlatform({ readConversation: [OUT_OF_OFFICE] }).platform, policy }).call(
      'redactTicket',
      { tenant: TENANT, ticket: STATE, part: 'start' },
    );

  test.each(['skip', 'tag'] as const)(
    '%s → the finding and what to do, without a word of the text',
    async (bulkMail) => {
      const { bulkMail: found } = await redact({ bulkMail });
      expect(found).toMatchObject({ kind: 'autoReply', way: bulkMail });
      expect(JSON.stringify(found)).not.toMatch(/Jo Example|Monday/);
    },
  );

  test('process → no finding', async () => {
    expect(await redact({ bulkMail: 'process' })).not.toHaveProperty('bulkMail');
  });
});

describe('readHistory', () => {
  const entry: HistoryEntry = {
    at: '2026-01-01T00:00:00Z',
    record: previousWrite().record,
    touchedPriority: true,
  };

  test('folds the page onto the pages before and says where the next begins', async () => {
    const takeOver: HistoryEntry = { ...entry, record: null };
    const { platform, requests } = fakePlatform({ readHistory: [{ entries: [takeOver], nextPage: 'p3' }] });
    const result = await activitiesOver({ platform }).call('readHistory', {
      tenant: TENANT,
      ticketId: '42',
      page: 'p2',
      before: previousWrite(),
    });
    expect(result).toEqual({ previous: { ...previousWrite(), priorityOwner: 'takenOver' }, nextPage: 'p3' });
    expect(requests.readHistory).toEqual([{ ticketId: '42', page: 'p2' }]);
  });
});

describe('mergeUpdate', () => {
  const INPUT: MergeUpdateInput = {
    round: { round: 1, reason: 'scan', startedAt: '2026-01-01T01:00:00.000Z', outcome: {} },
    tenant: TENANT,
    ticketId: '42',
    dryRun: false,
    expectedUpdatedAt: STATE.updatedAt,
    write: {
      tags: ['vip', 'ai_bug'],
      ownTags: ['ai_bug'],
      declinedTags: [],
      changes: { addedTags: ['ai_bug'], removedTags: [], priority: { from: null, to: 'high' } },
      priority: 'high',
      note: 'AI triage',
    },
    record: { ...previousWrite().record, tags: ['ai_bug'] },
  };
  const merge = (answer: 'applied' | Error, input: Partial<MergeUpdateInput> = {}) => {
    const { platform, requests } = fakePlatform({ write: [answer] });
    const call = activitiesOver({ platform }).call('mergeUpdate', { ...INPUT, ...input });
    return { call, requests: requests.write };
  };

  test('is one write with tags, priority, note, record and the stamp as its condition', async () => {
    const { call, requests } = merge('applied');
    expect(await call).toEqual({ kind: 'updated' });
    expect(requests).toEqual([
      {
        ticketId: '42',
        write: {
          tags: ['vip', 'ai_bug'],
          priority: 'high',
          note: 'AI triage',
          record: INPUT.record,
          expectedUpdatedAt: STATE.updatedAt,
        },
      },
    ]);
  });

  test('a decision that leaves the priority alone sends none', async () => {
    const write = { ...INPUT.write };
    delete write.priority;
    const { call, requests } = merge('applied', { write });
    await call;
    expect(requests[0]?.write).not.toHaveProperty('priority');
  });

  test.each([
    ["the tenant's policy", { dryRun: true }, {}],
    ['the run', {}, { dryRun: true }],
  ])('dry run of %s: nothing reaches the platform', async (_whose, policy, input) => {
    const { platform, requests } = fakePlatform();
    const { call } = activitiesOver({ platform, policy });
    expect(await call('mergeUpdate', { ...INPUT, ...input })).toEqual({ kind: 'dryRun' });
    expect(requests.write).toEqual([]);
  });

  describe('with more tags than travel', () => {
    const others = Array.from({ length: 60_000 }, (_, index) => `tag_${index}`);
    const write = {
      ...{ ...INPUT.write, tags: ['ai_bug'], otherTags: others.length },
      changes: { addedTags: ['ai_bug'], removedTags: ['ai_refund'], priority: null },
    };
    const mergeOn = (ticket: TicketState) => {
      const { platform, requests } = fakePlatform({ readTicket: [ticket], write: ['applied'] });
      const call = activitiesOver({ platform }).call('mergeUpdate', { ...INPUT, write });
      return { call, requests: requests.write };
    };

    test('reads them again, and writes every foreign one back', async () => {
      const { call, requests } = mergeOn({ ...STATE, tags: ['ai_refund', ...others] });
      expect(await call).toEqual({ kind: 'updated' });
      expect(requests[0]?.write.tags).toEqual([...others, 'ai_bug']);
    });

    test('a ticket that has changed since is a conflict: nothing is written', async () => {
      const { call, requests } = mergeOn({ ...STATE, tags: others, updatedAt: '2026-01-01T00:00:01Z' });
      expect(await call).toEqual({ kind: 'conflict' });
      expect(requests).toEqual([]);
    });
  });

  test('409 is a result, not a failure', async () => {
    expect(await merge(failing('conflict')).call).toEqual({ kind: 'conflict' });
  });

  test('409 again and again never opens the circuit', async () => {
    const { platform } = fakePlatform({ write: Array.from({ length: 8 }, () => failing('conflict')) });
    const { call } = activitiesOver({ platform });
    for (let count = 0; count < 8; count += 1)
      expect(await call('mergeUpdate', INPUT)).toEqual({ kind: 'conflict' });
  });

  test('an outcome that is unknown → WriteUncertain, not retried: the history is read first', async () => {
    expect(await failureOf(merge(failing('uncertain')).call)).toMatchObject({
      type: FAILURE.writeUncertain,
      nonRetryable: true,
    });
  });

  test('422 → TicketRejected, not retried', async () => {
    expect(await failureOf(merge(failing('invalid')).call)).toMatchObject({
      type: FAILURE.ticketRejected,
      nonRetryable: true,
    });
  });

  test('cancelled while the write is under way → ends as cancelled, and the request is aborted', async () => {
    const environment = activityEnvironment();
    const platform: TicketPlatform = {
      ...fakePlatform().platform,
      write: (_ticketId, _write, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(failing('uncertain')));
          environment.cancel('CANCELLED');
        }),
    };
    const call = activitiesOver({ platform }).call('mergeUpdate', INPUT, environment);
    await expect(call).rejects.toBeInstanceOf(CancelledFailure);
  });
});
