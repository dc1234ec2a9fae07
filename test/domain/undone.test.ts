import { describe, expect, test } from '@jest/globals';
import type { PreviousWrite, TakenOff } from '../../src/domain/merge.js';
import { ruleName, takenOffText, undoneBy } from '../../src/domain/undone.js';
import { previousWrite } from '../support/ticket-stubs.js';

const RULE: TakenOff = { by: 'rule', rule: { kind: 'trigger', id: '42', title: 'Tidy up' } };
const UNKNOWN: TakenOff = { by: 'unknown' };
const PERSON: TakenOff = { by: 'person' };
const T = (minute: number) => `2026-01-01T10:${String(minute).padStart(2, '0')}:00Z`;

/** Our writes at these minutes; the last one was judged from `hash`. */
const written = (minutes: number[], takenOff?: TakenOff): PreviousWrite => ({
  ...previousWrite({ contentHash: 'same' }),
  at: T(minutes.at(-1) ?? 0),
  writesAt: minutes.map(T),
  ...(takenOff && { takenOff }),
});

describe('undoneBy', () => {
  test.each<
    [string, PreviousWrite | null, { customer?: number; hash?: string; better?: boolean }, TakenOff | null]
  >([
    ['no write of ours → go on', null, {}, null],
    ['a rule, after one write → left alone', written([5], RULE), {}, RULE],
    ['a person, after many writes → go on', written([5, 6, 7], PERSON), {}, null],
    ['nobody knows who, once → go on', written([5]), {}, null],
    ['nobody knows who, twice → left alone', written([5, 6]), {}, UNKNOWN],
    [
      'twice, but the customer wrote in between → go on',
      written([5, 7]),
      { customer: 6, hash: 'other' },
      null,
    ],
    [
      'a rule, and the customer has written since → go on',
      written([5], RULE),
      { customer: 6, hash: 'other' },
      null,
    ],
    [
      'a rule, other words that are no customer’s, once → go on',
      written([5], RULE),
      { customer: 1, hash: 'other' },
      null,
    ],
    ['the same, twice → left alone', written([5, 6], RULE), { customer: 1, hash: 'other' }, RULE],
    ['a rule, and a better verdict → go on', written([5], RULE), { better: true }, null],
    ['a better verdict, the second time → left alone', written([5, 6], RULE), { better: true }, RULE],
  ])('%s', (_name, previous, { customer = 1, hash = 'same', better = false }, expected) => {
    const conversation = { customerMessageAt: T(customer), inputHash: hash, isBetter: better };
    expect(undoneBy(previous, conversation)).toEqual(expected);
  });
});

test('a rule is named by kind, ID and title, whitespace folded and cut', () => {
  const rule = ruleName({ kind: 'automation', id: '7', title: ` Tidy\n up ${'x'.repeat(100)}` });
  expect(takenOffText({ by: 'rule', rule })).toMatch(/^automation 7 "Tidy up x{52}"$/);
  expect(takenOffText(UNKNOWN)).toBe('the help desk does not tell what');
});
