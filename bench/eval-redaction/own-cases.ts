import { detectPii } from '../../src/domain/redaction/detect.js';
import { LABELLED_CASES, type LabelledCase, LOOK_ALIKES } from './cases.js';
import type { Tally } from './tally.js';

interface Unmarked {
  text: string;
  ranges: { start: number; end: number }[];
}

/** The text without its marks, and where the marked values stand in it. */
export function unmarked(marked: string): Unmarked {
  const ranges: Unmarked['ranges'] = [];
  let text = '';
  for (const [index, piece] of marked.split(/[⟦⟧]/u).entries()) {
    if (index % 2 === 1) ranges.push({ start: text.length, end: text.length + piece.length });
    text += piece;
  }
  return { text, ranges };
}

function scoreCase({ kind, marked, region = 'US', people = [] }: LabelledCase, tally: Tally): void {
  const { text, ranges } = unmarked(marked);
  const spans = detectPii(text, { people, region });
  const shown = `${marked} → ${spans.map((span) => `${span.type} ${text.slice(span.start, span.end)}`).join(' | ')}`;
  for (const { start, end } of ranges) {
    let covered = true;
    for (let index = start; index < end; index += 1) {
      const inSpan = spans.some((span) => span.start <= index && index < span.end);
      if (/[\p{L}\p{N}]/u.test(text.charAt(index)) && !inSpan) covered = false;
    }
    tally.add('recall', `own: ${kind}`, { right: covered, text: shown });
  }
  for (const span of spans) {
    const right = ranges.some(({ start, end }) => start <= span.start && span.end <= end);
    tally.add('precision', `own: ${kind}`, { right, text: shown });
  }
}

/** Scores the cases that are part of the project. */
export function scoreOwnCases(tally: Tally): void {
  for (const labelled of LABELLED_CASES) scoreCase(labelled, tally);
  for (const text of LOOK_ALIKES) {
    const spans = detectPii(text, { people: [], region: 'US' });
    const shown = `${text} → ${spans.map((span) => `${span.type} ${text.slice(span.start, span.end)}`).join(' | ')}`;
    tally.add('untouched', 'own: look-alikes', { right: spans.length === 0, text: shown });
  }
}
