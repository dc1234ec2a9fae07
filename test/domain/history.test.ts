import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldHistory, type HistoryEntry } from '../../src/domain/history.js';
import type { PriorityOwner } from '../../src/domain/merge.js';
import { previousWrite } from '../support/ticket-stubs.js';

const { record } = previousWrite();
const at = '2026-01-01T00:00:00Z';
const ours = (verdictId: string, touchedPriority: boolean): HistoryEntry => ({
  at,
  record: { ...record, verdictId },
  touchedPriority,
});
const theirs = (touchedPriority: boolean): HistoryEntry => ({ at, record: null, touchedPriority });

const ENTRIES: Record<string, HistoryEntry> = {
  'set by us': ours('v', true),
  'ours without it': ours('v', false),
  'set by them': theirs(true),
  'theirs without it': theirs(false),
};

describe('foldHistory', () => {
  test('no entry of ours → nothing of ours', () => {
    expect(foldHistory([])).toBeNull();
    expect(foldHistory([theirs(true), theirs(false)])).toBeNull();
  });

  test('the last of our writes is the one that counts', () => {
    expect(foldHistory([ours('v1', true), theirs(true), ours('v2', false)])?.record.verdictId).toBe('v2');
  });

  test.each<[string[], PriorityOwner]>([
    [['set by us'], 'ours'],
    [['ours without it'], 'foreign'],
    [['set by them', 'ours without it'], 'foreign'],
    [['set by us', 'set by them'], 'takenOver'],
    [['set by us', 'theirs without it'], 'ours'],
    [['set by us', 'ours without it'], 'ours'],
    [['set by us', 'set by them', 'ours without it'], 'takenOver'],
    [['set by us', 'set by them', 'set by us'], 'ours'],
    [['ours without it', 'set by them'], 'foreign'],
    [['ours without it', 'set by them', 'set by us'], 'ours'],
  ])('priority %j → %s', (names, owner) => {
    expect(foldHistory(names.map((name) => ENTRIES[name] as HistoryEntry))?.priorityOwner).toBe(owner);
  });

  test.each([
    [['ours', 'silent', 'silent'], true],
    [['ours', 'spoken'], undefined],
    [['ours', 'spoken', 'silent'], undefined],
    [['ours', 'spoken', 'ours'], true],
    [['spoken', 'ours'], true],
  ])('%j: nobody has written since our last write: %s', (names, expected) => {
    const entries = names.map((name): HistoryEntry => ({
      ...(name === 'ours' ? ours('v', true) : theirs(true)),
      ...(name === 'spoken' ? {} : { isSilent: true }),
    }));
    expect(foldHistory(entries)?.silentSince).toBe(expected);
  });

  test('a platform whose history tells no messages says nothing of silence', () => {
    expect(foldHistory([ours('v', true)])).not.toHaveProperty('silentSince');
  });

  test('the time of our last write is told', () => {
    const later = { ...ours('v2', true), at: '2026-01-02T00:00:00Z' };
    expect(foldHistory([ours('v1', true), later, theirs(true)])?.at).toBe(later.at);
  });

  test('pages folded one after the other give what the whole gives', () => {
    const entry = fc.oneof(
      fc.tuple(fc.string({ minLength: 1 }), fc.boolean()).map(([id, touched]) => ours(id, touched)),
      fc.boolean().map(theirs),
    );
    fc.assert(
      fc.property(fc.array(fc.array(entry)), (pages) => {
        const paged = pages.reduce<ReturnType<typeof foldHistory>>(
          (before, page) => foldHistory(page, before),
          null,
        );
        expect(paged).toEqual(foldHistory(pages.flat()));
      }),
    );
  });
});
