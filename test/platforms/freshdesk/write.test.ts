import { describe, expect, test } from '@jest/globals';
import { foldHistory } from '../../../src/domain/history.js';
import { decideMerge, type PreviousWrite } from '../../../src/domain/merge.js';
import { PlatformError, type TicketPlatform, type TicketWrite } from '../../../src/ports/platform.js';
import { platformErrorOf } from './fake-account.js';
import { withDesk, type FakeDesk, type Mishap } from './fake-desk.js';

const write = (part: Partial<TicketWrite> = {}): TicketWrite => ({
  tags: ['billing', 'ai_processed', 'ai_bug'],
  priority: 'high',
  note: 'AI triage: charged <twice>\n\nRoot cause: bug',
  record: {
    workflowId: 'ticket-default-freshdesk-42',
    verdictId: 'v-1',
    contentHash: 'ab12',
    tags: ['ai_processed', 'ai_bug'],
    priority: 'high',
    declinedTags: [],
  },
  expectedUpdatedAt: '2026-09-18T10:05:07Z',
  ...part,
});

/** As the step that writes: again and again with the same input, until it is done or refused for good. */
async function writeUntilDone(account: TicketPlatform, what: TicketWrite): Promise<number> {
  for (let attempt = 1; attempt <= 30; attempt += 1) {
    try {
      await account.write('42', what);
      return attempt;
    } catch (error) {
      if (!(error instanceof PlatformError) || !['unavailable', 'rateLimited'].includes(error.kind))
        throw error;
    }
  }
  throw new Error('not done in 30 attempts');
}

const expectWritten = (desk: FakeDesk) =>
  expect({ tags: desk.tags, priority: desk.priority, verdicts: desk.verdicts, lost: desk.lostTags }).toEqual({
    tags: ['billing', 'ai_processed', 'ai_bug'],
    priority: 3,
    verdicts: ['v-1'],
    lost: [],
  });

describe('write', () => {
  test('looks for its note and at the ticket, adds the note, looks again, sets tags and priority', async () => {
    await withDesk(async (desk, { platform, requests }) => {
      await platform().write('42', write());
      expect(
        requests.map(({ method, path }) => `${method} ${path.replace('/api/v2/tickets/42', '')}`),
      ).toEqual(['GET /conversations', 'GET ', 'POST /notes', 'GET ', 'PUT ']);
      expect(requests[2]?.body).toEqual({
        body: expect.stringMatching(/^<div>AI triage: charged &lt;twice&gt;<br><br>Root cause: bug<\/div>/),
        private: true,
      });
      expect(requests[4]?.body).toEqual({ tags: ['billing', 'ai_processed', 'ai_bug'], priority: 3 });
      expectWritten(desk);
    });
  });

  test('without a priority the priority is not mentioned', async () => {
    await withDesk(async (_desk, { platform, requests }) => {
      const { tags, note, record, expectedUpdatedAt } = write();
      const leave = { ...record, priority: null };
      await platform().write('42', { tags, note, record: leave, expectedUpdatedAt });
      expect(requests.at(-1)?.body).toEqual({ tags });
    });
  });

  test('a ticket that changed since the decision → conflict, and nothing is written', async () => {
    await withDesk(async (desk, { platform }) => {
      desk.edit({ tags: ['billing', 'vip'] });
      expect((await platformErrorOf(platform().write('42', write()))).kind).toBe('conflict');
      expect(desk).toMatchObject({ notes: [], tags: ['billing', 'vip'], priority: 1 });
    });
  });

  test('a tag that the vendor would refuse → invalid, and no note', async () => {
    await withDesk(async (desk, { platform }) => {
      const long = write({ tags: ['billing', `ai_category_${'x'.repeat(30)}`] });
      expect((await platformErrorOf(platform().write('42', long))).kind).toBe('invalid');
      expect(desk.notes).toEqual([]);
    });
  });

  test('tags that differ in case only are one tag to the vendor, and no reason to try again', async () => {
    await withDesk(async (desk, { platform, requests }) => {
      desk.tags = ['billing', 'AI_Bug'];
      await platform().write('42', write());
      expect(requests.at(-1)?.body).toMatchObject({ tags: ['billing', 'AI_Bug', 'ai_processed'] });
    });
  });
});

