/** The phrases of a rule from one text, separated by commas, so that a rule reads as a paragraph and diffs well. */
export function phraseList(text: string): string[] {
  return text
    .split(',')
    .map((phrase) => phrase.trim().replace(/\s+/g, ' '))
    .filter((phrase) => phrase !== '');
}
