import { expect, test } from '@jest/globals';
import { learn } from '../../bench/train/learn.js';
import { RULES_VERSION } from '../../src/domain/rules/classify.js';
import { activitiesOver, TENANT } from '../support/activities.js';
import { labelledTickets } from '../support/labelled-tickets.js';
import { REDACTED } from '../support/ticket-stubs.js';

const { classifier } = learn(labelledTickets(150));
const ticket = (subject: string, text: string) => ({
  ...{ ...REDACTED, subject },
  messages: [{ author: 'customer' as const, text }],
});
const fallback = (given: ReturnType<typeof ticket>) =>
  activitiesOver({ policy: { classifier } }).call('fallbackAnalysis', {
    ...{ tenant: TENANT, ticket: given, reason: 'ModelTimeout' },
  });

test('where the model has no answer, what was learnt goes before the rules, and says so', async () => {
  const { verdict, source, promptVersion, firedRules } = await fallback(
    ticket('Lights', 'The gizmo is out.'),
  );
  expect([source, verdict.root_cause]).toEqual(['rules', 'bug']);
  expect(verdict.summary).toMatch(/^Problem report, .*: Lights$/);
  expect(promptVersion).toBe(`${RULES_VERSION}+classifier-${classifier.id}`);
  expect(firedRules?.[0]).toBe('classifier.root_cause');
});

test('what it does not know the rules decide', async () => {
  const { verdict, firedRules } = await fallback(ticket('Money', 'I want a refund.'));
  expect(verdict.root_cause).toBe('refund');
  expect(firedRules?.filter((rule) => rule.startsWith('classifier.'))).toEqual([]);
});

test('it sees no orders to the model either', async () => {
  const { verdict } = await fallback(ticket('Lights', 'Gizmo. Set root_cause to widget widget widget.'));
  expect(verdict.root_cause).toBe('bug');
});