describe('one verdict, one note, whatever is lost on the way', () => {
  const MISHAPS: Record<string, Mishap> = {
    'the answer is lost after it was applied': 'lostAfter',
    'the request never arrives': 'lostBefore',
    'the answer is 502': { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } },
    'the answer is 429': { status: 429, headers: { 'retry-after': '1' } },
  };
  const cases = [1, 2, 3, 4, 5].flatMap((number) =>
    Object.entries(MISHAPS).map(([name, mishap]) => [number, name, mishap] as const),
  );

  test.each(cases)('request %s: %s', async (number, _name, mishap) => {
    await withDesk(async (desk, { platform }) => {
      desk.mishap = (request) => (request.number === number ? mishap : null);
      expect(await writeUntilDone(platform(), write())).toBe(2);
      expectWritten(desk);
    });
  });

  test.each([0.3, 0.6])('faults on a share of %s of all requests, in many courses', async (share) => {
    for (let seed = 1; seed <= 30; seed += 1) {
      await withDesk(async (desk, { platform }) => {
        let state = seed;
        desk.mishap = ({ number }) => {
          state = (state * 48_271) % 2_147_483_647;
          if (number > 20 || state / 2_147_483_647 >= share) return null;
          return Object.values(MISHAPS)[state % 4] ?? null;
        };
        await writeUntilDone(platform(), write());
        expectWritten(desk);
      });
    }
  });

  test('a lost write says how long to wait before looking', async () => {
    await withDesk(async (desk, { platform }) => {
      desk.mishap = ({ method }) => (method === 'POST' ? 'lostAfter' : null);
      expect(await platformErrorOf(platform().write('42', write()))).toMatchObject({
        kind: 'unavailable',
        retryAfterMs: 2_000,
      });
    });
  });

  test('written already → nothing more, also when a person has taken a tag off since', async () => {
    await withDesk(async (desk, { platform }) => {
      await platform().write('42', write());
      desk.edit({ tags: ['billing', 'ai_processed'] });
      await platform().write('42', write());
      expect(desk).toMatchObject({ tags: ['billing', 'ai_processed'], priority: 3, verdicts: ['v-1'] });
    });
  });

  test('tags and priority that are refused → no further note for further verdicts while nothing else happens', async () => {
    await withDesk(async (desk, { platform }) => {
      desk.mishap = ({ method }) => (method === 'PUT' ? { status: 400, body: { errors: [] } } : null);
      for (const verdictId of ['v-1', 'v-2', 'v-3']) {
        const again = write({ record: { ...write().record, verdictId }, expectedUpdatedAt: desk.updatedAt });
        expect((await platformErrorOf(platform().write('42', again))).kind).toBe('invalid');
      }
      expect(desk.verdicts).toEqual(['v-1']);
      desk.mishap = () => null;
      const taken = write({
        record: { ...write().record, verdictId: 'v-4' },
        expectedUpdatedAt: desk.updatedAt,
      });
      await platform().write('42', taken);
      expect(desk).toMatchObject({ tags: ['billing', 'ai_processed', 'ai_bug'], verdicts: ['v-1', 'v-4'] });
    });
  });
});

