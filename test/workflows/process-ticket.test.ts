import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { activityInfo } from '@temporalio/activity';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ProcessTicketInput, ProcessTicketResult, TicketRunState } from '../../src/contract/ticket.js';
import { FAILURE } from '../../src/contract/failures.js';
import { TICKETS_QUEUE, ticketWorkflowId } from '../../src/contract/names.js';
import {
  ALLOW_FOR_A_SERVER_MS,
  freshTenant,
  hasTimeSkipping,
  timeSkippingServer,
  withActivityWorker,
  withWorkers,
} from '../support/temporal.js';
import { ANALYSIS, failing, previousWrite, REDACTED, TICKET, ticketStubs } from '../support/ticket-stubs.js';

const describeWithTimeSkipping = hasTimeSkipping ? describe : describe.skip;

describeWithTimeSkipping('processTicket (needs the time-skipping test server)', () => {
  let env: TestWorkflowEnvironment;
  beforeAll(async () => {
    env = await timeSkippingServer();
  }, ALLOW_FOR_A_SERVER_MS);
  afterAll(() => env.teardown());

  const start = (tenant: string, reason = 'scan') => {
    const input: ProcessTicketInput = { tenant, platform: 'zendesk', ticketId: '42', reason };
    const workflowId = ticketWorkflowId(tenant, 'zendesk', '42');
    return { taskQueue: TICKETS_QUEUE, workflowId, args: [input] as [ProcessTicketInput] };
  };
  const run = (stubs: ReturnType<typeof ticketStubs>, reason?: string) => {
    const tenant = freshTenant();
    return withWorkers(env, { tenant, activities: stubs.activities }, () =>
      env.client.workflow.execute<(input: ProcessTicketInput) => Promise<ProcessTicketResult>>(
        'processTicket',
        start(tenant, reason),
      ),
    );
  };

  test('a new ticket is fetched, redacted, analysed and written once, in this order', async () => {
    const stubs = ticketStubs();
    const result = await run(stubs);
    expect(stubs.calls).toEqual(['fetchTicket', 'redactTicket', 'analyzeTicket', 'mergeUpdate']);
    expect(result).toMatchObject({
      kind: 'updated',
      source: 'llm',
      analysis: ANALYSIS.verdict,
      ticketId: '42',
      reason: 'scan',
    });
    expect(stubs.writes).toHaveLength(1);
    expect(stubs.writes[0]).toMatchObject({
      expectedUpdatedAt: TICKET.updatedAt,
      write: {
        tags: ['vip', 'ai_processed', 'ai_bug', 'ai_urgency_high', 'ai_sentiment_negative'],
        priority: 'high',
      },
    });
    expect(stubs.writes[0]?.write.note).toContain(stubs.writes[0]?.record.workflowId);
  });

  describe('bulk mail', () => {
    const bulkMail = { kind: 'newsletter' as const, signs: ['en.unsubscribe', 'en.browser'] };
    const recognised = (way: 'skip' | 'tag', more: Parameters<typeof ticketStubs>[0] = {}) =>
      ticketStubs({
        redactTicket: () =>
          Promise.resolve({ ticket: REDACTED, truncated: false, bulkMail: { ...bulkMail, way } }),
        ...more,
      });

    test('to be skipped → no model is paid, nothing is written, and the result says why', async () => {
      const stubs = recognised('skip');
      expect(await run(stubs)).toMatchObject({ kind: 'skipped', why: 'bulkMail', analysis: null, bulkMail });
      expect(stubs.calls).toEqual(['fetchTicket', 'redactTicket']);
    });

    test('to be tagged → two tags and a note, no priority, no model', async () => {
      const stubs = recognised('tag');
      const result = await run(stubs);
      expect(result).toMatchObject({ kind: 'skipped', why: 'bulkMail', bulkMail });
      expect(stubs.calls).toEqual(['fetchTicket', 'redactTicket', 'mergeUpdate']);
      expect(stubs.writes[0]?.write.tags).toEqual(['vip', 'ai_processed', 'ai_bulk_mail']);
      expect(stubs.writes[0]?.write).not.toHaveProperty('priority');
      expect(stubs.writes[0]?.write.note).toContain('looks like a newsletter');
      expect(stubs.writes[0]?.record).toMatchObject({
        tags: ['ai_processed', 'ai_bulk_mail'],
        priority: null,
      });
    });

    test('whose write was refused once → tagged once all the same', async () => {
      let refusals = 1;
      const writes: unknown[] = [];
      const stubs = recognised('tag', {
        mergeUpdate: (input) => {
          if (refusals-- > 0) return Promise.resolve({ kind: 'conflict' });
          writes.push(input);
          return Promise.resolve({ kind: 'updated' });
        },
      });
      expect(await run(stubs)).toMatchObject({ kind: 'skipped', why: 'bulkMail' });
      expect(writes).toHaveLength(1);
    });

    test('that a person asked for gets its verdict', async () => {
      expect(await run(recognised('skip'), 'manual')).toMatchObject({
        kind: 'updated',
        analysis: ANALYSIS.verdict,
      });
    });
  });

  test('a verdict below the threshold → tags and note, and the priority left alone', async () => {
    const confidence = { value: 0.4, basis: 'tokenProbabilities' as const };
    const stubs = ticketStubs({
      analyzeTicket: () =>
        Promise.resolve({
          ...ANALYSIS,
          confidence,
          belowConfidence: 0.8,
          categoryTag: 'ai_category_billing',
        }),
    });
    expect(await run(stubs)).toMatchObject({ kind: 'updated', confidence });
    expect(stubs.writes[0]?.write).not.toHaveProperty('priority');
    expect(stubs.writes[0]?.write.tags).toContain('ai_category_billing');
    expect(stubs.writes[0]?.write.note).toContain('Confidence: 40 %');
  });

  test('a tag of a category on a ticket → its history is read', async () => {
    const stubs = ticketStubs({
      fetchTicket: () => Promise.resolve({ ...TICKET, tags: ['ai_category_old'], hasCategoryTag: true }),
      readHistory: () =>
        Promise.resolve({
          previous: previousWrite({ tags: ['ai_processed', 'ai_category_old'] }),
          nextPage: null,
        }),
    });
    await run(stubs);
    expect(stubs.calls).toContain('readHistory');
    expect(stubs.writes[0]?.write.tags).not.toContain('ai_category_old');
  });

  test('the conversation is read on the queue of the process that fetched the ticket', async () => {
    const readBy = `process-${freshTenant()}`;
    const elsewhere = ticketStubs({ redactTicket: () => Promise.reject(failing('AskedTheWrongProcess')) });
    const reader = ticketStubs();
    const stubs = { ...elsewhere.activities, fetchTicket: () => Promise.resolve({ ...TICKET, readBy }) };
    const tenant = freshTenant();
    await withWorkers(env, { tenant, activities: stubs }, () =>
      withActivityWorker(env, { taskQueue: readBy, activities: reader.activities }, () =>
        env.client.workflow.execute('processTicket', start(tenant)),
      ),
    );
    expect(reader.calls).toEqual(['redactTicket']);
    expect(elsewhere.writes).toHaveLength(1);
  });

  test('the process that fetched the ticket is gone → any other reads the conversation', async () => {
    const stubs = ticketStubs({
      fetchTicket: () => Promise.resolve({ ...TICKET, readBy: 'process-that-is-gone' }),
    });
    expect(await run(stubs)).toMatchObject({ kind: 'updated', source: 'llm' });
    expect(stubs.calls).toEqual(['fetchTicket', 'redactTicket', 'analyzeTicket', 'mergeUpdate']);
  });

  test('a model that fails three times → the rules decide, with ai_fallback and the reason', async () => {
    const stubs = ticketStubs({ analyzeTicket: () => Promise.reject(failing(FAILURE.modelUnavailable)) });
    const result = await run(stubs);
    expect(stubs.calls.filter((name) => name === 'analyzeTicket')).toHaveLength(3);
    expect(result).toMatchObject({
      kind: 'updated',
      source: 'rules',
      fallbackReason: FAILURE.modelUnavailable,
    });
    expect(stubs.writes[0]?.write.tags).toContain('ai_fallback');
  });

  test('a model failure that is not retryable → the rules at once', async () => {
    const stubs = ticketStubs({
      analyzeTicket: () => Promise.reject(failing(FAILURE.modelCircuitOpen, { nonRetryable: true })),
    });
    await run(stubs);
    expect(stubs.calls.filter((name) => name === 'analyzeTicket')).toHaveLength(1);
  });

  test('a platform that is down for hours → the ticket waits and is written', async () => {
    let left = 30;
    const stubs = ticketStubs({
      fetchTicket: () =>
        (left -= 1) > 0 ? Promise.reject(failing(FAILURE.platformUnavailable)) : Promise.resolve(TICKET),
    });
    expect(await run(stubs)).toMatchObject({ kind: 'updated' });
  });

  test.each([
    [FAILURE.ticketNotFound, 'notFound'],
    [FAILURE.ticketForbidden, 'forbidden'],
  ])('%s on reading → skipped as %s, nothing written', async (type, why) => {
    const stubs = ticketStubs({ fetchTicket: () => Promise.reject(failing(type, { nonRetryable: true })) });
    expect(await run(stubs)).toMatchObject({ kind: 'skipped', why });
    expect(stubs.writes).toHaveLength(0);
  });

  test('a text that costs too much → skipped as tooCostly, no verdict, nothing written', async () => {
    const stubs = ticketStubs({
      redactTicket: () => Promise.reject(failing(FAILURE.ticketTooCostly, { nonRetryable: true })),
    });
    expect(await run(stubs)).toMatchObject({ kind: 'skipped', why: 'tooCostly', source: null });
    expect(stubs.writes).toHaveLength(0);
  });

  test('a write that the platform rejects → skipped as rejected', async () => {
    const stubs = ticketStubs({
      mergeUpdate: () => Promise.reject(failing(FAILURE.ticketRejected, { nonRetryable: true })),
    });
    expect(await run(stubs)).toMatchObject({
      ...{ kind: 'skipped', why: 'rejected' },
      refusal: { failureType: 'TicketRejected', status: null, codes: [], fields: [] },
    });
    // Nothing was said of why: it is tried without the priority, once.
    expect(stubs.calls.filter((call) => call === 'mergeUpdate')).toHaveLength(2);
  });

  test('a write that is rejected because the ticket was closed meanwhile → skipped as closed', async () => {
    let reads = 0;
    const details = [
      { status: 422, codes: ['RecordInvalid', 'status'], fields: ['status'], mayBePriority: false },
    ];
    const stubs = ticketStubs({
      fetchTicket: () => Promise.resolve({ ...TICKET, status: (reads += 1) > 1 ? 'closed' : 'open' }),
      mergeUpdate: () => Promise.reject(failing(FAILURE.ticketRejected, { nonRetryable: true, details })),
    });
    expect(await run(stubs)).toMatchObject({
      ...{ kind: 'skipped', why: 'closed' },
      refusal: { failureType: 'TicketRejected', status: 422, codes: ['RecordInvalid', 'status'] },
    });
    expect(stubs.calls.filter((call) => call === 'mergeUpdate')).toHaveLength(1);
  });

  test.each([
    [
      { status: 'closed' as const, wanted: false },
      { kind: 'skipped', why: 'closed' },
    ],
    [
      { status: 'deleted' as const, wanted: false },
      { kind: 'skipped', why: 'deleted' },
    ],
    [
      { status: 'solved' as const, wanted: false },
      { kind: 'skipped', why: 'unwantedStatus' },
    ],
    [
      { wanted: false, leftOutBy: 'group' as const },
      { kind: 'skipped', why: 'leftOut' },
    ],
    [{ tags: ['ai_processed'] }, { kind: 'unchanged' }],
  ])('a ticket found as %j → %j without a model call', async (found, expected) => {
    const stubs = ticketStubs({ fetchTicket: () => Promise.resolve({ ...TICKET, ...found }) });
    expect(await run(stubs)).toMatchObject(expected);
    expect(stubs.calls).not.toContain('analyzeTicket');
    expect(stubs.writes).toHaveLength(0);
  });

  test('a ticket of another status that a person names is processed', async () => {
    const stubs = ticketStubs({
      fetchTicket: () => Promise.resolve({ ...TICKET, status: 'pending', wanted: false }),
    });
    expect(await run(stubs, 'operator')).toMatchObject({ kind: 'updated', reason: 'operator' });
  });

  test('a ticket edited between read and write → read again, decided on the new tags, the verdict kept', async () => {
    const reads = [
      TICKET,
      {
        ...TICKET,
        tags: ['vip', 'agent-tag'],
        priority: 'urgent' as const,
        updatedAt: '2026-01-01T00:30:00Z',
      },
    ];
    let writes = 0;
    const stubs = ticketStubs({
      fetchTicket: () => Promise.resolve(reads.shift() as typeof TICKET),
      mergeUpdate: (input) => {
        stubs.writes.push(input);
        return Promise.resolve({ kind: (writes += 1) === 1 ? 'conflict' : 'updated' });
      },
    });
    expect(await run(stubs)).toMatchObject({ kind: 'updated' });
    expect(stubs.calls.filter((name) => name === 'analyzeTicket')).toHaveLength(1);
    expect(stubs.writes[1]?.write.tags).toEqual(expect.arrayContaining(['vip', 'agent-tag', 'ai_bug']));
    expect(stubs.writes[1]?.write.priority).toBeUndefined();
    expect(stubs.writes[1]?.expectedUpdatedAt).toBe('2026-01-01T00:30:00Z');
  });

  test('an answer lost after the write was applied → found in the history, not written again', async () => {
    const stubs = ticketStubs({
      mergeUpdate: (input) => {
        stubs.writes.push(input);
        return Promise.reject(failing(FAILURE.writeUncertain, { nonRetryable: true }));
      },
      readHistory: () =>
        Promise.resolve({
          previous: previousWrite({ verdictId: stubs.writes[0]?.record.verdictId ?? '' }),
          nextPage: null,
        }),
    });
    expect(await run(stubs)).toMatchObject({ kind: 'updated', source: 'llm' });
    expect(stubs.writes).toHaveLength(1);
  });

  test('an answer lost before the write was applied → looked up, then written', async () => {
    let writes = 0;
    const stubs = ticketStubs({
      mergeUpdate: (input) => {
        stubs.writes.push(input);
        if ((writes += 1) === 1)
          return Promise.reject(failing(FAILURE.writeUncertain, { nonRetryable: true }));
        return Promise.resolve({ kind: 'updated' });
      },
    });
    expect(await run(stubs)).toMatchObject({ kind: 'updated' });
    expect(stubs.calls).toContain('readHistory');
    expect(stubs.writes).toHaveLength(2);
    expect(stubs.writes[1]?.record.verdictId).toBe(stubs.writes[0]?.record.verdictId);
  });

  test('a history of several pages is read to its end', async () => {
    const pages: (string | null)[] = [];
    const stubs = ticketStubs({
      fetchTicket: () => Promise.resolve({ ...TICKET, tags: ['ai_bug'] }),
      readHistory: ({ page, before }) => {
        pages.push(page);
        return Promise.resolve({
          previous: before ?? previousWrite(),
          nextPage: page === 'b' ? null : page === null ? 'a' : 'b',
        });
      },
    });
    await run(stubs);
    expect(pages).toEqual([null, 'a', 'b']);
  });

  test('a stamp younger than two seconds is read again before the write', async () => {
    const young = { ...TICKET, readAt: '2026-01-01T00:00:01Z' };
    const reads = [young, TICKET];
    const stubs = ticketStubs({ fetchTicket: () => Promise.resolve(reads.shift() as typeof TICKET) });
    expect(await run(stubs)).toMatchObject({ kind: 'updated' });
    expect(stubs.calls).toEqual([
      'fetchTicket',
      'redactTicket',
      'analyzeTicket',
      'fetchTicket',
      'mergeUpdate',
    ]);
  });

  test('a conversation longer than a page: first and latest page go to the model together', async () => {
    const asked: string[] = [];
    const stubs = ticketStubs({
      redactTicket: ({ part }) =>
        Promise.resolve({
          ticket: { ...REDACTED, messages: [{ author: 'customer', text: part }], inputHash: part },
          truncated: true,
        }),
      analyzeTicket: ({ ticket }) => {
        asked.push(...ticket.messages.map(({ text }) => text));
        return Promise.resolve(ANALYSIS);
      },
    });
    await run(stubs);
    expect(asked).toEqual(['start', 'latest']);
  });

  test('dry run: the would-be write is the result', async () => {
    const stubs = ticketStubs({ mergeUpdate: () => Promise.resolve({ kind: 'dryRun' }) });
    expect(await run(stubs)).toMatchObject({
      kind: 'dryRun',
      write: { priority: 'high', note: expect.stringContaining('AI triage') },
    });
  });

  test('reprocess sent with the start: one round, one write, also on a ticket that has a verdict', async () => {
    const stubs = ticketStubs({ fetchTicket: () => Promise.resolve({ ...TICKET, tags: ['ai_processed'] }) });
    const tenant = freshTenant();
    const result = await withWorkers(env, { tenant, activities: stubs.activities }, async () => {
      const handle = await env.client.workflow.signalWithStart('processTicket', {
        ...start(tenant, 'operator'),
        signal: 'reprocess',
        signalArgs: [{ reason: 'cli' }],
      });
      return handle.result() as Promise<ProcessTicketResult>;
    });
    expect(result).toMatchObject({ kind: 'updated', reason: 'cli' });
    expect(stubs.writes).toHaveLength(1);
  });

  test('reprocess that finds its own verdict on the ticket, as on a server restored from a backup → not written again', async () => {
    const stubs = ticketStubs({
      fetchTicket: () => Promise.resolve({ ...TICKET, tags: ['ai_processed'] }),
      readHistory: () => {
        const runId = activityInfo().workflowExecution?.runId;
        return Promise.resolve({ previous: previousWrite({ verdictId: `${runId}/1` }), nextPage: null });
      },
    });
    const tenant = freshTenant();
    const result = await withWorkers(env, { tenant, activities: stubs.activities }, async () => {
      const handle = await env.client.workflow.signalWithStart('processTicket', {
        ...start(tenant, 'operator'),
        signal: 'reprocess',
        signalArgs: [{ force: true }],
      });
      return handle.result() as Promise<ProcessTicketResult>;
    });
    expect(result).toMatchObject({ kind: 'unchanged', why: 'this verdict was written before' });
    expect(stubs.writes).toHaveLength(0);
  });

  test('reprocess that arrives while the verdict is written → one more round, a verdict ID of its own', async () => {
    const tenant = freshTenant();
    const signal = () =>
      env.client.workflow.getHandle(ticketWorkflowId(tenant, 'zendesk', '42')).signal('reprocess');
    const stubs = ticketStubs({
      mergeUpdate: async (input) => {
        stubs.writes.push(input);
        if (stubs.writes.length === 1) await signal();
        return { kind: 'updated' };
      },
    });
    const result = await withWorkers(env, { tenant, activities: stubs.activities }, () =>
      env.client.workflow.execute<(input: ProcessTicketInput) => Promise<ProcessTicketResult>>(
        'processTicket',
        start(tenant),
      ),
    );
    expect(result).toMatchObject({ kind: 'updated', reason: 'reprocess' });
    expect(new Set(stubs.writes.map(({ record }) => record.verdictId)).size).toBe(2);
  });

  test('one request delivered twice, known by its key, is served once', async () => {
    const tenant = freshTenant();
    const stubs = ticketStubs();
    await withWorkers(env, { tenant, activities: stubs.activities }, async () => {
      const signal = () =>
        env.client.workflow.signalWithStart('processTicket', {
          ...start(tenant, 'desk'),
          signal: 'reprocess',
          signalArgs: [{ key: 'desk/1' }],
        });
      const handle = await signal();
      await signal();
      await handle.result();
    });
    expect(stubs.writes).toHaveLength(1);
  });

  test('the state query says where the run is and what failed', async () => {
    const tenant = freshTenant();
    let state: TicketRunState | undefined;
    const stubs = ticketStubs({
      analyzeTicket: () => Promise.reject(failing(FAILURE.modelRateLimited, { nonRetryable: true })),
      mergeUpdate: async () => {
        state = await env.client.workflow
          .getHandle(ticketWorkflowId(tenant, 'zendesk', '42'))
          .query<TicketRunState>('state');
        return { kind: 'updated' };
      },
    });
    await withWorkers(env, { tenant, activities: stubs.activities }, () =>
      env.client.workflow.execute('processTicket', start(tenant)),
    );
    expect(state).toMatchObject({
      step: 'writing the verdict',
      lastFailure: FAILURE.modelRateLimited,
      source: 'rules',
    });
  });
});
