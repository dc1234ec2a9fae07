import { describe, expect, test } from '@jest/globals';
import { leftOutBy, type TicketFilter } from '../../src/domain/ticket.js';

const place = { group: '7', brand: '8', form: null, channel: 'email' };
const TICKET = { place, tags: ['VIP', 'emea'] };

describe('leftOutBy', () => {
  test.each<[string, TicketFilter, string | null]>([
    ['no filter', {}, null],
    ['its group', { group: { only: ['6', '7'] } }, null],
    ['another group', { group: { only: ['6'] } }, 'group'],
    ['its group excepted', { group: { except: ['7'] } }, 'group'],
    ['a form, where it has none', { form: { only: ['1'] } }, 'form'],
    ['a form excepted, where it has none', { form: { except: ['1'] } }, null],
    ['one of its tags, in other case', { tag: { only: ['vip'] } }, null],
    ['none of its tags', { tag: { only: ['trial'] } }, 'tag'],
    ['one of its tags excepted', { tag: { only: ['vip'], except: ['EMEA'] } }, 'tag'],
    ['its channel and another brand', { channel: { only: ['Email'] }, brand: { only: ['9'] } }, 'brand'],
  ])('%s', (_name, filter, expected) => {
    expect(leftOutBy(TICKET, filter)).toBe(expected);
  });

  test('a ticket whose place nobody told is in no group', () => {
    expect(leftOutBy({ tags: [] }, { group: { only: ['7'] } })).toBe('group');
    expect(leftOutBy({ tags: [] }, { group: { except: ['7'] } })).toBeNull();
  });
});
