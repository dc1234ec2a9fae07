import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { redactConversation, readableConversation } from '../../src/redaction/redact-conversation.js';
import { NOTHING_ELSE } from '../../src/ports/tenant.js';
import { RedactionThreads, TooCostlyError } from '../../src/redaction/threads.js';
import { redactWithinLimits } from '../../src/redaction/within-limits.js';
import type { Conversation } from '../../src/domain/ticket.js';

// Threads read TypeScript here, which takes a while on a busy machine.
jest.setTimeout(180_000);

const conversationOf = (...texts: string[]): Conversation => ({
  subject: 'Order of Zoltan Quimby',
  messages: texts.map((text) => ({
    ...{ author: 'customer' as const, public: true, createdAt: '2026-01-01T00:00:00Z', attachmentNames: [] },
    text,
  })),
  people: [{ name: 'Zoltan Quimby', email: 'zoltan@example.org', phone: '+1 202 555 0143' }],
  truncated: false,
});
const job = (conversation: Conversation) => ({
  kind: 'conversation' as const,
  conversation: readableConversation(conversation, { region: 'US' }),
});
const text = (written: string) => ({
  kind: 'text' as const,
  input: { text: written, people: [], region: 'US', also: [] },
});
const SHORT = 'Please call me at +44 20 7946 0958';
const HOSTILE = '1--4-'.repeat(13_107);

/** The longest time in which the event loop did nothing else, while `work` goes on. */
async function longestSilenceMs(work: Promise<unknown>): Promise<number> {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 10);
  await work.finally(() => clearInterval(timer));
  return longest;
}

describe('redaction in threads', () => {
  let threads: RedactionThreads | undefined;
  afterEach(async () => threads?.close());

  test('gives what it gives on the spot, bulk mail and the second detector included', async () => {
    threads = new RedactionThreads();
    const conversation = conversationOf(`${SHORT}, says Zoltan`, 'Thanks, mail zoltan@example.org');
    const alsoFound = (read: string) =>
      read.startsWith('Thanks') ? [{ start: 0, end: 6, type: 'NAME' as const }] : [];
    const { ticket, bulkMail } = await redactWithinLimits(conversation, {
      ...{ redaction: threads, tenant: 'a', region: 'US', findsBulkMail: true },
      askAlso: () => Promise.resolve(alsoFound),
    });
    const here = redactConversation(conversation, 'US', alsoFound);
    expect({ ...ticket, removedValues: [] }).toEqual({ ...here, removedValues: [] });
    expect(ticket.messages[1]?.text).toBe('<NAME_2>, mail <EMAIL_1>');
    expect(bulkMail).toBeNull();
  });

  test('sixty hostile messages keep the event loop free, and short tickets overtake them', async () => {
    threads = new RedactionThreads({ threads: 2, costlyMs: 60_000 });
    const pool = threads;
    await pool.run({ tenant: 'a', job: job(conversationOf(SHORT)) });
    const hostile = conversationOf(...Array.from({ length: 60 }, () => HOSTILE));
    let hostileEnded = 0;
    const all = Array.from({ length: 3 }, () =>
      pool.run({ tenant: 'a', job: job(hostile) }).finally(() => (hostileEnded += 1)),
    );
    const short = Array.from({ length: 30 }, (_, index) =>
      pool.run({ tenant: index % 2 === 0 ? 'a' : 'b', job: job(conversationOf(SHORT)) }),
    );
    const silence = longestSilenceMs(Promise.all([...short, ...all]));
    await Promise.all(short);
    expect(hostileEnded).toBeLessThan(3);
    expect(await silence).toBeLessThan(1_000);
  });

  test('a job past its time is ended with its thread, told, and others go on', async () => {
    threads = new RedactionThreads({ threads: 2, costlyMs: 50 });
    const pool = threads;
    const costly = pool.run({ tenant: 'a', job: text(HOSTILE.repeat(40)) });
    const others = Array.from({ length: 10 }, () => pool.run({ tenant: 'a', job: text(SHORT) }));
    await expect(costly).rejects.toThrow(TooCostlyError);
    for (const { text: redacted } of await Promise.all(others)) expect(redacted).toContain('<PHONE_1>');
    // Both threads are there again.
    const after = Array.from({ length: 4 }, () => pool.run({ tenant: 'a', job: text(SHORT) }));
    expect(await Promise.all(after)).toHaveLength(4);
  });

  test('a short text that takes long is begun again among the costly ones', async () => {
    threads = new RedactionThreads({ threads: 2, quickMs: 1 });
    const { text: redacted } = await threads.run({ tenant: 'a', job: text(HOSTILE.slice(0, 19_000)) });
    expect(redacted.length).toBeGreaterThan(0);
  });

  test('a job that needs more memory than a thread has is told as too costly, and the process lives', async () => {
    threads = new RedactionThreads({ threads: 2, costlyMs: 120_000 });
    await expect(threads.run({ tenant: 'a', job: text('a@b.co '.repeat(4_000_000)) })).rejects.toThrow(
      TooCostlyError,
    );
    expect((await threads.run({ tenant: 'a', job: text(SHORT) })).text).toContain('<PHONE_1>');
  });

  test('who is no longer waited for is not begun', async () => {
    threads = new RedactionThreads({ threads: 2 });
    const gone = new AbortController();
    const run = threads.run({ tenant: 'a', job: text(HOSTILE), signal: gone.signal });
    gone.abort(new Error('the run is over'));
    await expect(run).rejects.toThrow('the run is over');
  });

  test('what is too costly is tried once more with less of it, and then given up', async () => {
    const lengths: number[] = [];
    const conversation = conversationOf('word '.repeat(50_000));
    const redaction = {
      run: ({ job: asked }: { job: { kind: string } }) => {
        lengths.push(JSON.stringify(asked).length);
        return Promise.reject(new TooCostlyError('too long'));
      },
    };
    const asked: number[] = [];
    const limited = redactWithinLimits(conversation, {
      ...{ redaction, tenant: 'a', region: 'US' },
      askAlso: (texts) => {
        asked.push(texts.join('').length);
        return Promise.resolve(NOTHING_ELSE);
      },
    });
    await expect(limited).rejects.toThrow(TooCostlyError);
    expect(lengths).toHaveLength(2);
    expect(asked[1]).toBeLessThan((asked[0] ?? 0) / 2);
  });
});
