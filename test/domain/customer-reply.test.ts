import { describe, expect, test } from '@jest/globals';
import { HAS_VERDICT, lastCustomerMessageAt, laterOf, whyNoReply } from '../../src/domain/history.js';
import { previousWrite } from '../support/ticket-stubs.js';

const EARLY = '2026-01-01T00:00:00.000Z';
const LATE = '2026-01-02T00:00:00.000Z';
const customer = { author: 'customer', public: true } as const;
const agent = { author: 'agent', public: true } as const;

describe('lastCustomerMessageAt', () => {
  test.each([
    ['nothing was written', [], null],
    ['only agents wrote', [{ ...agent, createdAt: LATE }], null],
    ["an agent's answer comes after it", [at(EARLY), { ...agent, createdAt: LATE }], EARLY],
    ['two messages in another order', [at(LATE), at(EARLY)], LATE],
    ['a later one that only agents can read', [at(EARLY), { ...at(LATE), public: false }], EARLY],
    ['a time that is none', [at(EARLY), at('soon')], EARLY],
    ['a time of another zone', [at('2026-01-01T02:00:00+02:00')], EARLY],
  ])('%s', (_case, messages, expected) => {
    expect(lastCustomerMessageAt(messages)).toBe(expected);
  });

  function at(createdAt: string) {
    return { ...customer, createdAt };
  }
});

test.each([
  [undefined, undefined, undefined],
  [EARLY, undefined, EARLY],
  [undefined, LATE, LATE],
  [EARLY, LATE, LATE],
  [LATE, EARLY, LATE],
])('the later of %s and %s is %s', (one, other, expected) => {
  expect(laterOf(one, other)).toBe(expected);
});

describe('whyNoReply', () => {
  const WRITTEN = '2026-01-01T12:00:00Z';
  const previous = { ...previousWrite({ contentHash: 'then' }), at: WRITTEN };
  const now = (customerMessageAt: string | undefined, inputHash = 'now') => ({
    customerMessageAt,
    inputHash,
  });

  test.each([
    ['a reply after our write', '2026-01-01T12:00:01Z', null],
    ['one in the second of our write', WRITTEN, null],
    ['a message of two seconds before, which the verdict has seen', '2026-01-01T11:59:58Z', HAS_VERDICT],
    ['one of a second before, seen as well', '2026-01-01T11:59:59Z', HAS_VERDICT],
    ['no message of a customer', undefined, HAS_VERDICT],
    ['a time that is none', 'soon', HAS_VERDICT],
  ])('%s', (_case, customerMessageAt, expected) => {
    expect(whyNoReply(previous, now(customerMessageAt))).toBe(expected);
  });

  test('a reply of which nothing is left for the model to read', () => {
    expect(whyNoReply(previous, now('2026-01-01T12:10:00Z', 'then'))).toBe('the reply says nothing new');
  });

  test('without a write of ours the tag is somebody else’s: left alone', () => {
    expect(whyNoReply(null, now(LATE))).toBe(HAS_VERDICT);
  });

  test('a write whose time is none: left alone', () => {
    expect(whyNoReply({ ...previousWrite(), at: '' }, now(LATE))).toBe(HAS_VERDICT);
  });
});
