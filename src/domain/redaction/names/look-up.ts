import { spellings } from './fold.js';
import type { NamePart, PeopleIndex } from './people-index.js';

/** Genitive and case endings that languages glue to a name, each tried by itself. */
const LATIN_ENDINGS = ['s', 'es', 'n', 'en'];
const CYRILLIC_ENDING = /(?:ого|его|ому|ему|ой|ей|ом|ем|ым|им|а|я|у|ю|е|ы|и)$/u;
const SHORTEST_STEM = 2;

function stemsOf(lower: string): string[] {
  const stems = /\p{Script=Cyrillic}/u.test(lower)
    ? [lower.replace(CYRILLIC_ENDING, '')]
    : LATIN_ENDINGS.filter((ending) => lower.endsWith(ending)).map((ending) =>
        lower.slice(0, -ending.length),
      );
  return stems.filter((stem) => stem !== lower && stem.length >= SHORTEST_STEM);
}

/**
 * What a word of the text means among the ticket's people, also with a genitive or case ending on it. An everyday
 * word or a very short one with an ending ("Mays", "Lis") counts only beside another part of the same name.
 */
export function lookUpName(written: string, index: PeopleIndex): NamePart | undefined {
  for (const key of spellings(written)) {
    const part = index.parts.get(key);
    if (part !== undefined) return part;
  }
  for (const stem of stemsOf(written.toLowerCase())) {
    for (const key of spellings(stem)) {
      const part = index.parts.get(key) ?? index.parts.get(`${key}а`) ?? index.parts.get(`${key}й`);
      if (part?.alone !== true) continue;
      return part.everyday || stem.length < 3 ? { ...part, alone: false } : part;
    }
  }
  return undefined;
}
