import { describe, expect, test } from '@jest/globals';
import { noteHtml } from '../../../src/platforms/freshdesk/write.js';
import { markerOf, type AnnouncedWrite } from '../../../src/platforms/freshdesk/marker.js';
import { foldHistory } from '../../../src/domain/history.js';
import type { Priority } from '../../../src/domain/ticket.js';
import { withServer } from './fake-account.js';
import { CONVERSATION, TICKET } from './samples.js';

interface Said {
  verdictId: string;
  priority?: Priority | null;
  before?: number;
  at?: string;
  tags?: string[];
}

const announced = ({ verdictId, priority = null, before = 1, tags = ['ai_processed', 'ai_bug'] }: Said) =>
  ({
    record: { workflowId: 'w', verdictId, contentHash: 'h', tags, priority, declinedTags: [] },
    added: tags,
    dropped: [],
    priorityBefore: before,
  }) satisfies AnnouncedWrite;

const note = (said: Said) => ({
  ...CONVERSATION,
  source: 2,
  private: true,
  created_at: said.at ?? '2026-09-18T10:03:00Z',
  body: noteHtml('AI triage: x', markerOf('42', announced(said))),
  body_text: null,
});

/** What the next decision knows, from these conversations and the ticket as it is. */
async function previousWrite(
  conversations: object[],
  ticket: object = { tags: ['ai_processed', 'ai_bug'], priority: 3 },
) {
  const pages = [conversations.slice(0, 100), conversations.slice(100)];
  let previous: unknown;
  const requests: string[] = [];
  await withServer(
    ({ path, query }) => {
      requests.push(path);
      return {
        body: path.endsWith('/conversations') ? pages[Number(query['page']) - 1] : { ...TICKET, ...ticket },
      };
    },
    async ({ platform }) => {
      const { entries, nextPage } = await platform().readHistory('42', null);
      expect(nextPage).toBeNull();
      previous = foldHistory(entries);
    },
  );
  return { previous, requests };
}

describe('readHistory', () => {
  test('our last note tells our last write; the priority we set is ours while it stands', async () => {
    const notes = [
      note({ verdictId: 'v-1', priority: 'normal' }),
      note({ verdictId: 'v-2', priority: 'high' }),
    ];
    const { previous } = await previousWrite([CONVERSATION, ...notes]);
    expect(previous).toEqual({
      record: announced({ verdictId: 'v-2', priority: 'high' }).record,
      priorityOwner: 'ours',
      at: '2026-09-18T10:03:00Z',
      writesAt: ['2026-09-18T10:03:00Z', '2026-09-18T10:03:00Z'],
      verdictIds: ['v-1', 'v-2'],
      servedKeys: [],
    });
  });

  test('a ticket without a note of ours costs one request', async () => {
    const { previous, requests } = await previousWrite([CONVERSATION]);
    expect({ previous, requests }).toEqual({
      previous: null,
      requests: ['/api/v2/tickets/42/conversations'],
    });
  });

  test('notes beyond a hundred conversations are found', async () => {
    const long = Array.from({ length: 100 }, () => CONVERSATION);
    const { previous } = await previousWrite([...long, note({ verdictId: 'v-1' })]);
    expect(previous).toMatchObject({ record: { verdictId: 'v-1' } });
  });

  test('another priority than the one we set was chosen by somebody else', async () => {
    for (const priority of [1, 2, 4]) {
      const { previous } = await previousWrite([note({ verdictId: 'v-1', priority: 'high' })], {
        tags: ['ai_processed', 'ai_bug'],
        priority,
      });
      expect(previous).toMatchObject({ priorityOwner: 'takenOver' });
    }
  });

  test('one we set two verdicts ago, changed before the last one, stays somebody else’s', async () => {
    const notes = [note({ verdictId: 'v-1', priority: 'high' }), note({ verdictId: 'v-2', before: 2 })];
    const { previous } = await previousWrite(notes, { tags: ['ai_processed', 'ai_bug'], priority: 2 });
    expect(previous).toMatchObject({ record: { verdictId: 'v-2' }, priorityOwner: 'takenOver' });
  });

  test('low, which a person chose after our note, is kept, though the default counts as none elsewhere', async () => {
    const tags = ['ai_processed', 'ai_bug'];
    const lowered = await previousWrite([note({ verdictId: 'v-1', before: 3 })], { tags, priority: 1 });
    expect(lowered.previous).toMatchObject({ priorityOwner: 'takenOver' });
    const untouched = await previousWrite([note({ verdictId: 'v-1', before: 1 })], { tags, priority: 1 });
    expect(untouched.previous).toMatchObject({ priorityOwner: 'foreign' });
  });

  test.each([
    ['public', { private: false }],
    ['a customer’s', { incoming: true }],
  ])('a marker in a message that is %s is not believed', async (_name, part) => {
    const { previous } = await previousWrite([{ ...note({ verdictId: 'v-1' }), ...part }]);
    expect(previous).toBeNull();
  });

  describe('a note whose write never came', () => {
    const lone = note({ verdictId: 'v-2', at: '2026-09-18T10:05:07Z' });
    const earlier = note({ verdictId: 'v-1', at: '2026-09-18T10:03:00Z' });

    test('is left out while nothing has happened on the ticket since', async () => {
      const { previous } = await previousWrite([earlier, lone], {
        tags: ['billing'],
        updated_at: '2026-09-18T10:05:08Z',
      });
      expect(previous).toMatchObject({ record: { verdictId: 'v-1' } });
    });

    test('counts once the ticket has changed: then a person may have taken the tags off', async () => {
      const { previous } = await previousWrite([earlier, lone], {
        tags: ['billing'],
        updated_at: '2026-09-18T10:06:00Z',
      });
      expect(previous).toMatchObject({ record: { verdictId: 'v-2' } });
    });

    test('is none when a person takes one of its tags off at once', async () => {
      const tags = ['billing', 'ai_processed'];
      const { previous } = await previousWrite([earlier, lone], { tags });
      expect(previous).toMatchObject({ record: { verdictId: 'v-2' } });
    });

    test('is none when its tags are there', async () => {
      const { previous } = await previousWrite([earlier, lone], { tags: ['ai_processed', 'ai_bug'] });
      expect(previous).toMatchObject({ record: { verdictId: 'v-2' } });
    });
  });
});
