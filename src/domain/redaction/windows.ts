import { allMatches } from '../text/all-matches.js';

/** A match of a pattern in a text, with its place in the whole text. */
export interface PlacedMatch {
  start: number;
  written: string;
  groups: readonly (string | undefined)[];
}

interface Reach {
  /** UTF-16 units before and after an anchor in which the pattern may match. */
  before: number;
  after: number;
}

/** The stretches around all anchors, overlapping ones joined, in order. */
function windowsAround(text: string, anchor: RegExp, reach: Reach): { start: number; end: number }[] {
  const windows: { start: number; end: number }[] = [];
  for (const { index } of allMatches(text, anchor)) {
    const start = Math.max(0, index - reach.before);
    const end = Math.min(text.length, index + reach.after);
    const last = windows.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else windows.push({ start, end });
  }
  return windows;
}

/**
 * Matches of a costly pattern near the matches of a cheap one, both global: text without the anchor is passed
 * over at the anchor's price. Look-behinds see one unit before a window.
 */
export function matchesNear(
  text: string,
  anchor: RegExp,
  search: { pattern: RegExp; reach: Reach },
): PlacedMatch[] {
  const found: PlacedMatch[] = [];
  for (const window of windowsAround(text, anchor, search.reach)) {
    const from = Math.max(0, window.start - 1);
    for (const match of allMatches(text.slice(from, window.end), search.pattern)) {
      if (from + match.index < window.start) continue;
      found.push({ start: from + match.index, written: match[0], groups: match.slice(1) });
    }
  }
  return found;
}
