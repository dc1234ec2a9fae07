/**
 * What an internal note must not hold, looked for by other means than those that clean it: whoever reads, renders or
 * indexes the note should find nothing to act on.
 */

/** As a lenient reader sees it: compatibility forms folded, invisible characters gone. */
const folded = (text: string): string =>
  text.normalize('NFKC').replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');

const SIGNS: readonly [what: string, sign: RegExp][] = [
  ['a scheme', /[a-z][a-z0-9+.-]*:\/\/|\/\/\S/i],
  ['a scheme without slashes', /\b(?:mailto|javascript|data|tel|sms|file|vbscript|blob):\S/i],
  ['a domain', /[\p{L}\p{N}_-][.。｡][\p{L}]{2,}/u],
  ['an address', /@/],
  ['HTML', /[<>]/],
  ['an entity', /&(?:#\w+|\w+);/],
  ['markdown', /\]\s*\(|!\[|\]\s*\[|`|\*\*|^\s*[#>|]/m],
];

/** Nothing of these may be there as it stands, folded or not. Line feeds make the note's lines. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const MARKS = /\p{M}{4}/u;

/** The lines of a note, in this order and no others. @see INTERFACE section 4 */
const LINES: readonly RegExp[] = [
  /^AI triage: \S.{0,299}$/u,
  /^$/,
  /^Root cause: (?:bug|feature|refund|other)$/,
  /^Urgency: (?:high|medium|low)$/,
  /^Sentiment: (?:positive|neutral|negative)$/,
  /^Decided by: (?:model [\w-]+|keyword rules) \([\w+-]+\)(?:; the model gave no usable answer)?$/,
  /^Workflow: ticket-42$/,
  /^Verdict: run-1\/1$/,
];

/** Everything that is wrong with a note; nothing when it is as it should be. */
export function unsafeIn(note: string): string[] {
  const text = folded(note);
  const lines = note.split('\n');
  return [
    ...SIGNS.filter(([, sign]) => sign.test(text)).map(([what]) => what),
    ...(INVISIBLE.test(note.replaceAll('\n', '')) ? ['an invisible character'] : []),
    ...(MARKS.test(note.normalize('NFD')) ? ['a pile of marks'] : []),
    ...(lines.length === LINES.length ? [] : [`${lines.length} lines`]),
    ...LINES.flatMap((wanted, index) => (wanted.test(lines[index] ?? '') ? [] : [`line ${index + 1}`])),
  ];
}

/** Which of the values are in a text, whatever their case, spacing and punctuation. */
export function valuesIn(text: string, values: readonly string[]): string[] {
  const bare = (value: string): string =>
    value
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  return values.filter((value) => bare(text).includes(bare(value)));
}
