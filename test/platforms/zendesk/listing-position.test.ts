import { describe, expect, test } from '@jest/globals';
import { cursorAfter, listingPosition } from '../../../src/platforms/zendesk/platform.js';
import type { WireChanges } from '../../../src/platforms/zendesk/wire.js';

const NOW_MS = Date.parse('2026-09-18T12:00:00Z');
const page = (fields: Partial<WireChanges>): WireChanges => ({
  tickets: [],
  after_cursor: null,
  after_url: null,
  end_of_stream: false,
  ...fields,
});

describe('listingPosition', () => {
  test.each([
    ['an old start stays', '2026-09-18T11:00:00Z', '2026-09-18T11:00:00Z'],
    ['a start 30 s ago is moved to 65 s ago', '2026-09-18T11:59:30Z', '2026-09-18T11:58:55Z'],
    ['a start in the future is moved to 65 s ago', '2027-01-01T00:00:00Z', '2026-09-18T11:58:55Z'],
  ])('%s', (_title, startTime, asked) => {
    expect(listingPosition({ startTime }, NOW_MS)).toEqual({ startTime: Date.parse(asked) / 1000 });
  });

  test('a restart cursor is a start time again, kept 65 s in the past', () => {
    expect(listingPosition({ cursor: 'time:1000' }, NOW_MS)).toEqual({ startTime: 1000 });
    expect(listingPosition({ cursor: 'time:99999999999' }, NOW_MS)).toEqual({
      startTime: NOW_MS / 1000 - 65,
    });
  });
});

describe('cursorAfter', () => {
  test('no cursor in the answer → the cursor that was asked, ended', () => {
    expect(cursorAfter({ cursor: 'abc' }, page({}))).toEqual({ cursor: 'abc', endOfStream: true });
  });

  test('a cursor only in after_url is found there', () => {
    const answer = page({ after_url: 'https://shop.example/cursor.json?per_page=2&cursor=a%3D%3D' });
    expect(cursorAfter({ startTime: 5 }, answer)).toEqual({ cursor: 'a==', endOfStream: false });
  });

  test('a stream that does not move has ended, whatever the answer says', () => {
    expect(cursorAfter({ cursor: 'abc' }, page({ after_cursor: 'abc' })).endOfStream).toBe(true);
    expect(cursorAfter({ cursor: 'abc' }, page({ after_cursor: 'abd' })).endOfStream).toBe(false);
    expect(
      cursorAfter({ cursor: 'abc' }, page({ after_cursor: 'abd', end_of_stream: true })).endOfStream,
    ).toBe(true);
  });
});
