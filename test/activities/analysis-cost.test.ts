import { describe, expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { FAILURE } from '../../src/contract/failures.js';
import { addUsage, NO_USAGE } from '../../src/domain/verdict.js';
import { ModelError } from '../../src/ports/model.js';
import { activitiesOver, activityEnvironment, failureOf, TENANT } from '../support/activities.js';
import { fakeModel, USAGE, verdictText } from '../support/fake-model.js';
import { REDACTED } from '../support/ticket-stubs.js';

const INPUT = { tenant: TENANT, ticket: REDACTED };
const TWICE = addUsage(USAGE, USAGE);

/** An attempt whose predecessors have left these heartbeat details, and what it sends itself. */
function attemptAfter(heartbeatDetails: unknown) {
  const environment = new MockActivityEnvironment(
    { heartbeatDetails },
    { logger: new DefaultLogger('ERROR') },
  );
  const heartbeats: unknown[] = [];
  environment.on('heartbeat', (details: unknown) => heartbeats.push(details));
  return { environment, heartbeats };
}

describe('answers that were paid for and cannot be used', () => {
  test('are in the details of the failure, and in the heartbeat that the next attempt begins with', async () => {
    const { model } = fakeModel(['prose']);
    const { environment, heartbeats } = attemptAfter(undefined);
    const failure = await failureOf(activitiesOver({ model }).call('analyzeTicket', INPUT, environment));
    expect(failure).toMatchObject({ type: FAILURE.modelUnusable, nextRetryDelay: 1_000 });
    expect(failure.details).toEqual([{ paid: USAGE }]);
    expect(heartbeats.at(-1)).toEqual({ paid: USAGE });
  });

  test('add up over attempts that fail', async () => {
    const { model } = fakeModel(['prose']);
    const { environment } = attemptAfter({ paid: USAGE });
    const failure = await failureOf(activitiesOver({ model }).call('analyzeTicket', INPUT, environment));
    expect(failure.details).toEqual([{ paid: TWICE }]);
  });

  test('are kept by an attempt that fails without an answer', async () => {
    const { model } = fakeModel([new ModelError('slow', { kind: 'timeout' })]);
    const { environment } = attemptAfter({ paid: USAGE });
    const failure = await failureOf(activitiesOver({ model }).call('analyzeTicket', INPUT, environment));
    expect(failure).toMatchObject({ type: FAILURE.modelTimeout, details: [{ paid: USAGE }] });
  });

  test('belong to the usage of the verdict that follows', async () => {
    const { model } = fakeModel([verdictText()]);
    const { environment } = attemptAfter({ paid: USAGE });
    const { usage } = await activitiesOver({ model }).call('analyzeTicket', INPUT, environment);
    expect(usage).toEqual(TWICE);
  });

  test('nothing paid → no details', async () => {
    const { model } = fakeModel([new ModelError('slow', { kind: 'timeout' })]);
    const failure = await failureOf(activitiesOver({ model }).call('analyzeTicket', INPUT));
    expect(failure.details ?? []).toEqual([]);
  });
});

describe('an equal ticket', () => {
  const equal = { ...REDACTED, inputHash: 'another', messages: [...REDACTED.messages] };

  test('gets the same verdict without a call, at no cost, under its own input hash', async () => {
    const { model, requests } = fakeModel([verdictText()]);
    const { call } = activitiesOver({ model });
    const first = await call('analyzeTicket', INPUT);
    const second = await call('analyzeTicket', { ...INPUT, ticket: equal });
    expect(second).toEqual({
      ...first,
      inputHash: 'another',
      usage: { ...NO_USAGE, fromCache: true },
    });
    expect(requests).toHaveLength(1);
  });

  test('at the same time: one call, and a failure is paid for once', async () => {
    const { model, requests } = fakeModel(['prose']);
    const { call } = activitiesOver({ model });
    const failures = await Promise.all(
      [INPUT, { ...INPUT, ticket: equal }].map((input) => failureOf(call('analyzeTicket', input))),
    );
    expect(requests).toHaveLength(1);
    expect(failures.map(({ type }) => type)).toEqual([FAILURE.modelUnusable, FAILURE.modelUnusable]);
    expect(failures.flatMap(({ details }) => details ?? [])).toEqual([{ paid: USAGE }]);
  });

  test('of a person who asks for another look: a new answer, which the next ones get', async () => {
    const { model, requests } = fakeModel([verdictText('Old.'), verdictText('New.')]);
    const { call } = activitiesOver({ model });
    await call('analyzeTicket', INPUT);
    const again = await call('analyzeTicket', { ...INPUT, fresh: true });
    expect(again).toMatchObject({ verdict: { summary: 'New.' }, usage: USAGE });
    const next = await call('analyzeTicket', INPUT);
    expect(next).toMatchObject({ verdict: { summary: 'New.' }, usage: { fromCache: true } });
    expect(requests).toHaveLength(2);
  });

  test('the verdict of the rules is never kept', async () => {
    const { model } = fakeModel([verdictText()]);
    const { call } = activitiesOver({ model });
    await call('fallbackAnalysis', { ...INPUT, reason: FAILURE.modelTimeout });
    expect(await call('analyzeTicket', INPUT)).toMatchObject({ source: 'llm', usage: USAGE });
  });
});

describe('a monthly budget', () => {
  const policy = { monthlyBudgetUsd: USAGE.costUsd };

  test('that is spent → BudgetExhausted without a call; an equal ticket is still served', async () => {
    const { model, requests } = fakeModel([verdictText()]);
    const { call } = activitiesOver({ model, policy });
    await call('analyzeTicket', INPUT);
    const other = { ...INPUT, ticket: { ...REDACTED, subject: 'Something else' } };
    expect(await failureOf(call('analyzeTicket', other))).toMatchObject({
      ...{ type: FAILURE.budgetExhausted, nonRetryable: true },
    });
    expect(await call('analyzeTicket', INPUT)).toMatchObject({ usage: { fromCache: true } });
    expect(requests).toHaveLength(1);
  });

  test('is spent by unusable answers too', async () => {
    const { model } = fakeModel(['prose']);
    const { call } = activitiesOver({ model, policy });
    await failureOf(call('analyzeTicket', INPUT));
    const { environment } = attemptAfter({ paid: USAGE });
    expect(await failureOf(call('analyzeTicket', INPUT, environment))).toMatchObject({
      ...{ type: FAILURE.budgetExhausted, details: [{ paid: USAGE }] },
    });
  });
});

test('a caller that is cancelled leaves the call to the others', async () => {
  let answer: (text: string) => void = () => undefined;
  const { model } = fakeModel([]);
  const slow = {
    ...model,
    complete: () =>
      new Promise<Awaited<ReturnType<typeof model.complete>>>((resolve) => {
        answer = (text) => resolve({ text, model: 'm', usage: USAGE });
      }),
  };
  const { call } = activitiesOver({ model: slow });
  const cancelled = activityEnvironment();
  const first = call('analyzeTicket', INPUT, cancelled);
  const second = call('analyzeTicket', INPUT);
  await new Promise(setImmediate);
  cancelled.cancel('CANCELLED');
  await expect(first).rejects.toThrow('cancelled');
  answer(verdictText());
  expect(await second).toMatchObject({ source: 'llm' });
});
