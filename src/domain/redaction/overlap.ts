import type { Candidate } from './detector.js';
import type { PiiType } from './types.js';

/** Strongest first: what the check behind a type is worth when two detectors claim the same text. */
const STRENGTH: readonly PiiType[] = [
  'SECRET', 'URL', 'EMAIL', 'CARD', 'IBAN', 'NATIONAL_ID', 'IP', 'MAC', 'GEO', 'DATE_OF_BIRTH', 'DOCUMENT', 'PHONE',
  'PLATE', 'NAME', 'ADDRESS',
]; // prettier-ignore
const RANK = new Map(STRENGTH.map((type, index) => [type, index]));

const rankOf = (candidate: Candidate): number => RANK.get(candidate.type) ?? STRENGTH.length;

/**
 * The one rule for overlaps; whatever any detector claimed stays covered:
 * 1. a candidate inside another goes, the outer one stands; of two equal ones the stronger type stands, of one type
 *    the one that knows whose value it is;
 * 2. two that overlap in part: the stronger type keeps the shared part, the other keeps its rest.
 * Returns non-overlapping candidates ordered by start, in O(n log n).
 */
export function resolveOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const ordered = [...candidates].sort(
    (left, right) =>
      left.start - right.start ||
      right.end - left.end ||
      rankOf(left) - rankOf(right) ||
      Number(right.value !== undefined) - Number(left.value !== undefined),
  );
  const kept: Candidate[] = [];
  let coveredTo = 0;
  for (const candidate of ordered) {
    if (candidate.end <= coveredTo || candidate.end <= candidate.start) continue;
    coveredTo = candidate.end;
    addTrimmed(kept, candidate);
  }
  return kept;
}

/** Adds a candidate that starts and ends later than all kept ones, sharing out the common part. */
function addTrimmed(kept: Candidate[], candidate: Candidate): void {
  const last = kept.at(-1);
  if (last === undefined || last.end <= candidate.start) {
    kept.push(candidate);
    return;
  }
  if (rankOf(last) <= rankOf(candidate)) {
    kept.push({ start: last.end, end: candidate.end, type: candidate.type });
    return;
  }
  if (candidate.start > last.start) {
    kept[kept.length - 1] = { start: last.start, end: candidate.start, type: last.type };
    kept.push(candidate);
    return;
  }
  kept.pop();
  addTrimmed(kept, candidate);
}
