import { describe, expect, test } from '@jest/globals';
import { checkPromises } from '../../../bench/chaos/promises.js';
import type { LedgerTicket } from '../../../bench/rig/platform-ledger.js';

const done: LedgerTicket = {
  writes: 1,
  aiComments: 1,
  notes: ['Decided by: model m'],
  status: 'open',
  tags: ['ai_processed', 'vip'],
  lostForeignTags: [],
  overwrittenPriorities: 0,
};

/** The broken promises of a help desk with one ticket, by name. */
function broken(ticket: Partial<LedgerTicket>, { wanted = true, openRuns = [] as string[] } = {}) {
  const promises = checkPromises(
    { tickets: { 42: { ...done, ...ticket } } },
    { wanted: new Set(wanted ? ['42'] : []), openRuns },
  );
  return Object.fromEntries(
    promises.filter((promise) => promise.broken.length > 0).map((promise) => [promise.name, promise.broken]),
  );
}

describe('promises', () => {
  test('one write with one note breaks none', () => {
    expect(broken({})).toEqual({});
  });

  test.each<[string, Partial<LedgerTicket>]>([
    ['lost', { writes: 0, aiComments: 0, tags: ['vip'] }],
    ['duplicate notes', { aiComments: 2 }],
    ['writes without a verdict', { writes: 2 }],
    ['tagged without a note', { aiComments: 0 }],
    ['foreign tags lost', { lostForeignTags: ['vip'] }],
    ['person-set priorities overwritten', { overwrittenPriorities: 1 }],
  ])('%s: %j', (name, ticket) => {
    expect(broken(ticket)).toEqual({ [name]: ['42'] });
  });

  test('the model may replace a verdict of the rules, once; nothing else may come second', () => {
    const [rules, model] = [
      'AI triage: x\nDecided by: keyword rules (1)',
      'AI triage: y\nDecided by: model m',
    ];
    const noted = (...notes: string[]) =>
      broken({ writes: notes.length, aiComments: notes.length, notes })['duplicate notes'];
    expect(noted(rules, model)).toBeUndefined();
    expect(noted(rules, rules)).toEqual(['42']);
    expect(noted(model, rules)).toEqual(['42']);
    expect(noted(rules, model, model)).toEqual(['42']);
  });

  test('it counts how often, not only for how many tickets', () => {
    expect(broken({ aiComments: 4 })).toEqual({ 'duplicate notes': ['42', '42', '42'] });
  });

  test('a ticket that a person took out of the wanted statuses has ended without a verdict', () => {
    expect(broken({ writes: 0, aiComments: 0, tags: [], status: 'solved' })).toEqual({});
  });

  test('a wanted ticket that the help desk no longer knows is lost', () => {
    const promises = checkPromises({ tickets: {} }, { wanted: new Set(['7']), openRuns: [] });
    expect(promises[0]).toEqual({ name: 'lost', broken: ['7'] });
  });

  test('a write on a ticket that nobody wanted, and a run that never ends', () => {
    expect(broken({}, { wanted: false })).toEqual({ 'writes on tickets that nobody wanted': ['42'] });
    expect(broken({}, { openRuns: ['42'] })).toEqual({ 'runs that never end': ['42'] });
  });
});