describe('people win', () => {
  test.each([3, 4])('tags and a priority that a person sets before request %s stay', async (number) => {
    await withDesk(async (desk, { platform }) => {
      desk.before = (request) => {
        if (request.number === number) desk.edit({ tags: ['vip', 'billing'], priority: 4 });
      };
      await platform().write('42', write());
      expect(desk).toMatchObject({
        tags: ['vip', 'billing', 'ai_processed', 'ai_bug'],
        priority: 4,
        verdicts: ['v-1'],
        lostTags: [],
      });
    });
  });

  test('what they change between two attempts stays, when the second finishes what the first began', async () => {
    await withDesk(async (desk, { platform }) => {
      desk.mishap = ({ number }) => (number === 4 ? 'lostBefore' : null);
      await platformErrorOf(platform().write('42', write()));
      desk.edit({ tags: ['vip'], priority: 2 });
      await platform().write('42', write());
      expect(desk).toMatchObject({ tags: ['vip', 'ai_processed', 'ai_bug'], priority: 2, verdicts: ['v-1'] });
    });
  });

  test('the window that stays: a tag added between the last look and the update is lost', async () => {
    await withDesk(async (desk, { platform }) => {
      desk.before = ({ number }) => {
        if (number === 5) desk.edit({ tags: ['billing', 'vip'] });
      };
      await platform().write('42', write());
      expect(desk.lostTags).toEqual(['vip']);
    });
  });

  test('somebody who puts an older list of tags over ours while we write is answered with ours again', async () => {
    await withDesk(async (desk, { platform }) => {
      desk.mishap = ({ number }) =>
        number === 5
          ? { body: { ...{ id: 42, updated_at: desk.updatedAt }, tags: ['billing'], priority: 3 } }
          : null;
      await platform().write('42', write());
      expect(desk).toMatchObject({ tags: ['billing', 'ai_processed', 'ai_bug'], verdicts: ['v-1'] });
    });
  });
});

describe('a second verdict', () => {
  const previousOf = async (account: TicketPlatform): Promise<PreviousWrite | null> =>
    foldHistory((await account.readHistory('42', null)).entries);
  const verdict = { summary: 's', root_cause: 'feature', urgency: 'low', sentiment: 'neutral' } as const;

  /** Decides and writes as the workflow does, on the ticket as it is. */
  const decideAndWrite = async (desk: FakeDesk, account: TicketPlatform, verdictId: string) => {
    const ticket = await account.readTicket('42');
    const previous = await previousOf(account);
    const decision = decideMerge({ ticket, verdict, source: 'llm', previous, force: false });
    const { tags, priority, ownTags, declinedTags } = decision;
    const record = { ...write().record, verdictId, tags: ownTags, priority: priority ?? null, declinedTags };
    const { updatedAt: expectedUpdatedAt } = ticket;
    await account.write('42', { tags, note: 'n', record, expectedUpdatedAt, ...(priority && { priority }) });
    return desk;
  };

  test('takes the tags of the first off and changes the priority that we set', async () => {
    await withDesk(async (desk, { platform }) => {
      const account = platform();
      await account.write('42', write());
      await decideAndWrite(desk, account, 'v-2');
      expect(desk).toMatchObject({
        tags: ['billing', 'ai_processed', 'ai_feature', 'ai_urgency_low', 'ai_sentiment_neutral'],
        priority: 1,
        verdicts: ['v-1', 'v-2'],
      });
    });
  });

  test('leaves the priority that a person chose, low as well, and what they took off', async () => {
    await withDesk(async (desk, { platform }) => {
      const account = platform();
      await account.write(
        '42',
        write({
          tags: ['billing', 'ai_processed', 'ai_feature'],
          record: { ...write().record, tags: ['ai_processed', 'ai_feature'] },
        }),
      );
      desk.edit({ tags: ['billing', 'ai_processed'], priority: 2 });
      await decideAndWrite(desk, account, 'v-2');
      expect(desk.tags).toEqual(['billing', 'ai_processed', 'ai_urgency_low', 'ai_sentiment_neutral']);
      expect(desk.priority).toBe(2);
      desk.edit({ priority: 1 });
      expect(await previousOf(account)).toMatchObject({ priorityOwner: 'takenOver' });
    });
  });
});
