import { expect, test } from '@jest/globals';
import type { CompletionRequest, LanguageModel } from '../../src/ports/language-model.js';
import { activitiesOver, TENANT } from '../support/activities.js';
import { USAGE } from '../support/fake-model.js';
import { REDACTED } from '../support/ticket-stubs.js';

const VERDICT = { summary: 'The export crashes.', root_cause: 'bug', urgency: 'high', sentiment: 'negative' };

/** A model that gives these answers, one after the other. */
function answering(...answers: object[]) {
  const requests: CompletionRequest[] = [];
  const model: LanguageModel = {
    model: 'small',
    reachable: () => Promise.resolve(),
    complete: (request) => {
      requests.push(request);
      return Promise.resolve({ text: JSON.stringify(answers.shift()), model: 'small', usage: USAGE });
    },
  };
  const activities = activitiesOver({ model });
  const analyze = (subject: string) =>
    activities.call('analyzeTicket', { tenant: TENANT, ticket: { ...REDACTED, subject } });
  return { analyze, statements: () => requests.map(({ statesSchema = false }) => statesSchema) };
}

test('a label outside the schema → from then on the model is told the schema in words as well', async () => {
  const { analyze, statements } = answering({ ...VERDICT, root_cause: 'billing' }, VERDICT, VERDICT);
  await expect(analyze('first')).rejects.toThrow('lacks a valid root_cause');
  await analyze('first');
  await analyze('another');
  expect(statements()).toEqual([false, true, true]);
});

test('a summary of nothing but a link → the schema was held, nothing changes', async () => {
  const { analyze, statements } = answering({ ...VERDICT, summary: 'https://evil.example' }, VERDICT);
  await expect(analyze('first')).rejects.toThrow('lacks a valid summary');
  await analyze('first');
  expect(statements()).toEqual([false, false]);
});
