import { isOwnTag } from './merge.js';
import type { WriteChanges } from './write-changes.js';

/** More tags than any account's people put on a ticket; they travel with a ticket through every step and its records. */
const MOST_TOLD = 1_000;
const MOST_TOLD_UNITS = 64 * 1024;
/** Of tags that only look like those of a category: the tenant has 20 categories at most, now or before. */
const MOST_OF_CATEGORIES = 100;
const LONGEST_OF_CATEGORIES = 255;

/** The tags of a ticket as far as they are told. */
export interface ToldTags {
  tags: string[];
  /** So many more are on the ticket, none of them ours. Absent: these are all. */
  otherTags?: number;
}

/**
 * All tags of a ticket, or, where they are too many to travel, those that decide: ours, and those of categories.
 * Whoever writes then has to read the others again (`withChangedTags`).
 */
export function toldTags(tags: readonly string[], categoryTagPrefix: string): ToldTags {
  const units = tags.reduce((sum, tag) => sum + tag.length, 0);
  if (tags.length <= MOST_TOLD && units <= MOST_TOLD_UNITS) return { tags: [...tags] };
  const own = tags.filter(isOwnTag);
  const ofCategories = tags
    .filter(
      (tag) => tag.startsWith(categoryTagPrefix) && tag.length <= LONGEST_OF_CATEGORIES && !isOwnTag(tag),
    )
    .slice(0, MOST_OF_CATEGORIES);
  const told = new Set([...own, ...ofCategories]);
  return { tags: [...told], otherTags: tags.length - told.size };
}

/** The tags of a ticket after a write, in their order: nothing else is taken off, nothing is there twice. */
export function withChangedTags(
  tags: readonly string[],
  { addedTags, removedTags }: Pick<WriteChanges, 'addedTags' | 'removedTags'>,
): string[] {
  const removed = new Set(removedTags);
  return [...new Set([...tags.filter((tag) => !removed.has(tag)), ...addedTags])];
}
