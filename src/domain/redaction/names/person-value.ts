import { spellings } from './fold.js';
import type { PeopleIndex } from './people-index.js';
import { MAX_COMPARED } from './shared-people.js';
import type { Token } from './tokens.js';

/** One key for all spellings of one person; where several share the name, the name itself is the key. */
export function personValue(cluster: readonly Token[], index: PeopleIndex): string {
  const named = cluster.flatMap((token) => (token.part === undefined ? [] : [token.part.people]));
  const initials = cluster.flatMap((token) =>
    token.part === undefined ? (spellings(token.written)[0] ?? '') : [],
  );
  const smallest = named.reduce(
    (best, people) => (people.size < best.size ? people : best),
    named[0] ?? new Set<number>(),
  );
  const common = [...smallest]
    .slice(0, MAX_COMPARED)
    .filter(
      (person) =>
        named.every((people) => people.has(person)) &&
        initials.every((letter) => index.initials[person]?.has(letter)),
    );
  return common.length === 1
    ? `person ${common[0]}`
    : cluster.map((token) => spellings(token.written)[0]).join(' ');
}
