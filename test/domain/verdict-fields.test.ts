import { expect, test } from '@jest/globals';
import { SEARCH_ATTRIBUTES } from '../../src/contract/names.js';
import { BULK_MAIL_TAG, FALLBACK_TAG, PROCESSED_TAG } from '../../src/domain/merge.js';
import {
  answersOf,
  FIELDS,
  labelsInWords,
  labelsOf,
  namedLabelsOf,
  tagOf,
} from '../../src/domain/verdict-fields.js';

const VERDICT = {
  summary: 'Export fails.',
  root_cause: 'bug',
  urgency: 'high',
  sentiment: 'negative',
} as const;

const repeated = (words: readonly string[]): string[] =>
  words.filter((word, index) => words.indexOf(word) !== index);

test('no two labels share a tag, and none has one of the tags that mark a ticket', () => {
  const tags = FIELDS.flatMap((field) => field.labels.map((label) => tagOf(field, label)));
  expect(repeated([...tags, PROCESSED_TAG, FALLBACK_TAG, BULK_MAIL_TAG])).toEqual([]);
  expect(tags.filter((tag) => !/^ai_[a-z0-9_]{1,40}$/.test(tag))).toEqual([]);
});

test('every field has a search attribute of its own, which is made with the others', () => {
  const names = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name);
  expect(repeated(names)).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(FIELDS.map(({ searchAttribute }) => searchAttribute)));
});

test.each(FIELDS)('$key: keys and labels are plain words, each label once and with a colour', (field) => {
  expect([field.key, ...answersOf(field)].filter((word) => !/^[a-z]+(_[a-z]+)*$/.test(word))).toEqual([]);
  expect(repeated(answersOf(field))).toEqual([]);
  expect(Object.keys(field.tones).sort()).toEqual([...field.labels].sort());
});

test('at most one field sets the priority', () => {
  expect(FIELDS.filter(({ priority }) => priority !== undefined).length).toBeLessThanOrEqual(1);
});

test('the labels of a verdict, alone and by the names in records', () => {
  expect(labelsOf(VERDICT)).toEqual({ root_cause: 'bug', urgency: 'high', sentiment: 'negative' });
  expect(namedLabelsOf(VERDICT)).toEqual({ rootCause: 'bug', urgency: 'high', sentiment: 'negative' });
  expect(labelsInWords(namedLabelsOf(VERDICT))).toBe('bug, urgency high, negative');
});
