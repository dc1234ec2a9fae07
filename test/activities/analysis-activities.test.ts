import { describe, expect, test } from '@jest/globals';
import { CancelledFailure } from '@temporalio/common';
import { FAILURE } from '../../src/contract/failures.js';
import { cleanSummary } from '../../src/domain/summary.js';
import { NO_USAGE, SUMMARY_MAX_LENGTH } from '../../src/domain/verdict.js';
import { ModelError, type LanguageModel } from '../../src/ports/model.js';
import { activitiesOver, activityEnvironment, failureOf, TENANT } from '../support/activities.js';
import { fakeModel, USAGE, verdictText } from '../support/fake-model.js';
import { REDACTED } from '../support/ticket-stubs.js';

const INPUT = { tenant: TENANT, ticket: REDACTED };

const analyze = (...answers: (string | Error)[]) => {
  const { model, requests } = fakeModel(answers);
  return { call: activitiesOver({ model }).call('analyzeTicket', INPUT), requests };
};

describe('analyzeTicket', () => {
  test('one request with the redacted ticket gives the verdict, its cost and where it comes from', async () => {
    const { call, requests } = analyze(verdictText());
    expect(await call).toEqual({
      verdict: { summary: 'The export crashes.', root_cause: 'bug', urgency: 'high', sentiment: 'negative' },
      source: 'llm',
      model: 'answering-model',
      promptVersion: expect.stringMatching(/\S/),
      usage: USAGE,
      inputHash: REDACTED.inputHash,
    });
    expect(requests).toHaveLength(1);
    const [request] = requests;
    expect(request?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(request?.messages[1]?.content).toContain('The export crashes, write to <EMAIL_1>');
    expect(request?.maxOutputTokens).toBeGreaterThan(0);
    expect(request?.schema.schema).toHaveProperty('properties');
  });

  test.each([
    ['prose', 'I think that this customer is unhappy.'],
    ['a label outside the list', JSON.stringify({ ...JSON.parse(verdictText()), urgency: 'catastrophic' })],
    ['two objects', `${verdictText()}\n${verdictText()}`],
    ['an empty summary', verdictText('  ')],
  ])('%s → ModelUnusable, retried after a second, without a word of the answer', async (_case, answer) => {
    const failure = await failureOf(analyze(answer).call);
    expect(failure).toMatchObject({
      type: FAILURE.modelUnusable,
      nonRetryable: false,
      nextRetryDelay: 1_000,
    });
    expect(failure.message).toContain(`${answer.length} characters`);
    expect(JSON.stringify(failure)).not.toMatch(/unhappy|catastrophic|export/);
  });

  test.each([
    ['jane.roe@example.com cannot log in.', /jane|example\.com/],
    ['Call +1 212 555 2368 about the order.', /555/],
    ['Card 4111 1111 1111 1111 was charged twice.', /4111/],
  ])('personal data that the model put into the summary is taken out: %s', async (summary, leak) => {
    const { verdict } = await analyze(verdictText(summary)).call;
    expect(verdict.summary).not.toMatch(leak);
    expect(cleanSummary(verdict.summary)).toBe(verdict.summary);
  });

  test('a summary stays within its length when what is taken out is shorter than its placeholder', async () => {
    const { verdict } = await analyze(verdictText('Hosts: '.padEnd(SUMMARY_MAX_LENGTH, '::1 '))).call;
    expect(verdict.summary.length).toBeLessThanOrEqual(SUMMARY_MAX_LENGTH);
    expect(verdict.summary.length).toBeGreaterThan(0);
  });

  test('401 → ModelUnauthorized, not retried: the rules decide', async () => {
    const error = new ModelError('POST chat/completions: 401', { kind: 'unauthorized', status: 401 });
    expect(await failureOf(analyze(error).call)).toMatchObject({
      type: FAILURE.modelUnauthorized,
      nonRetryable: true,
    });
  });

  test('five time-outs in a row → ModelCircuitOpen at once; five unusable answers do not', async () => {
    const typesAfter = async (answer: string | Error) => {
      const { model } = fakeModel([...Array.from({ length: 5 }, () => answer), verdictText()]);
      const { call } = activitiesOver({ model });
      for (let count = 0; count < 5; count += 1) await failureOf(call('analyzeTicket', INPUT));
      return call('analyzeTicket', INPUT).then(
        ({ source }) => source,
        (error: { type?: string }) => error.type,
      );
    };
    expect(await typesAfter(new ModelError('slow', { kind: 'timeout' }))).toBe(FAILURE.modelCircuitOpen);
    expect(await typesAfter('not a verdict')).toBe('llm');
  });

  test('cancelled while the model thinks → ends as cancelled, and the request is aborted', async () => {
    const environment = activityEnvironment();
    const model: LanguageModel = {
      model: 'slow',
      reachable: () => Promise.resolve(),
      complete: (_request, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new ModelError('aborted', { kind: 'timeout' })));
          environment.cancel('CANCELLED');
        }),
    };
    const call = activitiesOver({ model }).call('analyzeTicket', INPUT, environment);
    await expect(call).rejects.toBeInstanceOf(CancelledFailure);
  });
});

describe('fallbackAnalysis', () => {
  test('the rules decide, free of charge, and the reason is kept', async () => {
    const analysis = await activitiesOver({}).call('fallbackAnalysis', {
      ...INPUT,
      reason: FAILURE.modelTimeout,
    });
    expect(analysis).toMatchObject({
      source: 'rules',
      model: 'rules',
      usage: NO_USAGE,
      fallbackReason: FAILURE.modelTimeout,
      inputHash: REDACTED.inputHash,
      verdict: { root_cause: 'bug' },
    });
    expect(analysis.firedRules?.length).toBeGreaterThan(0);
  });

  test('a ticket without a word gets a verdict too', async () => {
    const ticket = { ...REDACTED, subject: '', messages: [] };
    const { verdict } = await activitiesOver({}).call('fallbackAnalysis', {
      tenant: TENANT,
      ticket,
      reason: 'x',
    });
    expect(verdict.summary.length).toBeGreaterThan(0);
  });
});
