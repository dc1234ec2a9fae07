import { describe, expect, test } from '@jest/globals';
import { ENGLISH } from '../../../src/domain/rules/data/english.js';
import { FRENCH } from '../../../src/domain/rules/data/french.js';
import { GERMAN } from '../../../src/domain/rules/data/german.js';
import { ITALIAN } from '../../../src/domain/rules/data/italian.js';
import { PORTUGUESE } from '../../../src/domain/rules/data/portuguese.js';
import { SPANISH } from '../../../src/domain/rules/data/spanish.js';
import { Negation } from '../../../src/domain/rules/sightings.js';
import { PhraseIndex, tokenize } from '../../../src/domain/rules/phrases.js';
import type { LanguageRules } from '../../../src/domain/rules/types.js';

describe.each([ENGLISH, GERMAN, SPANISH, FRENCH, PORTUGUESE, ITALIAN])(
  'rules of $language',
  ({ language, rules, negations }: LanguageRules) => {
    test('ids are unique', () => {
      expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    });

    test('every rule has phrases, and no phrase twice', () => {
      for (const { id, phrases } of rules) {
        expect([id, phrases.length]).not.toEqual([id, 0]);
        expect([id, new Set(phrases).size]).toEqual([id, phrases.length]);
      }
    });

    test('every phrase finds itself', () => {
      const index = new PhraseIndex([{ language, rules, negations, negationEnds: [] }]);
      for (const { phrases } of rules) {
        for (const phrase of phrases) {
          const text = phrase
            .replace('^', '')
            .replaceAll('*', 'x')
            .replaceAll('..', '')
            .replaceAll(' _ ', ' word ');
          expect(index.find(tokenize(text)).map((sighting) => sighting.phrase)).toContain(phrase);
        }
      }
    });
  },
);

test('every language has phrases for each of the nineteen rules that all share, English for all but two', () => {
  const idsOf = ({ rules }: LanguageRules): string[] => rules.map(({ id }) => id);
  const shared = idsOf(GERMAN);
  expect(shared).toHaveLength(19);
  for (const language of [SPANISH, FRENCH, PORTUGUESE, ITALIAN]) expect(idsOf(language)).toEqual(shared);
  expect(shared.filter((id) => !idsOf(ENGLISH).includes(id))).toEqual(['feature.asking', 'feature.building']);
});

describe('phrases', () => {
  const index = new PhraseIndex([
    {
      language: 'xx',
      negations: [],
      negationEnds: [],
      rules: [
        {
          id: 'a',
          field: 'root_cause',
          label: 'bug',
          weight: 1,
          phrases: ['cancel* .. order', 'very _ day', '^add', 'ne marche'],
        },
      ],
    },
  ]);
  const found = (text: string): string[] => index.find(tokenize(text)).map(({ phrase }) => phrase);

  test.each<[string, string[]]>([
    ['cancel order', ['cancel* .. order']],
    ['cancelling my last big order', ['cancel* .. order']],
    ['cancel one two three four order', []],
    ['cancel it. My order', []],
    ['very bad day', ['very _ day']],
    ['very day', []],
    ['Add this', ['^add']],
    ['please add this', []],
    ['First. Add this', ['^add']],
    ['NE MARCHÉ', ['ne marche']],
  ])('%s → %j', (text, phrases) => {
    expect(found(text)).toEqual(phrases);
  });

  test('a phrase must begin with a word', () => {
    expect(
      () =>
        new PhraseIndex([
          {
            language: 'xx',
            negations: [],
            negationEnds: [],
            rules: [{ id: 'a', field: 'ignore', weight: 0, phrases: ['_ x'] }],
          },
        ]),
    ).toThrow('xx.a');
  });
});

test.each([
  ['not broken', 1, true],
  ['is not really very broken', 4, true],
  ['not at all in any way broken', 6, false],
  ['not sure broken', 2, false],
  ['no, broken', 1, false],
  ['not. broken', 1, false],
])('%s: word %i is negated: %s', (text, word, expected) => {
  expect(new Negation([ENGLISH]).covers(tokenize(text), word, 0)).toBe(expected);
});
