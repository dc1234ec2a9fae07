import { expect, test } from '@jest/globals';
import { activitiesOver, TENANT } from '../support/activities.js';
import { fakeModel } from '../support/fake-model.js';
import { REDACTED } from '../support/ticket-stubs.js';

const VERDICT = { summary: 'The export crashes.', root_cause: 'bug', urgency: 'high', sentiment: 'negative' };

/** A model that gives these answers, one after the other. */
function answering(...answers: object[]) {
  const { model, requests } = fakeModel(answers.map((answer) => JSON.stringify(answer)));
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
