import { createHmac, randomBytes } from 'node:crypto';
import type { RemovedValues } from '../domain/redacted-ticket.js';
import { formsOfRemoved, stretchesFrom, wordsIn } from '../domain/redaction/comparable-forms.js';
import { placeholder, writtenPlaceholders } from '../domain/redaction/placeholders.js';
import type { PiiType, RemovedText } from '../domain/redaction/types.js';

/** Enough to tell values of one ticket apart; a chance meeting costs a word of a summary. */
const DIGEST_BYTES = 8;
/** A ticket with more is a dump of data; what travels with it stays small. */
const MAX_DIGESTS = 1_000;

const digest = (key: Buffer, form: string): string =>
  createHmac('sha256', key).update(form).digest().subarray(0, DIGEST_BYTES).toString('base64url');

/** Makes removed values recognisable without keeping them. The key is new each time. */
export function digestsOf(removed: readonly RemovedText[]): RemovedValues {
  const key = randomBytes(16);
  const digests: RemovedValues['digests'] = {};
  const known = new Set<string>();
  let longest = 0;
  for (const text of removed) {
    for (const form of formsOfRemoved(text)) {
      if (known.has(form) || known.size >= MAX_DIGESTS) continue;
      known.add(form);
      longest = Math.max(longest, form.length);
      (digests[text.type] ??= []).push(digest(key, form));
    }
  }
  return { key: key.toString('base64'), digests, longest };
}

type FindType = (forms: readonly string[]) => PiiType | undefined;

function finderOf({ key, digests }: RemovedValues): FindType {
  const bytes = Buffer.from(key, 'base64');
  const types = new Map(
    (Object.entries(digests) as [PiiType, string[]][]).flatMap(([type, list]) =>
      list.map((value) => [value, type] as const),
    ),
  );
  return (forms) => forms.map((form) => types.get(digest(bytes, form))).find(Boolean);
}

const isEmpty = ({ digests }: RemovedValues): boolean => Object.keys(digests).length === 0;

/**
 * A short text with every removed value in it replaced by a placeholder, in whatever spelling it came back: case,
 * diacritics, spaces, signs, order of names, prefix of phone numbers. Placeholders stay.
 */
export function withoutRemovedValues(text: string, removedValues: readonly RemovedValues[]): string {
  const sets = removedValues.filter((set) => !isEmpty(set));
  if (sets.length === 0) return text;
  const finders = sets.map(finderOf);
  const longest = Math.max(...sets.map((set) => set.longest ?? Infinity));
  const placeholders = writtenPlaceholders(text);
  const words = wordsIn(text).filter(
    (word) => !placeholders.some(({ start, end }) => start <= word.start && word.start < end),
  );
  let result = '';
  let copied = 0;
  for (let first = 0; first < words.length; first += 1) {
    const word = words[first];
    if (word === undefined || word.start < copied) continue;
    for (const { start, end, forms } of stretchesFrom(text, words, { first, longest })) {
      const type = finders.map((find) => find(forms)).find(Boolean);
      if (type === undefined) continue;
      result += text.slice(copied, start) + placeholder(type, 1);
      copied = end;
      break;
    }
  }
  return result + text.slice(copied);
}
