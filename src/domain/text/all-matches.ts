/**
 * Every match of a global pattern, in order. Not `matchAll`: that works on a clone of the pattern, which V8 has to
 * compile anew whenever a garbage collection has emptied its cache; for patterns as large as ours it was the most
 * costly step of redaction.
 */
export function allMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += pattern.unicode ? codePointLength(text, match.index) : 1;
  }
  return found;
}

/** UTF-16 units. */
const codePointLength = (text: string, index: number): number =>
  (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
