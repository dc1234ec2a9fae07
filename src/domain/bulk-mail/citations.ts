/** Quotation marks of all kinds: what stands between them is not the writer's own. */
const QUOTED =
  /"[^"\n]{3,400}"|“[^”\n]{3,400}”|„[^“”\n]{3,400}[“”]|«[^»\n]{3,400}»|‚[^‘’\n]{3,400}[‘’]|「[^」\n]{2,400}」/g;
const REPLY_LINE = /^\s*>/;

/** A message without what the writer only cites: lines marked `>` and words in quotation marks. */
export function withoutCitations(text: string): string {
  return text
    .split('\n')
    .filter((line) => !REPLY_LINE.test(line))
    .join('\n')
    .replace(QUOTED, ' … ');
}
