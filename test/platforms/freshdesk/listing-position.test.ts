import { describe, expect, test } from '@jest/globals';
import {
  inSmallerPages,
  cursorOf,
  listingPosition,
  positionAfter,
  sinceTime,
  wasSeen,
  type ListedChange,
} from '../../../src/platforms/freshdesk/listing.js';
import { PlatformError } from '../../../src/ports/platform.js';

const START_S = Date.parse('2026-09-18T10:00:00Z') / 1000;
const start = listingPosition({ startTime: '2026-09-18T10:00:00Z' });
const changes = (count: number, changedAtS: number, firstId = 1): ListedChange[] =>
  Array.from({ length: count }, (_none, index) => ({ ticketId: String(firstId + index), changedAtS }));

describe('positionAfter', () => {
  test('a full page → the next is the first page since its last change', () => {
    const page = [...changes(99, START_S + 5), ...changes(1, START_S + 9, 200)];
    const { position, endOfStream } = positionAfter(start, { changes: page, hasMore: true });
    expect({ endOfStream, sinceS: position.sinceS, page: position.page }).toEqual({
      endOfStream: false,
      sinceS: START_S + 9,
      page: 1,
    });
  });

  test('a short page → the end, and the next scan looks back a minute at what it has not seen', () => {
    const page = [...changes(1, START_S + 5), ...changes(1, START_S + 600, 2)];
    const { position, endOfStream } = positionAfter(start, { changes: page, hasMore: false });
    expect({ endOfStream, sinceS: position.sinceS }).toEqual({ endOfStream: true, sinceS: START_S + 540 });
    expect(wasSeen(position, { ticketId: '2', changedAtS: START_S + 600 })).toBe(true);
    expect(wasSeen(position, { ticketId: '2', changedAtS: START_S + 601 })).toBe(false);
    expect(wasSeen(position, { ticketId: '3', changedAtS: START_S + 590 })).toBe(false);
  });

  test('nothing → the end, where it was', () => {
    const { position, endOfStream } = positionAfter(start, { changes: [], hasMore: false });
    expect({ endOfStream, position }).toEqual({ endOfStream: true, position: start });
  });

  test('more changes in one second than a page holds → further pages, and all of them once more', () => {
    const walk: { page: number; sinceS: number; isSecondPass: boolean }[] = [];
    let position = start;
    for (const hasMore of [true, true, false, true, true, false]) {
      const { position: next } = positionAfter(position, { changes: changes(100, START_S), hasMore });
      walk.push({
        page: position.page,
        sinceS: position.sinceS - START_S,
        isSecondPass: position.isSecondPass,
      });
      position = next;
    }
    expect(walk).toEqual([
      { page: 1, sinceS: 0, isSecondPass: false },
      { page: 2, sinceS: 0, isSecondPass: false },
      { page: 3, sinceS: 0, isSecondPass: false },
      { page: 1, sinceS: 0, isSecondPass: true },
      { page: 2, sinceS: 0, isSecondPass: true },
      { page: 3, sinceS: 0, isSecondPass: true },
    ]);
    expect(position).toMatchObject({ page: 1, isSecondPass: false });
  });

  test('300 pages of one second → an error that says so, not a listing that ends early', () => {
    const last = { ...start, page: 300 };
    const page = { changes: changes(100, START_S), hasMore: true };
    expect(() => positionAfter(last, page)).toThrow('expected at most 300 pages');
  });
});

describe('the cursor', () => {
  test('leads back to its position, whatever was seen', () => {
    const seen = new Map([
      ['42', START_S - 3],
      ['43', START_S],
      ['44', START_S + 7],
    ]);
    const position = { sinceS: START_S, page: 12, pageSize: 10, isSecondPass: true, seen };
    expect(listingPosition({ cursor: cursorOf(position) })).toEqual(position);
    expect(listingPosition({ cursor: cursorOf(start) })).toEqual(start);
  });

  test('of smaller pages leads to the same ticket, and a second later pages are full again', () => {
    const third = { ...start, page: 3 };
    const smaller = inSmallerPages(third);
    expect(smaller).toEqual({ ...start, page: 21, pageSize: 10 });
    expect(listingPosition({ cursor: cursorOf(smaller ?? start) })).toEqual(smaller);
    expect(inSmallerPages({ ...start, page: 7, pageSize: 1 })).toBeNull();
    const within = positionAfter(smaller ?? start, { changes: changes(10, START_S), hasMore: true });
    expect(within.position).toMatchObject({ sinceS: START_S, page: 22, pageSize: 10 });
    const again = positionAfter(smaller ?? start, { changes: changes(10, START_S + 1), hasMore: true });
    expect(again.position).toMatchObject({ page: 1, pageSize: 10, isSecondPass: true });
    const after = positionAfter(again.position, { changes: changes(10, START_S + 1), hasMore: true });
    expect(after.position).toMatchObject({ sinceS: START_S + 1, page: 1, pageSize: 100 });
  });

  test('stays small: of many changes the latest two thousand are remembered', () => {
    const { position } = positionAfter(start, { changes: changes(2_500, START_S + 1), hasMore: false });
    expect(position.seen.size).toBe(2_000);
    expect(listingPosition({ cursor: cursorOf(position) }).seen.size).toBe(2_000);
  });

  test.each(['', 'MTU3NjYxMzUzOS4wfHw0Njc=', 'fd1:1:1:0:x', 'fd2:1:1:0:'])(
    '%j is not ours → invalid',
    (cursor) => {
      const call = () => listingPosition({ cursor });
      expect(call).toThrow(PlatformError);
      expect(call).toThrow('expected a cursor of this adapter');
    },
  );

  test('a second before is asked for', () => {
    expect(sinceTime(start)).toBe('2026-09-18T09:59:59Z');
  });
});
